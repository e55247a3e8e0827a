import type { Delivery } from '@espresso/host';
import type { Check, Evidence } from '../check.ts';

const HOUR_MS = 3_600_000;
const LATE_MS = 60_000;
const STORM_ATTEMPTS = 5;

const evidenceOf = ({ eventNumber, eventId, eventType, correlationId }: Delivery): Evidence => ({
  number: eventNumber,
  id: eventId,
  type: eventType,
  correlationId,
});

export const retriesEnd: Check = {
  id: 'retries-end',
  claim: 'Every rule gives a delivery up after so many attempts or so long, and keeps it as a dead letter.',
  remedy: 'Set attempts and age in the rule’s retry policy.',
  severity: 'error',
  look: ({ rules }) =>
    rules
      .filter(({ attemptsMax, ageMsMax }) => !Number.isFinite(attemptsMax) || !Number.isFinite(ageMsMax))
      .map(({ name }) => ({ what: `${name} never gives up`, item: `rule:${name}` })),
};

export const noDeadLetters: Check = {
  id: 'no-dead-letters',
  claim: 'No delivery was given up and forgotten.',
  remedy: 'Read its error, put the cause right, and try it again under Operate; give it up only where nobody needs it.',
  severity: 'error',
  look: ({ deliveries, nowMs }) => {
    const dead = deliveries.filter(({ state }) => state.type === 'dead');
    return [...Map.groupBy(dead, ({ rule }) => rule)].map(([rule, letters]) => {
      const stale = letters.filter(({ state }) => state.type === 'dead' && nowMs - state.atMs > HOUR_MS).length;
      return {
        what: `${rule} gave up ${letters.length}${stale === 0 ? '' : `, ${stale} of them more than an hour ago`}: ${letters[0]?.error?.name ?? 'no target'}`,
        item: `rule:${rule}`,
        evidence: letters.slice(-5).map(evidenceOf),
      };
    });
  },
};

export const noRetryStorm: Check = {
  id: 'no-retry-storm',
  claim: `No rule is tried again and again: at most ${STORM_ATTEMPTS} attempts at one delivery.`,
  remedy: 'Look at the delivery’s error. What fails every time will not come right by another attempt.',
  severity: 'warning',
  look: ({ deliveries }) => {
    const tired = deliveries.filter(({ state, attempts }) => state.type === 'waiting' && attempts > STORM_ATTEMPTS);
    return [...Map.groupBy(tired, ({ rule }) => rule)].map(([rule, waiting]) => ({
      what: `${rule} tries ${waiting.length} for the ${Math.max(...waiting.map(({ attempts }) => attempts))}th time and more`,
      item: `rule:${rule}`,
      evidence: waiting.slice(-5).map(evidenceOf),
    }));
  },
};

export const timersRing: Check = {
  id: 'timers-ring',
  claim: 'Every timer rings when it is due.',
  remedy:
    'The process is too busy or its clock jumped: look at the commands waiting under Operate, then start it anew.',
  severity: 'error',
  look: ({ timers, nowMs }) => {
    const late = timers.filter(({ dueMs }) => nowMs - dueMs > LATE_MS);
    return late.length === 0
      ? []
      : [{ what: `${late.length} timers are more than a minute late: ${late[0]?.of ?? ''}` }];
  },
};

export const nobodyIsStuck: Check = {
  id: 'nobody-is-stuck',
  claim: 'No workflow waits beyond its bound.',
  remedy: 'Open the order, see what it waits for; stop it under Operate if nobody will come.',
  severity: 'error',
  look: ({ waits, nowMs }) =>
    waits
      .filter(({ untilMs }) => untilMs !== undefined && nowMs - untilMs > LATE_MS)
      .map(({ execution, correlationId, state, untilMs = nowMs }) => ({
        what: `${execution} waits at “${state}”, ${Math.round((nowMs - untilMs) / 60_000)} minutes longer than it may`,
        item: `order:${correlationId}`,
      })),
};
