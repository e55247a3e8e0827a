import { orderView } from '@coffee/order-manager/contract';
import type { PageState, Wish } from '@espresso/customer/server';
import type { Caller } from '@espresso/contract';
import { z } from 'zod';
import type { Bar } from '../../bar.ts';
import { ask } from '../ask.ts';
import { waitView } from '../wait-time.ts';

const shopSeen = z.object({
  shopId: z.string(),
  name: z.string(),
  status: z.enum(['open', 'closed', 'paused', 'draining']),
  reason: z.string(),
  opensAt: z.string().optional(),
  lastOrdersAt: z.string().optional(),
  notice: z.object({ text: z.string(), untilMs: z.number() }).optional(),
  pickupLocation: z.string(),
  emailPolicy: z.enum(['trust', 'prove']),
});
const named = { id: z.string(), name: z.string(), lang: z.string().optional() };
const labels = z
  .object({
    allergens: z.array(z.string()).optional(),
    vegan: z.boolean().optional(),
    caffeine: z.boolean().optional(),
  })
  .optional();
const menuSeen = z.object({
  revision: z.number(),
  drinks: z.array(
    z.object({
      ...named,
      description: z.string(),
      descriptionLang: z.string().optional(),
      labels,
      icon: z.string(),
      soldOut: z.boolean(),
      sizes: z.array(z.object(named)),
      groups: z.array(z.string()),
    }),
  ),
  groups: z.array(
    z.object({
      ...named,
      min: z.number(),
      max: z.number(),
      defaults: z.array(z.string()),
      options: z.array(z.object({ ...named, soldOut: z.boolean(), labels })),
    }),
  ),
});
const shopsSeen = z.object({ shops: z.array(z.object({ shopId: z.string(), name: z.string() })) });
const ordersSeen = z.object({ orders: z.array(orderView) });

const noticesSeen = z.object({ publicKey: z.string(), mail: z.boolean() });
const wishSeen = z.object({ push: z.boolean(), mail: z.boolean() });

export type Shop = NonNullable<PageState['shop']>;
export type Menu = NonNullable<PageState['menu']>;
export type Order = NonNullable<PageState['order']>;
export type { PageState, Wish };

const nobody: Caller = { kind: 'anonymous' };

/** What the page shows, read from the API's own routes as whoever looks at it. */
export const pageData = (bar: Bar) => ({
  shops: async (): Promise<PageState['shops']> => {
    const answer = await ask(bar, 'GET /api/shops', { caller: nobody });
    return answer.ok ? shopsSeen.parse(answer.reply).shops : [];
  },
  shop: async (shopId: string): Promise<Shop | undefined> => {
    const answer = await ask(bar, 'GET /api/shops/{shopId}', { caller: nobody, params: { shopId } });
    return answer.ok ? shopSeen.parse(answer.reply) : undefined;
  },
  menu: async (shopId: string, language?: PageState['language']): Promise<Menu | undefined> => {
    const answer = await ask(bar, 'GET /api/shops/{shopId}/menu', {
      caller: nobody,
      params: { shopId },
      ...(language !== undefined && { query: { language } }),
    });
    return answer.ok ? menuSeen.parse(answer.reply) : undefined;
  },
  order: async (orderId: string, caller: Caller): Promise<Order | undefined> => {
    if (caller.kind === 'anonymous') return undefined;
    const answer = await ask(bar, 'GET /api/orders/{orderId}', { caller, params: { orderId } });
    return answer.ok ? seen(orderView.parse(answer.reply)) : undefined;
  },
  /** A customer's orders at this shop, the newest first. */
  ordersAt: async (shopId: string, caller: Caller): Promise<readonly Order[]> => {
    if (caller.kind !== 'customer' || caller.shopId !== shopId) return [];
    const answer = await ask(bar, 'GET /api/orders', { caller });
    return answer.ok
      ? ordersSeen
          .parse(answer.reply)
          .orders.filter((order) => order.shopId === shopId)
          .map(seen)
      : [];
  },
  /** How this bar tells, and what this person asked for about an order. */
  notices: async (orderId: string, caller: Caller): Promise<PageState['notices']> => {
    const [can, asked] = await Promise.all([
      ask(bar, 'GET /api/notices', { caller: nobody }),
      ask(bar, 'GET /api/orders/{orderId}/notices', { caller, params: { orderId } }),
    ]);
    if (!can.ok || !asked.ok) return undefined;
    const { push: pushOn, mail: mailOn } = wishSeen.parse(asked.reply);
    return { ...noticesSeen.parse(can.reply), pushOn, mailOn };
  },
  waitOf: (reply: unknown): PageState['wait'] => {
    const { wait, perPlace, kept } = waitView.parse(reply);
    return { kept, ...(wait ?? {}), ...(perPlace && { perPlace }) };
  },
});
export type PageData = ReturnType<typeof pageData>;

/** An order as the page knows it: without what it does not ask for. */
const seen = ({
  message: _,
  createdMs: __,
  makeBy: ___,
  completedMs: ____,
  ...order
}: z.output<typeof orderView>): Order => order;
