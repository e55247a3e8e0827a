import { orderId } from '@coffee/validator/contract';
import { accept, owns, refuse, route, worksAt, type Key, type ServedRoute, type Work } from '@espresso/contract';
import { z } from 'zod';
import { journeyView } from '../contract/index.ts';
import { trail, type Entry } from '../tables.ts';
import { tell, whoseIs, type Words } from '../tell.ts';

const PAGE = 200;
/** An order that was claimed and given back all day is told up to here. */
const STEPS_MAX = 2_000;

/** The story of an order, for its customer and for the staff of its shop. */
export const showJourney = (words: Words): ServedRoute =>
  route(
    {
      method: 'GET',
      path: '/api/orders/{orderId}/journey',
      summary: 'What happened to this order, event by event.',
      access: ['customer', 'viewer'],
      params: z.strictObject({ orderId }),
      query: z.unknown(),
      body: z.unknown(),
      reply: journeyView,
      refusals: { 'unknown-order': [404, 'No such order'] },
    },
    async ({ params, caller }, work) => {
      const entries = await trailOf(params.orderId, work);
      const whose = whoseIs(entries);
      if (whose === undefined || !(owns(caller, whose) || worksAt(caller, whose.shopId)))
        return refuse('unknown-order', { detail: 'There is no such order, or its story is too old to be kept.' });
      return accept({ reply: tell({ orderId: whose.orderId, shopId: whose.shopId }, entries, words) });
    },
  );

const trailOf = async (id: Entry['orderId'], work: Work): Promise<readonly Entry[]> => {
  const entries: Entry[] = [];
  let after: Key | undefined;
  do {
    const page = await work.query(trail, { partition: id, limit: PAGE, ...(after && { after }) });
    entries.push(...page.items);
    after = page.after;
  } while (after !== undefined && entries.length < STEPS_MAX);
  return entries;
};
