import type { Random } from '@espresso/kernel';

/** How long and how often a failed delivery is tried again. */
export interface RetryPolicy {
  /** How often a delivery is repeated after the first try: EventBridge's MaximumRetryAttempts. 0 never repeats. */
  readonly attemptsMax: number;
  /** No try starts later than this after the first one: MaximumEventAgeInSeconds, in milliseconds. */
  readonly ageMsMax: number;
  /** The longest wait before the second try. */
  readonly firstDelayMs: number;
  /** By how much the longest wait grows with each try. */
  readonly backoffRate: number;
  /** What the longest wait never exceeds. */
  readonly delayMsMax: number;
}

/** EventBridge's own bounds: 185 times in 24 hours. */
export const defaultRetryPolicy: RetryPolicy = {
  attemptsMax: 185,
  ageMsMax: 24 * 60 * 60 * 1_000,
  firstDelayMs: 1_000,
  backoffRate: 2,
  delayMsMax: 300_000,
};

export type NextAttempt =
  { readonly kind: 'retry'; readonly atMs: number } | { readonly kind: 'give-up'; readonly why: 'attempts' | 'age' };

/**
 * What to do after a delivery failed. `failed.attempts` counts the tries so far, the first included (1 or more). The
 * wait is a random part of the longest one (full jitter), so that targets that failed together do not come back
 * together; one that would end after the event's time is cut short, so the last chance is not wasted.
 */
export const nextAttempt = (
  policy: RetryPolicy,
  failed: { readonly attempts: number; readonly firstAttemptMs: number },
  nowMs: number,
  random: Random,
): NextAttempt => {
  if (failed.attempts > policy.attemptsMax) return { kind: 'give-up', why: 'attempts' };
  const lastMs = failed.firstAttemptMs + policy.ageMsMax;
  if (nowMs >= lastMs) return { kind: 'give-up', why: 'age' };
  const grown = policy.firstDelayMs * policy.backoffRate ** (failed.attempts - 1);
  const delayMs = Math.ceil(random.next() * Math.min(grown, policy.delayMsMax));
  return { kind: 'retry', atMs: Math.min(nowMs + delayMs, lastMs) };
};
