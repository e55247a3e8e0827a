import type { Bar } from '../bar.ts';
import { runningIn } from '../operations/running.ts';
import { asJson } from '../operations/parts.ts';
import type { Examined } from './check.ts';

/** How much of the log is looked through: its newest events. */
const LOG_MAX = 5_000;
const LISTED_MAX = 1_000;

/** Shows the running system as the checks see it, as often as it is asked. */
export const examinerOf = (bar: Pick<Bar, 'host' | 'contexts' | 'events' | 'clock'>): (() => Examined) => {
  const { host, contexts, events, clock } = bar;
  const { operations } = host;
  const running = runningIn(bar);
  return () => ({
    nowMs: clock.now(),
    contexts,
    events,
    rules: host.rules.all().map(({ name, owner, pattern, target, retry }) => ({
      name,
      owner,
      pattern: asJson(pattern.source),
      matches: (event) => pattern.matches(event),
      target: target.type,
      attemptsMax: retry.attemptsMax,
      ageMsMax: retry.ageMsMax,
    })),
    log: host.events({ limit: LOG_MAX, reverse: true }).toReversed(),
    eventById: (id) => operations.event(id),
    logIsWhole: host.events({ limit: 1 })[0]?.number === 1,
    deliveries: operations.deliveries(LISTED_MAX),
    timers: operations.timers(LISTED_MAX).map(({ dueMs, timer }) => ({ dueMs, of: timer.type })),
    waits: running().flatMap(({ stateMachine, record, waits }) =>
      waits.map(({ state, untilMs }) => ({
        execution: stateMachine,
        correlationId: record.correlationId,
        state,
        ...(untilMs !== undefined && { untilMs }),
      })),
    ),
  });
};
