import { accept, refuse, route, type ServedRoute } from '@espresso/contract';
import type { Delivery } from '@espresso/host';
import { iso } from '@espresso/kernel';
import { z } from 'zod';
import type { Bar } from '../bar.ts';
import { Attempts } from './attempts.ts';
import { isSeenBy, shownEvent, showLogged } from './events.ts';
import { maskerFor } from './masked.ts';
import { textOf, unread, worksEverywhere } from './parts.ts';

const traced = z.object({
  rule: z.string(),
  /** `done`, `retrying`, `dead`. */
  state: z.string(),
  attempts: z.array(z.object({ at: z.string(), result: z.string(), tookMs: z.number() })),
  /** When it is tried again. */
  dueAt: z.string().optional(),
  /** Why it was given up. */
  why: z.string().optional(),
  error: z.object({ name: z.string(), message: z.string() }).optional(),
});

/** How many unfinished deliveries are looked through for those of one event. */
const DELIVERIES_MAX = 10_000;

/** One event, and what became of it at every rule that heard it. */
export const traceEvent = (bar: Bar): ServedRoute => {
  const attempts = new Attempts(bar.host, bar.clock);
  const mask = maskerFor(bar.events);
  const definitions = new Map(bar.events.map((event) => [event.detailType, event]));

  return route(
    {
      method: 'GET',
      path: '/api/events/{eventId}/trace',
      summary:
        'One event, and its deliveries: which rules heard it, every attempt since the process started, what waits and what is dead.',
      access: ['viewer'],
      params: z.strictObject({ eventId: z.string().min(1).max(128) }),
      query: unread,
      body: unread,
      reply: z.object({
        event: shownEvent,
        /** Attempts are remembered since then. */
        since: z.string(),
        deliveries: z.array(traced),
      }),
      refusals: { 'unknown-event': [404, 'No such event'] },
    },
    ({ params: { eventId }, caller }) => {
      const logged = bar.host.operations.event(eventId);
      const event = logged && showLogged(logged, definitions);
      if (event === undefined || !isSeenBy(caller, event))
        return Promise.resolve(refuse('unknown-event', { detail: 'There is no such event, or it is kept no more.' }));
      // Deliveries of an event concern whoever may see the event; what went wrong with them, those who see everything.
      const open = bar.host.operations.deliveries(DELIVERIES_MAX).filter((delivery) => delivery.eventId === eventId);
      const tried = Map.groupBy(attempts.of(eventId), ({ rule }) => rule);
      const rules = new Set([...tried.keys(), ...open.map(({ rule }) => rule)]);
      const deliveries = [...rules].map((rule) => {
        const left = open.find((delivery) => delivery.rule === rule);
        return {
          rule,
          attempts: (tried.get(rule) ?? []).map(({ atMs, result, tookMs }) => ({ at: iso(atMs), result, tookMs })),
          ...(left === undefined ? { state: 'done' } : stateOf(left)),
          ...(left?.error &&
            worksEverywhere(caller) && { error: { name: left.error.name, message: textOf(mask(left.error.message)) } }),
        };
      });
      return Promise.resolve(accept({ reply: { event, since: iso(attempts.sinceMs), deliveries } }));
    },
  );
};

const stateOf = ({ state }: Delivery) =>
  state.type === 'dead' ? { state: 'dead', why: state.why } : { state: 'retrying', dueAt: iso(state.dueMs) };
