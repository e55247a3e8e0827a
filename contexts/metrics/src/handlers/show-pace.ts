import { shopId } from '@coffee/shop/contract';
import { accept, refuse, route } from '@espresso/contract';
import { z } from 'zod';
import { noPace, rangeAt } from '../pace.ts';
import { paces, shops } from '../tables.ts';

const range = z.object({ fromSeconds: z.number(), toSeconds: z.number() });

/** How fast the bar is, for whoever wonders whether to order: nothing in it is about a person. */
export const showPace = route(
  {
    method: 'GET',
    path: '/api/shops/{shopId}/pace',
    summary:
      'How many wait, how long each place takes as the latest orders tell, and how often what was said came true.',
    access: ['anyone'],
    params: z.strictObject({ shopId }),
    query: z.unknown(),
    body: z.unknown(),
    reply: z.object({
      waiting: z.number().int(),
      /** For each place in the queue; null where too few orders were made to say. */
      perPlace: range.nullable(),
      /** For an order placed now. */
      next: range.nullable(),
      /** Of the latest orders that were told a time, how many came within it. */
      kept: z.object({ kept: z.number().int(), of: z.number().int() }),
    }),
    refusals: { 'unknown-shop': [404, 'No such shop', 'There is no shop of this name.'] },
  },
  async ({ params }, work) => {
    if ((await work.get(shops, params)) === undefined) return refuse('unknown-shop');
    const found = await work.get(paces, params);
    const pace = found ?? noPace;
    const waiting = found?.waiting ?? 0;
    return accept({
      reply: {
        waiting,
        perPlace: rangeAt(pace, 1) ?? null,
        next: rangeAt(pace, waiting + 1) ?? null,
        kept: { kept: pace.kept.reduce((sum, one) => sum + one, 0), of: pace.kept.length },
      },
    });
  },
);
