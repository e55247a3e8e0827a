import { shopId } from '@coffee/shop/contract';
import { accept, refuse, route, worksAt, type Key, type Work } from '@espresso/contract';
import { iso } from '@espresso/kernel';
import { z } from 'zod';
import { summary } from '../contract/index.ts';
import { hourOf, sum, summaryOf } from '../hour.ts';
import { hours, shops } from '../tables.ts';

const DAY_MS = 86_400_000;
const DAYS_MAX = 31;

export const showMetrics = route(
  {
    method: 'GET',
    path: '/api/shops/{shopId}/metrics',
    summary: 'How the orders of a span of time ended, and how long they took: in all, and hour by hour.',
    access: ['viewer'],
    params: z.strictObject({ shopId }),
    query: z.object({
      /** ISO 8601; a day before `to` without one. The hour it lies in is the first. */
      from: z.iso.datetime({ offset: true }).optional(),
      /** ISO 8601; now without one. */
      to: z.iso.datetime({ offset: true }).optional(),
    }),
    body: z.unknown(),
    reply: z.object({
      from: z.string(),
      to: z.string(),
      total: summary,
      hours: z.array(z.object({ from: z.string(), summary })),
    }),
    refusals: {
      'unknown-shop': [404, 'No such shop', 'There is no shop of this name.'],
      'other-shop': [
        403,
        'Signed in to another shop',
        'You work at another shop; somebody who works here has to do this.',
      ],
      'no-such-span': [422, 'This is no span of time that can be shown'],
    },
  },
  async ({ params, query, caller }, work) => {
    if (!worksAt(caller, params.shopId)) return refuse('other-shop');
    if ((await work.get(shops, params)) === undefined) return refuse('unknown-shop');
    const toMs = query.to === undefined ? work.nowMs : Date.parse(query.to);
    const fromMs = hourOf(query.from === undefined ? toMs - DAY_MS : Date.parse(query.from));
    if (fromMs > toMs || toMs - fromMs > DAYS_MAX * DAY_MS)
      return refuse('no-such-span', { detail: `'from' lies before 'to', and at most ${DAYS_MAX} days before.` });

    const found = await allBetween(work, params.shopId, fromMs, toMs);
    return accept({
      reply: {
        from: iso(fromMs),
        to: iso(toMs),
        total: summaryOf(sum(found)),
        hours: found.map((hour) => ({ from: iso(hour.hourStartMs), summary: summaryOf(hour) })),
      },
    });
  },
);

/** Every hour between, however many pages that takes: at most 745, as the route allows no longer span. */
const allBetween = async (work: Work, shop: string, fromMs: number, toMs: number) => {
  const found = [];
  let after: Key | undefined;
  do {
    const page = await work.query(hours, {
      partition: shop,
      sort: {
        if: '#hour BETWEEN :from AND :to',
        names: { '#hour': 'hourStartMs' },
        values: { ':from': fromMs, ':to': toMs },
      },
      limit: 200,
      ...(after && { after }),
    });
    found.push(...page.items);
    after = page.after;
  } while (after !== undefined);
  return found;
};
