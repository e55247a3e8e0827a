import type { JsonObject } from '@espresso/kernel';
import { setUpInvitation } from '@coffee/identity';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openTestBar, textIn, type TestBar } from '../testing/test-bar.ts';

let bar: TestBar;
beforeAll(async () => {
  bar = await openTestBar();
});
afterAll(() => bar.close());

/** A request that does something when it comes for the first time. */
interface Wish {
  readonly token?: string;
  readonly path: string;
  readonly body?: JsonObject;
  /** What else the same key may not say; something of the body is changed without it. */
  readonly other?: JsonObject;
}

const code = async () => textIn((await bar.call('GET', '/api/shops/main/code', { token: bar.owner })).body, 'code');
let people = 0;
const someone = () => bar.customer(`someone-${String(people++)}@example.org`);

/** An order, as far as the last word says. */
const anOrder = async (until: 'choosing' | 'queued' | 'claimed' | 'ready') => {
  const customer = await someone();
  const orderId = await bar.scan(customer);
  const steps = { choosing: 0, queued: 1, claimed: 2, ready: 3 }[until];
  const acts: readonly (readonly [string, string, JsonObject])[] = [
    [customer, 'drink', { drinkId: 'espresso' }],
    [bar.owner, 'claim', {}],
    [bar.owner, 'complete', {}],
  ];
  for (const [token, act, body] of acts.slice(0, steps)) {
    const done = await bar.call('POST', `/api/orders/${orderId}/${act}`, { token, body });
    expect([act, done.status]).toEqual([act, 200]);
  }
  return { customer, orderId };
};
const onOrder = async (act: string, until: Parameters<typeof anOrder>[0], body: JsonObject = {}): Promise<Wish> => {
  const { orderId } = await anOrder(until);
  return { token: bar.owner, path: `/api/orders/${orderId}/${act}`, body };
};
const invited = async () =>
  (await bar.call('POST', '/api/invitations', { token: bar.owner, body: { role: 'viewer' } })).body;
const pairing = async () => (await bar.call('POST', '/api/pairings', { body: {} })).body;
const ofShop =
  (act: string, body: JsonObject = {}) =>
  () =>
    Promise.resolve<Wish>({ token: bar.owner, path: `/api/shops/main/${act}`, body });

const wishes: Readonly<Record<string, () => Promise<Wish>>> = {
  // First of all, while there is no owner.
  'POST /api/setup': async () => {
    const made = await bar.bar.host.command((work) => setUpInvitation(bar.bar.vault, work));
    const { path } = z.object({ path: z.string() }).parse(made.accepted ? made.reply : undefined);
    return { path: '/api/setup', body: { token: path.replace(/^.*[=#/]/, ''), name: 'Olu' } };
  },
  'POST /api/shops': () =>
    Promise.resolve({ token: bar.owner, path: '/api/shops', body: { shopId: 'second', name: 'Second' } }),
  'PUT /api/shops/{shopId}/settings': ofShop('settings', { queueLimit: 33 }),
  'POST /api/shops/{shopId}/pause': ofShop('pause', { reason: 'the machine is cleaned' }),
  'POST /api/shops/{shopId}/close': ofShop('close', { reason: 'evening' }),
  'POST /api/shops/{shopId}/open': ofShop('open'),
  'PUT /api/shops/{shopId}/drinks/{drinkId}/availability': ofShop('drinks/latte/availability', { available: false }),
  'PUT /api/shops/{shopId}/stock/{ingredientId}': ofShop('stock/beans', { left: 5_000 }),
  'POST /api/orders': async () => ({
    token: await someone(),
    path: '/api/orders',
    body: { shopId: 'main', code: await code() },
  }),
  'POST /api/orders/{orderId}/drink': async () => {
    const { customer, orderId } = await anOrder('choosing');
    return { token: customer, path: `/api/orders/${orderId}/drink`, body: { drinkId: 'espresso' } };
  },
  'POST /api/orders/{orderId}/cancel': () => onOrder('cancel', 'queued', { reason: 'no beans' }),
  'POST /api/orders/{orderId}/claim': () => onOrder('claim', 'queued'),
  'POST /api/orders/{orderId}/release': () => onOrder('release', 'claimed'),
  'POST /api/orders/{orderId}/complete': () => onOrder('complete', 'claimed'),
  'POST /api/orders/{orderId}/collect': () => onOrder('collect', 'ready'),
  'POST /api/sessions/customer': () =>
    Promise.resolve({ path: '/api/sessions/customer', body: { shopId: 'main', email: 'twice@example.org' } }),
  'POST /api/invitations': () =>
    Promise.resolve({ token: bar.owner, path: '/api/invitations', body: { role: 'viewer' } }),
  'POST /api/invitations/accept': async () => ({
    path: '/api/invitations/accept',
    body: { token: textIn(await invited(), 'token'), name: 'Bo' },
  }),
  'DELETE /api/invitations/{invitationId}': async () => ({
    token: bar.owner,
    path: `/api/invitations/${textIn(await invited(), 'invitationId')}`,
  }),
  'POST /api/pairings': () => Promise.resolve({ path: '/api/pairings', body: {}, other: { extra: 1 } }),
  'POST /api/pairings/{code}/approve': async () => ({
    token: bar.owner,
    path: `/api/pairings/${textIn(await pairing(), 'code')}/approve`,
    body: { shopId: 'main' },
  }),
  'POST /api/pairings/poll': async () => ({
    path: '/api/pairings/poll',
    body: { token: textIn(await pairing(), 'token') },
  }),
  'POST /api/events': () =>
    Promise.resolve({
      token: bar.owner,
      path: '/api/events',
      body: { detailType: 'Validator.CodeSpent', detail: { shopId: 'main', windowStartMs: 0 } },
    }),
  'POST /api/executions/{stateMachine}/{name}/stop': async () => {
    const { orderId } = await anOrder('queued');
    const [running] = bar.bar.host.operations
      .executions({ limit: 1_000 })
      .filter(({ record }) => record.correlationId === orderId);
    return {
      token: bar.owner,
      path: `/api/executions/${running?.stateMachine ?? ''}/${running?.record.execution.name ?? ''}/stop`,
      body: { cause: 'a test' },
    };
  },
  'POST /api/dead-letters/redrive': () =>
    Promise.resolve({ token: bar.owner, path: '/api/dead-letters/redrive', body: { limit: 10 } }),
  'POST /api/replays': () =>
    Promise.resolve({
      token: bar.owner,
      path: '/api/replays',
      body: { from: '2026-01-01T00:00:00.000Z', to: '2026-01-01T00:01:00.000Z' },
    }),
};

const send = (method: string, { token, path, body }: Wish, key: string) =>
  bar.call(method, path, {
    ...(token !== undefined && { token }),
    ...(body !== undefined && { body }),
    headers: { 'Idempotency-Key': key },
  });

test('every command of the API takes an idempotency key, and says so', async () => {
  const document = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
  const { paths } = document.parse((await bar.call('GET', '/api/openapi.json')).body);
  for (const [path, operations] of Object.entries(paths))
    for (const [method, operation] of Object.entries(operations))
      if (method !== 'get') expect(JSON.stringify(operation), `${method} ${path}`).toContain('"Idempotency-Key"');
});

test.each(Object.keys(wishes))('a second tap never makes a second anything: %s', async (name) => {
  const [method = ''] = name.split(' ');
  const wish = await wishes[name]?.();
  if (wish === undefined) throw new TypeError(name);
  const key = bar.bar.ids.next();
  const [first, atOnce] = await Promise.all([send(method, wish, key), send(method, wish, key)]);
  expect(first.text).not.toBe('');
  expect([first.status, atOnce.status]).toEqual([first.status, first.status]);
  expect(first.status, first.text).toBeLessThan(300);
  expect(atOnce.body).toEqual(first.body);

  const events = bar.bar.host.lastEventNumber;
  const again = await send(method, wish, key);
  expect([again.status, again.body]).toEqual([first.status, first.body]);
  expect(bar.bar.host.lastEventNumber).toBe(events);

  const other = await send(method, { ...wish, body: wish.other ?? { ...wish.body, more: 1 } }, key);
  expect([other.status, other.body['type']]).toEqual([422, '/problems/idempotency-key-reused']);
});

test('what has no example above, whatever it says, answers a second tap as the first and tells of nothing more', async () => {
  const missing = bar.app.endpoints.filter(
    ({ served: { route } }) => route.method !== 'GET' && wishes[`${route.method} ${route.path}`] === undefined,
  );
  for (const { served } of missing) {
    const { method, path } = served.route;
    if (path === '/api/session' || path === '/api/customers/me') continue;
    const wish = { token: bar.owner, path: path.replaceAll(/\{\w+\}/g, 'main'), body: {} };
    const key = bar.bar.ids.next();
    const first = await send(method, wish, key);
    const events = bar.bar.host.lastEventNumber;
    const again = await send(method, wish, key);
    expect([path, again.status, again.body]).toEqual([path, first.status, first.body]);
    expect(bar.bar.host.lastEventNumber).toBe(events);
  }
});

test('a refusal that was told of is told of once', async () => {
  const wish = { token: await someone(), path: '/api/orders', body: { shopId: 'main', code: 'ZZZZZZZZZZ' } };
  const key = bar.bar.ids.next();
  const first = await send('POST', wish, key);
  const events = bar.bar.host.lastEventNumber;
  const again = await send('POST', wish, key);
  expect([first.status, again.body]).toEqual([404, first.body]);
  expect(bar.bar.host.lastEventNumber).toBe(events);
});

test('where nobody is signed in, or a secret is told, a key that could be guessed is none', async () => {
  const signIn = { path: '/api/sessions/customer', body: { shopId: 'main', email: 'short@example.org' } };
  const invitation = { token: bar.owner, path: '/api/invitations', body: { role: 'viewer' } };
  for (const wish of [signIn, invitation])
    expect((await send('POST', wish, 'k1')).body['type']).toBe('/problems/idempotency-key-invalid');
});
