import { accept, route, type ServedRoute } from '@espresso/contract';
import type { Delivery } from '@espresso/host';
import { iso } from '@espresso/kernel';
import { z } from 'zod';
import type { Bar } from '../bar.ts';
import { maskerFor } from './masked.ts';
import { actorOf, limitOf, notOfAllShops, refuseOneShop, ruleName, textOf, unread, worksEverywhere } from './parts.ts';

const deadLetter = z.object({
  rule: z.string(),
  eventNumber: z.number().int(),
  eventId: z.string(),
  eventType: z.string(),
  correlationId: z.string(),
  replayName: z.string().optional(),
  attempts: z.number().int(),
  firstAt: z.string(),
  deadAt: z.string(),
  why: z.string(),
  error: z.object({ name: z.string(), message: z.string() }).optional(),
});

const waitingDelivery = z.object({
  rule: z.string(),
  eventId: z.string(),
  eventType: z.string(),
  correlationId: z.string(),
  attempts: z.number().int(),
  firstAt: z.string(),
  dueAt: z.string(),
  error: z.object({ name: z.string(), message: z.string() }).optional(),
});

/** How many unfinished deliveries are looked through for those that wait. */
const WAITING_LOOKS_AT = 1_000;
/** How many dead letters of its rule are looked through for the one to give up. */
const DISCARD_LOOKS_AT = 10_000;

/** Deliveries that were given up, and another try at them. */
export const deadLetterRoutes = (bar: Bar): readonly ServedRoute[] => {
  const mask = maskerFor(bar.events);
  const shown = ({
    state,
    firstMs,
    error,
    eventNumber,
    ...delivery
  }: Delivery): readonly z.input<typeof deadLetter>[] => {
    if (state.type !== 'dead') return [];
    const { rule, eventId, eventType, correlationId, replayName, attempts } = delivery;
    return [
      {
        rule,
        eventNumber,
        eventId,
        eventType,
        correlationId,
        ...(replayName !== undefined && { replayName }),
        attempts,
        firstAt: iso(firstMs),
        deadAt: iso(state.atMs),
        why: state.why,
        ...(error && { error: { name: error.name, message: textOf(mask(error.message)) } }),
      },
    ];
  };

  const shownWaiting = (delivery: Delivery): readonly z.input<typeof waitingDelivery>[] => {
    const { state, rule, eventId, eventType, correlationId, attempts, firstMs, error } = delivery;
    if (state.type !== 'waiting') return [];
    return [
      {
        rule,
        eventId,
        eventType,
        correlationId,
        attempts,
        firstAt: iso(firstMs),
        dueAt: iso(state.dueMs),
        ...(error && { error: { name: error.name, message: textOf(mask(error.message)) } }),
      },
    ];
  };

  return [
    route(
      {
        method: 'GET',
        path: '/api/dead-letters',
        summary: 'Deliveries that were given up, and why.',
        access: ['viewer'],
        params: unread,
        query: z.strictObject({ rule: ruleName.optional(), limit: limitOf(100, 500) }),
        body: unread,
        reply: z.object({ deadLetters: z.array(deadLetter) }),
        refusals: notOfAllShops,
      },
      ({ query: { rule, limit }, caller }) => {
        if (!worksEverywhere(caller)) return Promise.resolve(refuseOneShop());
        const dead = bar.host.operations.deadLetters({ limit, ...(rule !== undefined && { rule }) });
        return Promise.resolve(accept({ reply: { deadLetters: dead.flatMap(shown) } }));
      },
    ),
    route(
      {
        method: 'GET',
        path: '/api/deliveries/waiting',
        summary: 'Deliveries that failed and wait for another try.',
        access: ['viewer'],
        params: unread,
        query: z.strictObject({ limit: limitOf(100, 500) }),
        body: unread,
        reply: z.object({ deliveries: z.array(waitingDelivery) }),
        refusals: notOfAllShops,
      },
      ({ query: { limit }, caller }) => {
        if (!worksEverywhere(caller)) return Promise.resolve(refuseOneShop());
        const open = bar.host.operations.deliveries(WAITING_LOOKS_AT).flatMap(shownWaiting).slice(0, limit);
        return Promise.resolve(accept({ reply: { deliveries: open } }));
      },
    ),
    route(
      {
        method: 'POST',
        path: '/api/dead-letters/redrive',
        summary: 'Send dead letters on their way again: all, those of a rule, or one.',
        access: ['owner'],
        params: unread,
        query: unread,
        body: z
          .strictObject({
            rule: ruleName.optional(),
            eventId: z.string().min(1).max(128).optional(),
            limit: z.int().min(1).max(1_000).default(100),
          })
          .optional(),
        reply: z.object({ redriven: z.number().int() }),
        refusals: notOfAllShops,
      },
      async ({ body, caller }) => {
        if (!worksEverywhere(caller)) return refuseOneShop();
        const { rule, eventId, limit = 100 } = body ?? {};
        const dead = bar.host.operations
          .deadLetters({ limit, ...(rule !== undefined && { rule }) })
          .filter((letter) => eventId === undefined || letter.eventId === eventId);
        return accept({ reply: { redriven: await bar.host.operations.redrive(dead, actorOf(caller)) } });
      },
    ),
    route(
      {
        method: 'POST',
        path: '/api/dead-letters/discard',
        summary: 'Give a dead letter up for good: it is never delivered.',
        access: ['owner'],
        params: unread,
        query: unread,
        body: z.strictObject({ rule: ruleName, eventId: z.string().min(1).max(128) }),
        reply: z.object({ discarded: z.number().int() }),
        refusals: notOfAllShops,
      },
      async ({ body: { rule, eventId }, caller }) => {
        if (!worksEverywhere(caller)) return refuseOneShop();
        const dead = bar.host.operations
          .deadLetters({ rule, limit: DISCARD_LOOKS_AT })
          .filter((letter) => letter.eventId === eventId);
        return accept({ reply: { discarded: await bar.host.operations.discard(dead, actorOf(caller)) } });
      },
    ),
  ];
};
