import { nextAttempt } from '@espresso/bus';
import { EspressoError, type Random } from '@espresso/kernel';
import type { KeyValues } from '@espresso/tables';
import { jsonSpace, keyOf, sortable, startingWith } from '../store/json-space.ts';
import { clearTimer, setTimer } from '../timers.ts';
import type { View } from '../work/layer.ts';
import type { Rule } from './rules.ts';

/** Why a delivery was given up: enough attempts, too old, its rule or its target is not there. */
export type WhyDead = 'attempts' | 'age' | 'rule-removed' | 'no-target';

/** A delivery that was not done in the commit its event was routed in: it waits for its next attempt, or is dead. */
export interface Delivery {
  readonly rule: string;
  readonly eventNumber: number;
  readonly eventId: string;
  readonly eventType: string;
  readonly correlationId: string;
  readonly replayName?: string;
  readonly attempts: number;
  /** When it was first due, in milliseconds since 1970. */
  readonly firstMs: number;
  readonly state:
    | { readonly type: 'waiting'; readonly dueMs: number }
    /** Given up: a dead letter, until somebody redrives it. */
    | { readonly type: 'dead'; readonly atMs: number; readonly why: WhyDead };
  /** The last error, if there was one. */
  readonly error?: { readonly name: string; readonly message: string };
}

const deliveries = jsonSpace<Delivery>('deliveries');
/** The same keys for the dead ones alone, so that they are found without reading the waiting ones. */
const deadLetters = jsonSpace<true>('dead-letters');

export const deliveryKey = ({
  rule,
  eventNumber,
  replayName = '',
}: Pick<Delivery, 'rule' | 'eventNumber' | 'replayName'>): string => keyOf(rule, sortable(eventNumber), replayName);

export const readDelivery = (store: View, key: string): Delivery | undefined => store.get(deliveries, key);

/** Lets a delivery wait until `dueMs`. */
export const keepWaiting = (store: KeyValues, delivery: Delivery, dueMs: number): void => {
  const key = deliveryKey(delivery);
  forgetDelivery(store, key);
  store.put(deliveries, key, { ...delivery, state: { type: 'waiting', dueMs } });
  setTimer(store, dueMs, { type: 'delivery', key });
};

/** Forgets a delivery that is done. */
export const forgetDelivery = (store: KeyValues, key: string): void => {
  const known = store.get(deliveries, key);
  if (known === undefined) return;
  store.delete(deliveries, key);
  if (known.state.type === 'waiting') clearTimer(store, known.state.dueMs, { type: 'delivery', key });
  else store.delete(deadLetters, key);
};

/** Notes a failed attempt: the delivery waits for the next one, or is a dead letter from now on. */
export const noteFailure = (
  store: KeyValues,
  rule: Rule,
  delivery: Delivery,
  { error, nowMs, random }: { readonly error: unknown; readonly nowMs: number; readonly random: Random },
): Delivery => {
  const failed: Delivery = { ...delivery, attempts: delivery.attempts + 1, error: describe(error) };
  if (error instanceof Undeliverable) return bury(store, failed, nowMs, 'no-target');
  const next = nextAttempt(rule.retry, { attempts: failed.attempts, firstAttemptMs: failed.firstMs }, nowMs, random);
  if (next.kind === 'retry') {
    keepWaiting(store, failed, next.atMs);
    return failed;
  }
  return bury(store, failed, nowMs, next.why);
};

/** Parks a delivery as a dead letter. */
export const bury = (store: KeyValues, delivery: Delivery, nowMs: number, why: WhyDead): Delivery => {
  const key = deliveryKey(delivery);
  const dead: Delivery = { ...delivery, state: { type: 'dead', atMs: nowMs, why } };
  forgetDelivery(store, key);
  store.put(deliveries, key, dead);
  store.put(deadLetters, key, true);
  return dead;
};

/** Dead letters, of one rule or of all. */
export const listDeadLetters = (
  store: View,
  { rule, limit }: { readonly rule?: string; readonly limit: number },
): readonly Delivery[] => {
  const keys = [...store.range(deadLetters, { ...(rule !== undefined && startingWith(rule)), limit })];
  return keys.flatMap(([key]) => store.get(deliveries, key) ?? []);
};

/** Deliveries that are not done: waiting for an attempt, or dead. */
export const listDeliveries = (store: View, limit: number): readonly Delivery[] =>
  [...store.range(deliveries, { limit })].map(([, delivery]) => delivery);

/** There is nowhere to deliver to, and another attempt would find no more. */
export class Undeliverable extends EspressoError {
  /** In EventBridge's words: NO_RESOURCE, INVALID_INPUT … */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const describe = (error: unknown): { readonly name: string; readonly message: string } =>
  error instanceof Error ? { name: error.name, message: error.message } : { name: 'Error', message: String(error) };
