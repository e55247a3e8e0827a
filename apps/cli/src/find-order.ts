import { z } from 'zod';
import { ask } from './ask.ts';
import type { Bar } from './bar-here.ts';
import { Complaint } from './faults.ts';

const page = z.object({
  events: z.array(z.object({ detail: z.record(z.string(), z.unknown()) })),
  next: z.number().optional(),
});
/** The bar reads this many pages of its log backwards for us before we give up. */
const PAGES_MAX = 40;

/**
 * The id of the order that is meant: by its id, by a number that people call out (`42`, `#42`), or the `last` one.
 * @throws Complaint when there is none
 */
export const findOrder = async (bar: Bar, asked: string, shopId?: string): Promise<string> => {
  const shop = shopId === undefined ? {} : { shopId: [shopId] };
  if (asked === 'last')
    return orderIn(
      bar,
      { 'detail-type': ['Validator.NewOrder'], ...(shopId && { detail: shop }) },
      'There is no order yet.',
    );
  const number = /^#?(\d{1,9})$/.exec(asked)?.[1];
  if (number === undefined) return asked;
  const where = shopId === undefined ? '' : ` in the shop ${shopId}`;
  return orderIn(
    bar,
    { 'detail-type': ['OrderProcessor.WaitingCompletion'], detail: { orderNumber: [Number(number)], ...shop } },
    `There is no order #${number}${where}.`,
  );
};

const orderIn = async (bar: Bar, pattern: object, sorry: string): Promise<string> => {
  let before: number | undefined;
  for (let read = 0; read < PAGES_MAX; read++) {
    const query = new URLSearchParams({
      pattern: JSON.stringify(pattern),
      limit: '1',
      ...(before !== undefined && { before: String(before) }),
    });
    const { events, next } = await ask(bar, { path: `/api/events?${query.toString()}` }, page);
    const orderId = events[0]?.detail['orderId'];
    if (typeof orderId === 'string') return orderId;
    if (next === undefined) break;
    before = next;
  }
  throw new Complaint(sorry);
};
