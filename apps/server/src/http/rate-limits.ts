import type { Caller } from '@espresso/contract';
import { isJsonObject, unreachable, type Clock, type Json } from '@espresso/kernel';
import { TokenBuckets, type Allowance, type Taken } from './token-buckets.ts';

/** How much one address or session may ask. */
export interface Allowances {
  /** One address: a whole hall may be behind it, so this only stops a flood. This machine itself is not counted. */
  readonly address: Allowance;
  readonly customer: Allowance;
  readonly staff: Allowance;
  /** Tries at something that could be guessed, from one address. */
  readonly guess: Allowance;
}

export const usualAllowances: Allowances = {
  address: { perSecond: 100, burst: 1_000 },
  customer: { perSecond: 10, burst: 60 },
  staff: { perSecond: 1_000, burst: 5_000 },
  guess: { perSecond: 1 / 6, burst: 20 },
};

/** Who asks, for the limits. */
export interface Asker {
  /** The address of the client. */
  readonly address: string;
  readonly isThisMachine: boolean;
}

/** Limits on how much anybody may ask; time comes from the clock alone. */
export class RateLimits {
  readonly #addresses: TokenBuckets;
  readonly #customers: TokenBuckets;
  readonly #staff: TokenBuckets;
  readonly #guesses: TokenBuckets;

  constructor(clock: Clock, allowances: Allowances = usualAllowances) {
    this.#addresses = new TokenBuckets(allowances.address, clock);
    this.#customers = new TokenBuckets(allowances.customer, clock);
    this.#staff = new TokenBuckets(allowances.staff, clock);
    this.#guesses = new TokenBuckets(allowances.guess, clock);
  }

  /** Any request at all. */
  request({ address, isThisMachine }: Asker): Taken {
    return isThisMachine ? { taken: true } : this.#addresses.take(address);
  }

  /** A request within a session. */
  session(caller: Caller): Taken {
    switch (caller.kind) {
      case 'anonymous':
        return { taken: true };
      case 'customer':
        return this.#customers.take(caller.sessionId);
      case 'staff':
        return this.#staff.take(caller.sessionId);
      default:
        return unreachable(caller);
    }
  }

  /** A try at a secret: a set-up link, an invitation, a code that was mailed. */
  guess(route: string, body: Json | undefined, { address }: Asker): Taken {
    const what = guessed(route, body);
    return what === undefined ? { taken: true } : this.#guesses.take(`${what} ${address}`);
  }
}

const guessed = (route: string, body: Json | undefined): string | undefined => {
  if (route === 'POST /api/setup' || route === 'POST /api/invitations/accept') return 'link';
  // Drawing codes fills a table; trying them is a guess.
  if (route === 'POST /api/pairings' || route === 'POST /api/pairings/{code}/approve') return route;
  if (route !== 'POST /api/sessions/customer' || !isJsonObject(body) || body['code'] === undefined) return undefined;
  // By the address tried as well: a hall full of people proving their own is no attack.
  const { email } = body;
  return `code ${typeof email === 'string' ? email.slice(0, 320).toLowerCase() : ''}`;
};
