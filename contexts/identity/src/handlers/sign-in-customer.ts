import {
  accept,
  refuse,
  route,
  secret,
  type Caller,
  type Emission,
  type Outcome,
  type Work,
  type Write,
} from '@espresso/contract';
import { iso } from '@espresso/kernel';
import { shopId, type ShopId } from '@coffee/shop/contract';
import { z } from 'zod';
import { ADDRESS_CHARACTERS_MAX, readAddress } from '../address.ts';
import { drawCode } from '../chance.ts';
import { customerId, customerRegistered, emailCodeRequested } from '../contract/index.ts';
import { expirySeconds, limits } from '../limits.ts';
import type { Parts } from '../parts.ts';
import { askForCode, tryCode, type Proof } from '../proof.ts';
import { openCustomerSession } from '../session.ts';
import { customers, policies, proofs } from '../tables.ts';
import type { Certainty } from '../vault.ts';
import { instant, unread } from './shapes.ts';

const signInReply = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('signed-in'),
    token: secret(z.string()),
    expiresAt: instant,
    customerId,
    shopId,
  }),
  /** A code is on its way to the address, or went there a moment ago: send it along the next time. */
  z.strictObject({
    status: z.literal('proof-needed'),
    minutes: z.number(),
    /** Asking again sooner sends no second mail. */
    askAgainAfterSeconds: z.number(),
  }),
  /** Not the code, which counts as a try; with no tries left a new code is needed. */
  z.strictObject({ status: z.literal('code-wrong'), triesLeft: z.number() }),
]);
type Reply = z.input<typeof signInReply>;
type Reason = 'unknown-shop' | 'email-invalid' | 'too-many-codes';

/**
 * Signs a customer in. Nothing in the answers depends on whether the address was ever seen before. Wanting a proof and
 * counting a wrong try are answers, not refusals, because both are remembered.
 */
export const signInCustomer = (parts: Parts) =>
  route(
    {
      method: 'POST',
      path: '/api/sessions/customer',
      summary:
        'Sign in as a customer with an e-mail address, and with the code mailed to it where the shop wants proof.',
      access: ['anyone'],
      params: unread,
      query: unread,
      body: z.strictObject({
        shopId,
        email: z
          .string()
          .min(1)
          .max(2 * ADDRESS_CHARACTERS_MAX),
        code: secret(
          z
            .string()
            .trim()
            .regex(/^[0-9]{6}$/, 'a code has six digits'),
        ).optional(),
      }),
      reply: signInReply,
      refusals: {
        'unknown-shop': [404, 'No such shop'],
        'email-invalid': [422, 'This is not an e-mail address'],
        'too-many-codes': [429, 'Too many codes for one address'],
      },
    },
    async ({ body, caller }, work) => {
      const address = readAddress(body.email);
      if (address === undefined)
        return refuse('email-invalid', { detail: 'Please check the e-mail address: it does not look complete.' });
      const policy = await work.get(policies, { shopId: body.shopId });
      // Nobody is trusted before it is known whether this shop trusts.
      if (policy === undefined) return refuse('unknown-shop', { detail: 'There is no shop of this name.' });
      if (policy.emailPolicy === 'trust')
        return signIn({ address, certainty: 'typed', shopId: body.shopId, caller }, parts, work);
      return body.code === undefined
        ? askForProof(address, body.shopId, parts, work)
        : prove({ address, code: body.code, shopId: body.shopId, caller }, parts, work);
    },
  );

const askForProof = async (
  address: string,
  shop: ShopId,
  { vault }: Parts,
  work: Work,
): Promise<Outcome<Reply, Reason>> => {
  const addressKey = vault.addressKey('proved', address);
  const known = await work.get(proofs, { addressKey });
  const asked = askForCode(known, work.nowMs);
  const minutes = limits.codeMs / 60_000;
  const reply: Reply = { status: 'proof-needed', minutes, askAgainAfterSeconds: limits.mailPauseMs / 1_000 };
  switch (asked.type) {
    case 'mailed-already':
      return accept({ reply });
    case 'too-many-mails':
      return refuse('too-many-codes', {
        detail: 'Many codes were mailed to this address lately. Please try again later.',
        data: { againAt: iso(asked.againAtMs) },
      });
    case 'mail': {
      const code = drawCode(work.random);
      return accept({
        write: [remember(addressKey, asked.remember(vault.codeHash(addressKey, code)), known?.version)],
        emit: [emailCodeRequested({ shopId: shop, sealed: vault.seal({ email: address, code }), minutes })],
        reply,
      });
    }
  }
};

/** Who wants to be signed in: the address as we know it, where, and as whom they ask. */
interface Guest {
  readonly address: string;
  readonly certainty: Certainty;
  readonly shopId: ShopId;
  readonly caller: Caller;
}

const prove = async (
  { code, ...who }: Omit<Guest, 'certainty'> & { readonly code: string },
  parts: Parts,
  work: Work,
): Promise<Outcome<Reply, Reason>> => {
  const addressKey = parts.vault.addressKey('proved', who.address);
  const known = await work.get(proofs, { addressKey });
  const tried = tryCode(known, parts.vault.codeHash(addressKey, code), work.nowMs);
  switch (tried.type) {
    case 'no-code':
      return accept({ reply: { status: 'code-wrong', triesLeft: 0 } });
    case 'wrong':
      return accept({
        write: [remember(addressKey, tried.proof, known?.version)],
        reply: { status: 'code-wrong', triesLeft: tried.proof.triesLeft },
      });
    case 'right':
      return signIn({ ...who, certainty: 'proved' }, parts, work, [remember(addressKey, tried.proof, known?.version)]);
  }
};

/** Over the version it was decided on: of two tries at once, the second is decided again. */
const remember = (addressKey: string, proof: Proof, version: number | undefined): Write<never> => {
  const lastMailMs = proof.mailedAtMs.at(-1) ?? 0;
  const item = {
    addressKey,
    ...proof,
    mailedAtMs: [...proof.mailedAtMs],
    expiresAt: expirySeconds(lastMailMs + limits.mailWindowMs),
  };
  return version === undefined ? proofs.create({ ...item, version: 1 }) : proofs.replace({ ...item, version });
};

const signIn = async (
  who: Guest,
  { keys, vault }: Parts,
  work: Work,
  also: readonly Write<never>[] = [],
): Promise<Outcome<Reply, Reason>> => {
  const addressKey = vault.addressKey(who.certainty, who.address);
  const known = await work.get(customers, { addressKey });
  const id = known?.customerId ?? customerId.parse(work.ids.next());
  const expiresAt = expirySeconds(work.nowMs + limits.customerKeptMs);
  const emit: readonly Emission[] =
    known === undefined ? [customerRegistered({ customerId: id, shopId: who.shopId })] : [];
  const customer =
    known === undefined
      ? customers.create({
          addressKey,
          email: who.address,
          certainty: who.certainty,
          customerId: id,
          registeredAtMs: work.nowMs,
          expiresAt,
        })
      : // Somebody forgotten this very moment is not half remembered: it is decided again.
        customers.update({ addressKey }, 'SET expiresAt = :expiresAt', {
          values: { ':expiresAt': expiresAt, ':id': id },
          condition: { if: 'customerId = :id' },
        });
  const session = await openCustomerSession(
    { customerId: id, addressKey, certainty: who.certainty, shopId: who.shopId },
    who.caller,
    keys,
    work,
  );
  const { token, expiresAt: until } = session;
  return accept({
    write: [...also, customer, session.write],
    emit,
    reply: { status: 'signed-in', token, expiresAt: until, customerId: id, shopId: who.shopId },
  });
};
