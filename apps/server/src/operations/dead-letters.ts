import { accept, route, type ServedRoute } from '@espresso/contract';
import type { Delivery } from '@espresso/host';
import { iso } from '@espresso/kernel';
import { z } from 'zod';
import type { Bar } from '../bar.ts';
import { maskerFor } from './masked.ts';
import { limitOf, notOfAllShops, refuseOneShop, ruleName, textOf, unread, worksEverywhere } from './parts.ts';

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
        return accept({ reply: { redriven: await bar.host.operations.redrive(dead) } });
      },
    ),
  ];
};
