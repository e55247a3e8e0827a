import { orderView, queueView } from '@coffee/order-manager/contract';
import type { Json } from '@espresso/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { chanceFrom, type Chance } from './chance.ts';
import { ask } from './real/client.ts';
import { pause, ServerProcess } from './real/server-process.ts';

/** The real process under load, killed again and again: nothing that was acknowledged is lost, and nothing is doubled. */

const SEED = 1;
const CUSTOMERS = 24;
const ORDERS_EACH = 3;
const KILLS = 5;
const RESTART_MS_MAX = 3_000;

const bar = new ServerProcess();
beforeAll(() => bar.start());
afterAll(() => bar.end());

const token = z.object({ token: z.string() });
const begun = z.object({ orderId: z.string() });
const events = z.object({
  events: z.array(z.object({ detailType: z.string(), detail: z.record(z.string(), z.unknown()) })),
  next: z.number().optional(),
});

/** The reply of something that may not be refused. */
const replyTo = async (...asked: Parameters<typeof ask>): Promise<Json> => {
  const answer = await ask(...asked);
  if (answer.type === 'problem') throw new Error(`${asked[1]} ${asked[2]}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};

/** Every order by the key it was asked for with. */
const orderOf = new Map<string, string>();
const ends = ['collected', 'refused', 'cancelled', 'timed-out', 'failed'];

const aCustomer = async (name: string, chance: Chance): Promise<void> => {
  const signIn = { shopId: 'main', email: `${name}@example.org` };
  const me = token.parse(await replyTo(bar, 'POST', '/api/sessions/customer', { token: '', body: signIn })).token;
  for (let n = 0; n < ORDERS_EACH; n++) {
    const code = z.object({ code: z.string() }).parse(await replyTo(bar, 'GET', '/api/shops/main/code')).code;
    const key = `${name}-${String(n)}`;
    const scan = { token: me, key, body: { shopId: 'main', code } };
    const { orderId } = begun.parse(await replyTo(bar, 'POST', '/api/orders', scan));
    orderOf.set(key, orderId);
    const path = `/api/orders/${orderId}`;
    const fate = chance.next();
    for (let looks = 0; ; looks++) {
      const { status } = orderView.parse(await replyTo(bar, 'GET', path, { token: me }));
      if (ends.includes(status) || status === 'ready') break;
      if (status === 'choosing' && fate > 0.1)
        await ask(bar, 'POST', `${path}/drink`, { token: me, key: `${key}-drink`, body: { drinkId: 'espresso' } });
      if (status === 'queued' && fate > 0.9)
        await ask(bar, 'POST', `${path}/cancel`, { token: me, key: `${key}-cancel-${String(looks)}`, body: {} });
      await pause(chance.between(100, 200));
    }
    // Asked once more, the bar still knows which order that was.
    expect(begun.parse(await replyTo(bar, 'POST', '/api/orders', scan))).toEqual({ orderId });
  }
};

const aBarista = async (name: string, chance: Chance, isOver: () => boolean): Promise<void> => {
  const invited = await replyTo(bar, 'POST', '/api/invitations', { body: { role: 'barista', shopId: 'main' } });
  // The answer may be lost with the process: sent again with the same key, the link that is used up still lets in who used it.
  const join = { token: '', key: `the-wish-of-${name}-to-join`, body: { token: token.parse(invited).token, name } };
  const me = token.parse(await replyTo(bar, 'POST', '/api/invitations/accept', join)).token;
  let taps = 0;
  const tap = (orderId: string, verb: string) =>
    ask(bar, 'POST', `/api/orders/${orderId}/${verb}`, { token: me, key: `${name}-${String(taps++)}` });
  while (!isOver()) {
    const { queued, ready } = queueView.parse(await replyTo(bar, 'GET', '/api/shops/main/queue', { token: me }));
    for (const { orderId } of ready) await tap(orderId, 'collect');
    const [next] = queued;
    if (next !== undefined && (await tap(next.orderId, 'claim')).type === 'reply') await tap(next.orderId, 'complete');
    else await pause(chance.between(20, 60));
  }
};

/** The whole log, oldest first. */
const theLog = async () => {
  const log: z.output<typeof events>['events'] = [];
  for (let after: number | undefined = 0; after !== undefined;) {
    const page = events.parse(
      await replyTo(bar, 'GET', `/api/events?order=oldest-first&limit=500&after=${String(after)}`),
    );
    log.push(...page.events);
    after = page.next;
  }
  return log;
};

test('killed again and again under load, the bar loses nothing it acknowledged, and does nothing twice', async () => {
  const chance = chanceFrom(SEED);
  const settings = { drinksPerCode: 1_000, queueLimit: 100, ordersPerCustomer: 2, customerTimeoutSeconds: 2 };
  await replyTo(bar, 'PUT', '/api/shops/main/settings', { body: settings });

  let isOver = false;
  const customers = Array.from({ length: CUSTOMERS }, (_, n) =>
    aCustomer(`customer-${String(n)}`, chance.fork(`c${String(n)}`)),
  );
  const baristas = ['bo', 'cy', 'di'].map((name) => aBarista(name, chance.fork(name), () => isOver));
  const everybody = Promise.all([Promise.all(customers).finally(() => (isOver = true)), ...baristas]);
  const restarts: number[] = [];
  const killing = async (): Promise<void> => {
    for (let kills = 0; kills < KILLS; kills++) {
      await pause(chance.between(200, 900));
      await bar.kill();
      restarts.push(await bar.start());
    }
  };
  await Promise.all([everybody, killing()]);

  const log = await theLog();
  const ofType = (...types: readonly string[]) => log.filter(({ detailType }) => types.includes(detailType));
  const orders = (of: typeof log) => of.map(({ detail }) => String(detail['orderId'])).sort();

  expect(orderOf.size).toBe(CUSTOMERS * ORDERS_EACH);
  const begunOrders = orders(ofType('Validator.NewOrder'));
  expect(begunOrders).toEqual([...orderOf.values()].sort());
  expect(
    orders(
      ofType(
        'OrderProcessor.OrderFinished',
        'OrderProcessor.OrderCancelled',
        'OrderProcessor.OrderTimedOut',
        'OrderProcessor.OrderFailed',
        'OrderProcessor.ShopUnavailable',
      ),
    ),
  ).toEqual(begunOrders);
  const numbers = ofType('OrderProcessor.WaitingCompletion').map(({ detail }) => detail['orderNumber']);
  expect(numbers).toEqual(numbers.map((_, place) => place + 1));
  expect(numbers.length).toBeGreaterThan(CUSTOMERS);
  expect(restarts.filter((ms) => ms > RESTART_MS_MAX)).toEqual([]);
  expect(ofType('OrderProcessor.OrderFailed')).toEqual([]);
  expect(await replyTo(bar, 'GET', '/api/dead-letters')).toMatchObject({ deadLetters: [] });
}, 60_000);
