import { orderView, queueView, type OrderView, type QueueView } from '@coffee/order-manager/contract';
import type { Settings } from '@coffee/shop/contract';
import { z } from 'zod';
import type { Answer, Ask, No, Request } from './client.ts';
import { BarRefused } from './faults.ts';

const code = z.object({
  code: z.string(),
  validUntilMs: z.number(),
  drinksLeft: z.number(),
  drinksPerCode: z.number(),
});
const menu = z.object({
  drinks: z.array(z.object({ id: z.string(), name: z.string(), soldOut: z.boolean(), groups: z.array(z.string()) })),
  groups: z.array(
    z.object({
      id: z.string(),
      max: z.number(),
      options: z.array(z.object({ id: z.string(), name: z.string(), soldOut: z.boolean() })),
    }),
  ),
});
export type MenuView = z.output<typeof menu>;
const staff = z.object({
  staff: z.array(
    z.object({
      staffId: z.string(),
      name: z.string(),
      shopId: z.string().optional(),
      revokedAt: z.string().optional(),
    }),
  ),
  after: z.string().optional(),
});
export type Colleague = z.output<typeof staff>['staff'][number];
const session = z.object({ token: z.string() });

/** What somebody wishes to drink. */
export interface Wish {
  readonly drinkId: string;
  readonly options?: Readonly<Record<string, readonly string[]>>;
}

/** Yes, with what the bar replied; or its "no", as a value. */
export type Reply<Body> = { readonly ok: true; readonly body: Body } | No;

/** The bar's public API, as far as robots use it. Reads and set-up throw BarRefused; what people do answers with the "no". */
export const barApi = (ask: Ask) => {
  const must = async <Schema extends z.ZodType>(request: Request, reply: Schema): Promise<z.output<Schema>> => {
    const answer = await ask(request);
    if (!answer.ok) throw new BarRefused(`${request.method} ${request.path}`, answer);
    return reply.parse(answer.body);
  };
  const onOrder = async (token: string, orderId: string, verb: string, body = {}): Promise<Reply<OrderView>> =>
    parsed(await ask({ method: 'POST', path: `/api/orders/${orderId}/${verb}`, token, body }), orderView);

  return {
    /** @returns whether it is new; a shop of this id that is there already stays as it is. */
    createShop: async (token: string, shopId: string, name: string, settings: Partial<Settings>): Promise<boolean> => {
      const request = {
        method: 'POST',
        path: '/api/shops',
        token,
        body: { shopId, name, settings, open: true },
      } as const;
      const answer = await ask(request);
      if (!answer.ok && answer.code !== 'shop-exists') throw new BarRefused('POST /api/shops', answer);
      return answer.ok;
    },
    settings: (token: string, shopId: string) =>
      must(
        { method: 'GET', path: `/api/shops/${shopId}/settings`, token },
        z.object({ customerTimeoutSeconds: z.number(), baristaTimeoutSeconds: z.number() }),
      ),
    menu: (shopId: string): Promise<MenuView> => must({ method: 'GET', path: `/api/shops/${shopId}/menu` }, menu),
    code: (token: string, shopId: string) => must({ method: 'GET', path: `/api/shops/${shopId}/code`, token }, code),
    queue: (token: string, shopId: string): Promise<QueueView> =>
      must({ method: 'GET', path: `/api/shops/${shopId}/queue`, token }, queueView),
    invite: (token: string, shopId: string) =>
      must({ method: 'POST', path: '/api/invitations', token, body: { role: 'barista', shopId } }, session),
    join: async (invitation: string, name: string): Promise<Reply<z.output<typeof session>>> =>
      parsed(
        await ask({ method: 'POST', path: '/api/invitations/accept', body: { token: invitation, name } }),
        session,
      ),
    staff: (token: string, after?: string) =>
      must(
        { method: 'GET', path: `/api/staff${after === undefined ? '' : `?after=${encodeURIComponent(after)}`}`, token },
        staff,
      ),
    revoke: (token: string, staffId: string) =>
      must({ method: 'POST', path: `/api/staff/${staffId}/revoke`, token }, z.unknown()),
    signIn: (shopId: string, email: string) =>
      must({ method: 'POST', path: '/api/sessions/customer', body: { shopId, email } }, session),
    scan: async (token: string, shopId: string, scanned: string): Promise<Reply<{ orderId: string }>> =>
      parsed(
        await ask({ method: 'POST', path: '/api/orders', token, body: { shopId, code: scanned } }),
        z.object({ orderId: z.string() }),
      ),
    order: (token: string, orderId: string): Promise<OrderView> =>
      must({ method: 'GET', path: `/api/orders/${orderId}`, token }, orderView),
    choose: (token: string, orderId: string, { drinkId, options = {} }: Wish) =>
      onOrder(token, orderId, 'drink', { drinkId, options }),
    cancel: (token: string, orderId: string, reason: string) => onOrder(token, orderId, 'cancel', { reason }),
    claim: (token: string, orderId: string) => onOrder(token, orderId, 'claim'),
    release: (token: string, orderId: string) => onOrder(token, orderId, 'release'),
    complete: (token: string, orderId: string) => onOrder(token, orderId, 'complete'),
    collect: (token: string, orderId: string) => onOrder(token, orderId, 'collect'),
  };
};
export type Bar = ReturnType<typeof barApi>;

const parsed = <Schema extends z.ZodType>(answer: Answer, reply: Schema): Reply<z.output<Schema>> =>
  answer.ok ? { ok: true, body: reply.parse(answer.body) } : answer;
