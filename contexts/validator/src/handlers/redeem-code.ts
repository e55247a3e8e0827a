import { customerId, sessionId } from '@coffee/identity/contract';
import { shopId, type ShopId } from '@coffee/shop/contract';
import { accept, owns, refuse, route, type Caller, type ServedRoute, type Work } from '@espresso/contract';
import { z } from 'zod';
import { endOf, recognise, windowAt, type CodeSecret, type Window } from '../code.ts';
import { codeSpent, newOrder, orderId, scanRefused, type ScanRefusal } from '../contract/index.ts';
import { takeDrink } from '../redemption.ts';
import { sentenceFor } from '../refusals.ts';
import { codes, customers, redemptions, shops, type Redemption, type Shop } from '../tables.ts';
import { beginFor, takeOf } from '../writes.ts';

/** Takes a drink of the code that was scanned or typed: an order begins. */
export const redeemCode = (secret: CodeSecret): ServedRoute =>
  route(
    {
      method: 'POST',
      path: '/api/orders',
      summary: 'Redeem the code on the display: take one of its drinks and begin an order.',
      status: 201,
      access: ['customer'],
      params: z.unknown(),
      query: z.unknown(),
      body: z.strictObject({
        shopId,
        /** As scanned or as typed: small letters, spaces and dashes do. */
        code: z.string().min(1).max(40),
      }),
      reply: z.object({ orderId }),
      refusals: {
        'code-unknown': [404, 'Unknown code'],
        'code-expired': [410, 'Expired code'],
        'code-spent': [409, 'No drinks left in this code'],
        'limit-reached': [409, 'Orders under way already'],
        'other-shop': [403, 'Signed in to another shop'],
      },
    },
    async ({ body, caller }, work) => {
      const scanner = scannerAt(body.shopId, caller);
      if (scanner === undefined)
        return refuse('other-shop', {
          detail: 'You are signed in to another shop. Scan the code of this shop again, and sign in here.',
        });
      const shop = await work.get(shops, { shopId: body.shopId });
      if (shop === undefined) return no('code-unknown', body.shopId, scanner, facts(work.nowMs));
      const at = { nowMs: work.nowMs, lengthMs: shop.codeWindowSeconds * 1000 };
      const recognised = recognise(secret, shop.shopId, body.code, at);
      if (recognised.code !== 'valid')
        return no(`code-${recognised.code}`, shop.shopId, scanner, facts(work.nowMs, shop));
      return take(shop, recognised.window, scanner, work);
    },
  );

type Scanner = Pick<Redemption, 'customerId' | 'sessionId'> & { readonly caller: Caller };

/** Who scans: a customer whose session is of this very shop. */
const scannerAt = (shop: ShopId, caller: Caller): Scanner | undefined =>
  caller.kind === 'customer' && caller.shopId === shop
    ? { customerId: customerId.parse(caller.customerId), sessionId: sessionId.parse(caller.sessionId), caller }
    : undefined;

const take = async (shop: Shop, window: Window, scanner: Scanner, work: Work) => {
  const [code, customer] = await Promise.all([
    work.get(codes, { shopId: shop.shopId, windowStartMs: window.startMs }),
    work.get(customers, { customerId: scanner.customerId, shopId: shop.shopId }),
  ]);
  const taking = takeDrink({
    left: code?.left,
    drinksPerCode: shop.drinksPerCode,
    ordersUnderWay: customer?.underWay?.size ?? 0,
    ordersPerCustomer: shop.ordersPerCustomer,
  });
  if (!taking.taken) {
    const known = facts(work.nowMs, shop);
    if (taking.reason !== 'limit-reached') return no(taking.reason, shop.shopId, scanner, known);
    const orderIds = await ownOf(customer?.underWay ?? new Set(), scanner, work);
    return no(taking.reason, shop.shopId, scanner, { ...known, ordersKnown: orderIds.length }, { orderIds });
  }
  const order = orderId.parse(work.ids.next());
  const redemption: Redemption = {
    orderId: order,
    shopId: shop.shopId,
    customerId: scanner.customerId,
    sessionId: scanner.sessionId,
    windowStartMs: window.startMs,
    outcome: 'open',
  };
  return accept({
    write: [
      takeOf(shop.shopId, window, {
        drinksPerCode: shop.drinksPerCode,
        untouched: code === undefined,
        last: taking.last,
      }),
      beginFor(redemption, shop.ordersPerCustomer),
      redemptions.create(redemption),
    ],
    emit: [
      newOrder({
        orderId: order,
        shopId: shop.shopId,
        customerId: scanner.customerId,
        sessionId: scanner.sessionId,
      }),
      ...(taking.last ? [codeSpent({ shopId: shop.shopId, windowStartMs: window.startMs })] : []),
    ],
    reply: { orderId: order },
  });
};

/** Of the orders under way under an address, those this session may know of. */
const ownOf = async (underWay: ReadonlySet<string>, { caller }: Scanner, work: Work): Promise<readonly string[]> => {
  const found = await Promise.all([...underWay].map((id) => work.get(redemptions, { orderId: id })));
  return found.flatMap((one) => (one !== undefined && owns(caller, one) ? [one.orderId] : []));
};

const facts = (nowMs: number, shop?: Shop) => ({
  untilNextCodeMs: shop === undefined ? 0 : endOf(windowAt(nowMs, shop.codeWindowSeconds * 1000)) - nowMs,
  ordersPerCustomer: shop?.ordersPerCustomer ?? 1,
  ordersKnown: 0,
});

/** Somebody tried and could not: that is a fact too, and the organiser sees it. */
const no = <Reason extends ScanRefusal>(
  reason: Reason,
  shop: ShopId,
  scanner: Scanner,
  known: ReturnType<typeof facts>,
  data: Readonly<Record<string, unknown>> = {},
) =>
  refuse(reason, {
    detail: sentenceFor(reason, known),
    data,
    emit: [scanRefused({ shopId: shop, customerId: scanner.customerId, reason })],
  });
