import { accept, route, type ServedRoute } from '@espresso/contract';
import { iso } from '@espresso/kernel';
import { z } from 'zod';
import type { Bar } from '../bar.ts';
import { limitOf, notOfAllShops, refuseOneShop, unread, worksEverywhere } from './parts.ts';

/** How many deliveries are counted at most: beyond that, the exact number is nobody's first question. */
const COUNTED_MAX = 1_000;

/** How much there is, how much waits, and what is due next. */
export const figureRoutes = (bar: Bar): readonly ServedRoute[] => [
  route(
    {
      method: 'GET',
      path: '/api/figures',
      summary: 'How much there is of everything, and how much waits.',
      access: ['viewer'],
      params: unread,
      query: unread,
      body: unread,
      reply: z.object({
        events: z.number().int(),
        lastEventNumber: z.number().int(),
        /** The size of the store. */
        bytes: z.number().int(),
        flushes: z.number().int(),
        commandsWaiting: z.number().int(),
        rules: z.number().int(),
        /** Counted up to 1,000. */
        deliveriesWaiting: z.number().int(),
        deadLetters: z.number().int(),
        liveReaders: z.number().int(),
      }),
      refusals: notOfAllShops,
    },
    ({ caller }) => {
      if (!worksEverywhere(caller)) return Promise.resolve(refuseOneShop());
      const { operations, lastEventNumber } = bar.host;
      const { events, bytes, flushes, waiting, rules } = operations.figures();
      const deliveries = operations.deliveries(COUNTED_MAX);
      return Promise.resolve(
        accept({
          reply: {
            events,
            lastEventNumber,
            bytes,
            flushes,
            commandsWaiting: waiting,
            rules,
            deliveriesWaiting: deliveries.filter(({ state }) => state.type === 'waiting').length,
            deadLetters: operations.deadLetters({ limit: COUNTED_MAX }).length,
            liveReaders: bar.live.readers,
          },
        }),
      );
    },
  ),
  route(
    {
      method: 'GET',
      path: '/api/timers',
      summary: 'The timers that are due next.',
      access: ['viewer'],
      params: unread,
      query: z.strictObject({ limit: limitOf(50, 500) }),
      body: unread,
      reply: z.object({
        timers: z.array(
          z.object({
            dueAt: z.string(),
            type: z.string(),
            /** What it is for: an execution, a delivery, a replay; empty for the house's own. */
            of: z.string(),
          }),
        ),
      }),
      refusals: notOfAllShops,
    },
    ({ query: { limit }, caller }) => {
      if (!worksEverywhere(caller)) return Promise.resolve(refuseOneShop());
      const timers = bar.host.operations.timers(limit).map(({ dueMs, timer }) => ({
        dueAt: iso(dueMs),
        type: timer.type,
        of: 'key' in timer ? readable(timer.key) : 'name' in timer ? timer.name : '',
      }));
      return Promise.resolve(accept({ reply: { timers } }));
    },
  ),
];

/** The parts of a store's key, joined for people. */
const readable = (key: string): string =>
  key
    .split(/[\u0000-\u001f]+/)
    .filter((part) => part !== '')
    .join('/');
