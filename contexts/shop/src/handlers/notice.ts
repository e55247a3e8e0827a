import { accept, line, refuse, route, worksAt } from '@espresso/contract';
import { z } from 'zod';
import { noticePosted, noticeTakenDown } from '../contract/index.ts';
import { shops } from '../tables.ts';
import { shopView, viewOf } from '../views.ts';
import { inShop, minutes, refusals, unread } from './parts.ts';

/** How long something is so where nobody says how long: minutes. */
const USUAL_MINUTES = 15;

/** A word to everybody who waits: it stands on every phone and on the display until its time is over. */
export const postNotice = route(
  {
    method: 'PUT',
    path: '/api/shops/{shopId}/notice',
    summary: 'Tell everybody who waits something, for so many minutes.',
    access: ['barista'],
    params: inShop,
    query: unread,
    body: z.strictObject({ text: line(140), minutes: minutes.min(1).default(USUAL_MINUTES) }),
    reply: shopView,
    refusals,
  },
  async ({ params, body, caller }, work) => {
    if (!worksAt(caller, params.shopId)) return refuse('other-shop');
    const shop = await work.get(shops, params);
    if (shop === undefined) return refuse('unknown-shop');
    const notice = { text: body.text, untilMs: work.nowMs + body.minutes * 60_000 };
    const told = { ...shop, notice };
    return accept({
      write: [shops.replace(told)],
      emit: [noticePosted({ ...params, by: caller.staffId, ...notice })],
      reply: viewOf(told, work.nowMs),
    });
  },
);

export const takeNoticeDown = route(
  {
    method: 'DELETE',
    path: '/api/shops/{shopId}/notice',
    summary: 'Take down what everybody was told.',
    access: ['barista'],
    params: inShop,
    query: unread,
    body: unread,
    reply: shopView,
    refusals,
  },
  async ({ params, caller }, work) => {
    if (!worksAt(caller, params.shopId)) return refuse('other-shop');
    const shop = await work.get(shops, params);
    if (shop === undefined) return refuse('unknown-shop');
    if (shop.notice === undefined) return accept({ reply: viewOf(shop, work.nowMs) });
    const { notice: _, ...without } = shop;
    return accept({
      write: [shops.replace(without)],
      emit: [noticeTakenDown({ ...params, by: caller.staffId })],
      reply: viewOf(without, work.nowMs),
    });
  },
);
