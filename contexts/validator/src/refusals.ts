import type { ScanRefusal } from './contract/index.ts';

/** What the person with the phone is told: what is so, and what to do next. */
export const sentenceFor = (
  refusal: ScanRefusal,
  facts: {
    readonly untilNextCodeMs: number;
    readonly ordersPerCustomer: number;
    /** How many of the orders under way whoever scans may know of. */
    readonly ordersKnown: number;
  },
): string => {
  switch (refusal) {
    case 'code-unknown':
      return 'This is not a code of this shop. Scan the code on the display again, or type the ten characters below it.';
    case 'code-expired':
      return 'This code is too old. Scan the one that is on the display now.';
    case 'code-spent':
      return `All drinks of this code are taken. The next code is on the display in ${duration(facts.untilNextCodeMs)}: scan that one.`;
    case 'limit-reached':
      if (facts.ordersKnown < facts.ordersPerCustomer)
        return 'For this e-mail address as many orders are under way as one person may have, and not all were begun on this device. Wait for one to end, then order again.';
      return facts.ordersPerCustomer === 1
        ? 'You have an order under way. Follow it to its end, or cancel it, then order again.'
        : `You have ${String(facts.ordersPerCustomer)} orders under way, as many as one person may. Wait for one to end, or cancel it, then order again.`;
  }
};

const SECONDS_PER_MINUTE = 60;

/** A stretch of time as people say it, never shorter than it is: `40 seconds`, `3 minutes`. */
const duration = (ms: number): string => {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 2 * SECONDS_PER_MINUTE) return seconds === 1 ? 'a second' : `${String(seconds)} seconds`;
  return `${String(Math.ceil(seconds / SECONDS_PER_MINUTE))} minutes`;
};
