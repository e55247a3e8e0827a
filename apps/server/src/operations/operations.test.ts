import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { follow } from '@espresso/live';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { openTestBar, textIn, type TestBar } from '../testing/test-bar.ts';

let bar: TestBar;
const following: AbortController[] = [];
beforeEach(async () => {
  bar = await openTestBar();
});
afterEach(async () => {
  for (const stop of following.splice(0)) stop.abort();
  await bar.close();
});

const ADDRESS = 'ana.secretive@example.org';
const latte = { drinkId: 'latte', options: {} };

/** Everything one order can go through, and what it leaves behind. */
const wholeOrder = async () => {
  const customer = await bar.customer(ADDRESS);
  const orderId = await bar.scan(customer);
  const barista = await bar.staff('barista', 'main');
  await bar.call('POST', `/api/orders/${orderId}/drink`, { token: customer, body: latte });
  await bar.call('POST', `/api/orders/${orderId}/claim`, { token: barista });
  await bar.call('POST', `/api/orders/${orderId}/complete`, { token: barista });
  return { customer, orderId, barista };
};

/** The task tokens that were handed out so far. */
const taskTokens = (): readonly string[] =>
  bar.bar.host.events({ limit: 1_000 }).flatMap(({ envelope }) => {
    const { taskToken } = envelope.detail;
    return typeof taskToken === 'string' ? [taskToken] : [];
  });

const texts = (value: Json | undefined): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((entry: Json) => texts(entry));
  return isJsonObject(value) ? Object.values(value).flatMap(texts) : [];
};
const list = (body: JsonObject, name: string): readonly JsonObject[] =>
  z.array(z.custom<JsonObject>()).parse(body[name]);

test('no reading of anything shows a task token or an address, whoever reads', async () => {
  const { customer, orderId, barista } = await wholeOrder();
  const waiting = await bar.scan(await bar.customer('ben@example.org'));
  const known = bar.bar.host.operations.executions({ limit: 10 });
  const tokens = taskTokens();
  expect(tokens.length).toBeGreaterThan(2);
  for (const { served, runs } of bar.app.endpoints) {
    const { method, path } = served.route;
    if (method !== 'GET' || runs === 'stream') continue;
    for (const order of [orderId, waiting])
      for (const { record, stateMachine } of known) {
        const address = path
          .replace('{shopId}', 'main')
          .replace('{orderId}', order)
          .replace('{stateMachine}', stateMachine)
          .replace('{name}', record.execution.name);
        for (const token of [bar.owner, barista, customer]) {
          const { text } = await bar.call('GET', address, { token });
          // Only the customer whose address it is reads it, where they ask for all that is kept about them.
          const own = token === customer && path === '/api/customers/me' ? [] : [ADDRESS];
          for (const hidden of [...tokens, ...own, 'ben@example.org', customer, bar.owner])
            expect([path, text.includes(hidden)]).toEqual([path, false]);
        }
      }
  }
});

test('every reading fits the schema that its description shows', async () => {
  const { orderId } = await wholeOrder();
  const [execution] = bar.bar.host.operations.executions({ limit: 1 });
  for (const { served, runs } of bar.app.endpoints) {
    const { method, path, reply } = served.route;
    if (method !== 'GET' || runs === 'stream') continue;
    const address = path
      .replace('{shopId}', 'main')
      .replace('{orderId}', orderId)
      .replace('{stateMachine}', 'OrderProcessor')
      .replace('{name}', execution?.record.execution.name ?? '');
    const { status, body } = await bar.call('GET', address, { token: bar.owner });
    if (status === 403 || status === 404) continue;
    expect([path, status, reply.safeParse(body).error]).toEqual([path, 200, undefined]);
  }
});

test("an order's workflow shows its definition, where it waits, for how long, and how it came there", async () => {
  const customer = await bar.customer(ADDRESS);
  const orderId = await bar.scan(customer);
  const { body } = await bar.call('GET', `/api/orders/${orderId}/execution`, { token: bar.owner });
  expect(body).toMatchObject({ orderId, stateMachine: 'OrderProcessor', status: 'RUNNING' });
  const [wait] = list(body, 'waits');
  expect(wait).toMatchObject({ for: 'callback', sinceMs: bar.clock.now() });
  expect(wait?.['untilMs']).toBeGreaterThan(bar.clock.now());
  expect(body['current']).toEqual([wait?.['state']]);
  expect(Object.keys(z.record(z.string(), z.unknown()).parse(body['definition']))).toContain('States');
  expect(list(body, 'history').map(({ type }) => type)).toContain('ExecutionStarted');
  const annexOwner = await bar.staff('viewer', 'annex');
  expect((await bar.call('GET', `/api/orders/${orderId}/execution`, { token: annexOwner })).status).toBe(404);
});

test('an owner stops a workflow, and its order fails with a word about it', async () => {
  const orderId = await bar.scan(await bar.customer(ADDRESS));
  const { body } = await bar.call('GET', `/api/orders/${orderId}/execution`, { token: bar.owner });
  const path = `/api/executions/OrderProcessor/${textIn(body, 'name')}/stop`;
  expect((await bar.call('POST', path, { token: bar.owner, body: {} })).body).toEqual({ stopped: true });
  await bar.bar.host.settle();
  expect((await bar.call('POST', path, { token: bar.owner, body: {} })).body).toEqual({ stopped: false });
  expect((await bar.call('GET', `/api/orders/${orderId}`, { token: bar.owner })).body['status']).toBe('failed');
});

test('the log is read page by page, by type, by conversation and by pattern', async () => {
  const { orderId } = await wholeOrder();
  const read = (query: string) =>
    bar.call('GET', `/api/events?${query}`, { token: bar.owner }).then(({ body }) => body);
  const all: JsonObject[] = [];
  let next: Json | undefined = 0;
  while (next !== undefined) {
    const page: JsonObject = await read(`order=oldest-first&limit=3&after=${Number(next)}`);
    all.push(...list(page, 'events'));
    next = page['next'];
  }
  expect(all.map(({ number }) => number)).toEqual(all.map((_, at) => at + 1));
  expect(all).toHaveLength(bar.bar.host.lastEventNumber);
  const ofOrder = list(await read(`correlationId=${orderId}&order=oldest-first`), 'events');
  expect(ofOrder[0]).toMatchObject({ detailType: 'Validator.NewOrder' });
  expect(new Set(ofOrder.map(({ correlationId }) => correlationId))).toEqual(new Set([orderId]));
  expect(list(await read('type=OrderManager.OrderClaimed'), 'events')).toHaveLength(1);
  const pattern = encodeURIComponent('{"detail-type":[{"prefix":"OrderManager."}],"detail":{"orderNumber":[1]}}');
  expect(list(await read(`pattern=${pattern}`), 'events').length).toBeGreaterThan(1);
  expect(
    (await bar.call('GET', `/api/events?pattern=${encodeURIComponent('{"a":1}')}`, { token: bar.owner })).status,
  ).toBe(422);
});

test('a pattern cannot find out what is masked', async () => {
  await bar.scan(await bar.customer(ADDRESS));
  const [token = ''] = taskTokens();
  const pattern = encodeURIComponent(JSON.stringify({ detail: { taskToken: [{ prefix: token.slice(0, 4) }] } }));
  const { body } = await bar.call('GET', `/api/events?pattern=${pattern}`, { token: bar.owner });
  expect(list(body, 'events')).toEqual([]);
});

test('staff of one shop see the events of that shop alone', async () => {
  await bar.call('POST', '/api/shops', { token: bar.owner, body: { shopId: 'annex', name: 'Annex' } });
  const viewer = await bar.staff('viewer', 'annex');
  const { body } = await bar.call('GET', '/api/events?limit=500', { token: viewer });
  const shops = list(body, 'events').map(({ detail }) => (isJsonObject(detail) ? detail['shopId'] : undefined));
  expect(new Set(shops)).toEqual(new Set(['annex']));
  for (const path of ['/api/dead-letters', '/api/replays'])
    expect((await bar.call('GET', path, { token: viewer })).body['type']).toBe('/problems/not-of-all-shops');
});

test('an event of a known type is published; one of no type, or with a wrong detail, is not', async () => {
  const send = (body: Json) => bar.call('POST', '/api/events', { token: bar.owner, body });
  const detail = { shopId: 'main', by: 'operator' };
  expect((await send({ detailType: 'Shop.ShopOpened', detail })).status).toBe(202);
  expect((await send({ detailType: 'Shop.Burned', detail })).body['type']).toBe('/problems/unknown-event-type');
  const wrong = await send({ detailType: 'Shop.ShopOpened', detail: { shopId: 'NO' } });
  expect(wrong.body).toMatchObject({
    type: '/problems/detail-invalid',
    detail: 'Each of the errors names the place and what is wrong there.',
    errors: [{ pointer: '#/body/detail/shopId' }, { pointer: '#/body/detail/by' }],
  });
  const forged = { detailType: 'Step Functions Execution Status Change', detail: {} };
  expect((await send(forged)).status).toBe(404);
});

test('a stretch of the archive is sent again, under a name that is used once', async () => {
  await wholeOrder();
  const body = { name: 'again', from: '2026-11-23T00:00:00Z', to: '2026-11-24T00:00:00Z', rules: ['journey.keepStep'] };
  const replay = (more: JsonObject = {}) =>
    bar.call('POST', '/api/replays', { token: bar.owner, body: { ...body, ...more } });
  expect((await replay()).status).toBe(201);
  await bar.bar.host.settle();
  expect((await replay()).body['type']).toBe('/problems/replay-exists');
  expect((await replay({ name: 'x', rules: ['nobody.hears'] })).body['type']).toBe('/problems/unknown-rule');
  expect((await replay({ name: 'x', to: body.from })).body['type']).toBe('/problems/no-time-between');
  const { body: known } = await bar.call('GET', '/api/replays', { token: bar.owner });
  expect(list(known, 'replays')).toMatchObject([{ name: 'again', state: 'COMPLETED' }]);
});

test('the catalogue says of every event who tells of it and who hears it, with an example', async () => {
  const { body } = await bar.call('GET', '/api/contexts', { token: bar.owner });
  const events = list(body, 'events');
  expect(events.length).toBe(bar.bar.events.length);
  const newOrder = events.find(({ detailType }) => detailType === 'Validator.NewOrder');
  expect(texts(newOrder?.['consumers'])).toContain('order-processor.startOrder');
  for (const event of events) expect(event['sentence']).toEqual(expect.any(String));
  const { body: rules } = await bar.call('GET', '/api/rules', { token: bar.owner });
  expect(list(rules, 'rules').map(({ name }) => name)).toContain('order-processor.startOrder');
});

/** Follows a stream of the bar, and keeps what it is told. */
const aStream = (path: string, token: string | undefined, after?: number) => {
  const told: JsonObject[] = [];
  const stop = new AbortController();
  following.push(stop);
  const ended = follow(bar.url + path, {
    signal: stop.signal,
    ...(after !== undefined && { after }),
    ...(token !== undefined && { headers: { Authorization: `Bearer ${token}` } }),
    onUpdate: (message) => {
      if (isJsonObject(message)) told.push(message);
    },
  });
  return { told, ended, types: () => told.map(({ type, detailType }) => detailType ?? type) };
};
const until = (claim: () => void) => vi.waitFor(claim, { timeout: 5_000, interval: 5 });

test('customer, barista, room and Explorer each follow their own, and nothing of the others', async () => {
  const { customer, orderId, barista } = await wholeOrder();
  const board = aStream('/api/shops/main/board/live', undefined, 0);
  const queue = aStream('/api/shops/main/queue/live', barista, 0);
  const order = aStream(`/api/orders/${orderId}/live`, customer, 0);
  const pattern = encodeURIComponent('{"detail-type":["OrderProcessor.OrderFinished"]}');
  const finished = aStream(`/api/events/live?pattern=${pattern}`, bar.owner, 0);
  const all = aStream(`/api/events/live?correlationId=${orderId}`, bar.owner, 0);
  await until(() => expect(order.types().at(-1)).toBe('order-finished'));
  expect(order.types().slice(0, 3)).toEqual(['order-accepted', 'order-started', 'drink-chosen']);
  await until(() => expect(board.types()).toContain('order-completed'));
  await until(() => expect(queue.types()).toContain('order-claimed'));
  await until(() => expect(finished.types()).toEqual(['OrderProcessor.OrderFinished']));
  await until(() => expect(all.types().at(-1)).toBe('OrderProcessor.OrderFinished'));
  await bar.call('POST', `/api/orders/${orderId}/collect`, { token: barista });
  await until(() => expect(board.types().at(-1)).toBe('order-collected'));
  for (const { told } of [board, queue, order, finished, all])
    for (const hidden of [...taskTokens(), ADDRESS]) expect(JSON.stringify(told)).not.toContain(hidden);
  expect(JSON.stringify(board.told)).not.toContain(orderId);
});

test('a stream refuses like any route: no session, another order, no shop', async () => {
  const { orderId } = await wholeOrder();
  const eve = await bar.customer('eve@example.org');
  const status = async (path: string, token?: string) => (await aStream(path, token).ended)?.status;
  expect(await status('/api/events/live')).toBe(401);
  expect(await status(`/api/orders/${orderId}/live`, eve)).toBe(404);
  expect(await status('/api/shops/main/queue/live', eve)).toBe(403);
  expect(await status('/api/shops/nowhere/board/live')).toBe(404);
});

test('typing an address that somebody else typed opens none of their orders, by no route', async () => {
  const mine = await bar.customer('twice@example.org');
  const orderId = await bar.scan(mine);
  const other = await bar.customer('twice@example.org');
  const ofOrders = bar.app.endpoints.filter(
    ({ served: { route } }) => route.path.includes('{orderId}') && route.access.includes('customer'),
  );
  expect(ofOrders.map(({ served }) => served.route.path)).toContain('/api/orders/{orderId}/live');
  for (const { served } of ofOrders) {
    const { method, path } = served.route;
    const body = path.endsWith('/drink') ? latte : {};
    const ask = async (id: string) => {
      const { status, body: said } = await bar.call(method, path.replace('{orderId}', id), {
        token: other,
        ...(method === 'POST' && { body }),
      });
      return [path, status, said['type']];
    };
    // What somebody asked to be told is their own, whatever order it is about: whose that is, is looked at when there is news.
    if (!path.endsWith('/notices')) expect(await ask(orderId)).toEqual([path, 404, '/problems/unknown-order']);
    expect(await ask(orderId)).toEqual(await ask('no-such-order'));
  }
  expect((await bar.call('GET', `/orders/${orderId}/journey`, { token: other })).status).toBe(404);
  expect((await bar.call('GET', '/api/orders', { token: other })).body).toEqual({ orders: [] });
  const scanned = await bar.call('POST', '/api/orders', {
    token: other,
    body: {
      shopId: 'main',
      code: textIn((await bar.call('GET', '/api/shops/main/code', { token: bar.owner })).body, 'code'),
    },
  });
  expect(scanned.body).toMatchObject({ type: '/problems/limit-reached', orderIds: [] });
  expect((await bar.call('GET', `/api/orders/${orderId}`, { token: mine })).body).toMatchObject({ status: 'choosing' });
  expect((await bar.call('GET', `/orders/${orderId}/journey`, { token: mine })).status).toBe(200);
});

test('an order sent again with its address, because the answer was lost, is the same order', async () => {
  const address = { shopId: 'main', email: ADDRESS };
  const first = await bar.customer(ADDRESS);
  const code = textIn((await bar.call('GET', '/api/shops/main/code', { token: bar.owner })).body, 'code');
  const order = (token: string) =>
    bar.call('POST', '/api/orders', {
      token,
      body: { shopId: 'main', code },
      headers: { 'Idempotency-Key': 'wish-1' },
    });
  const lost = await order(first);
  const signedIn = await bar.call('POST', '/api/sessions/customer', { token: first, body: address });
  expect((await order(textIn(signedIn.body, 'token'))).body).toEqual(lost.body);
});

test('the stream of somebody who is signed out ends', async () => {
  const viewer = await bar.staff('viewer');
  const stream = aStream('/api/events/live', viewer);
  await until(() => expect(bar.bar.live.readers).toBe(1));
  await bar.call('DELETE', '/api/session', { token: viewer });
  await bar.bar.live.beat();
  expect((await stream.ended)?.status).toBe(401);
  expect(bar.bar.live.readers).toBe(0);
});

test('whoever an owner signs out follows nothing from that moment on', async () => {
  const viewer = await bar.staff('viewer');
  const stream = aStream('/api/events/live', viewer);
  await until(() => expect(bar.bar.live.readers).toBe(1));
  const { body } = await bar.call('GET', '/api/session', { token: viewer });
  await bar.call('POST', `/api/staff/${textIn(body, 'staffId')}/revoke`, { token: bar.owner, body: {} });
  expect((await stream.ended)?.status).toBe(401);
});

test("an order's story is a page, for whom it concerns", async () => {
  const { customer, orderId } = await wholeOrder();
  const page = await bar.call('GET', `/orders/${orderId}/journey`, { token: customer });
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(page.headers.get('content-security-policy')).toContain('sha256-');
  const eve = await bar.customer('eve@example.org');
  expect((await bar.call('GET', `/orders/${orderId}/journey`, { token: eve })).status).toBe(404);
  expect((await bar.call('GET', `/orders/${orderId}/journey`)).status).toBe(401);
});
