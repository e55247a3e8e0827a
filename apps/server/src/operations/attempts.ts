import type { Host } from '@espresso/host';
import type { Clock } from '@espresso/kernel';

/** One attempt to deliver an event to a rule's target. */
export interface RememberedAttempt {
  readonly rule: string;
  readonly replayName?: string;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly result: 'done' | 'failed' | 'dead';
  readonly tookMs: number;
}

/** How many events' attempts are remembered; beyond that, the oldest are forgotten. */
const EVENTS_MAX = 20_000;
/** How many attempts of one event. */
const ATTEMPTS_MAX = 200;

/**
 * What became of deliveries, for those who look: the host forgets a delivery when it is done. Kept in memory and bounded, so it begins with the
 * process; nothing but looking depends on it.
 */
export class Attempts {
  readonly sinceMs: number;
  readonly #byEvent = new Map<string, RememberedAttempt[]>();

  constructor(host: Pick<Host, 'onAttempt'>, clock: Clock, eventsMax = EVENTS_MAX) {
    this.sinceMs = clock.now();
    host.onAttempt(({ rule, event, result, tookMs }) => {
      const { id } = event.envelope;
      const replayName = event.envelope['replay-name'];
      const known = this.#byEvent.get(id);
      const attempts = known ?? [];
      if (attempts.length >= ATTEMPTS_MAX) attempts.shift();
      attempts.push({ rule, atMs: clock.now(), result, tookMs, ...(replayName !== undefined && { replayName }) });
      if (known !== undefined) return;
      this.#byEvent.set(id, attempts);
      if (this.#byEvent.size <= eventsMax) return;
      for (const oldest of this.#byEvent.keys()) {
        this.#byEvent.delete(oldest);
        break;
      }
    });
  }

  /** The attempts of an event, oldest first. */
  of(eventId: string): readonly RememberedAttempt[] {
    return this.#byEvent.get(eventId) ?? [];
  }
}
