import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { openTestBar, textIn, type TestBar } from '../testing/test-bar.ts';

let bar: TestBar;
let viewer: string;
beforeAll(async () => {
  bar = await openTestBar();
  viewer = await bar.staff('viewer');
});
afterEach(() => bar.app.close());
afterAll(() => bar.close());

const small = { seed: 21, hours: 0.1, customersPerHour: 100, baristas: 2, speed: 'as-fast-as-possible' } as const;

const open = async (body: JsonObject): Promise<string> => {
  const reply = await bar.call('POST', '/api/sandboxes', { token: bar.owner, body });
  expect([reply.status, reply.text]).toEqual([201, expect.anything()]);
  return textIn(reply.body, 'sandboxId');
};
const look = async (sandboxId: string) =>
  (await bar.call('GET', `/api/sandboxes/${sandboxId}`, { token: viewer })).body;
const until = (sandboxId: string, state: string) =>
  vi.waitFor(
    async () => {
      const { state: now, breach } = await look(sandboxId);
      expect([now, breach]).toEqual([state, state === 'breached' ? expect.anything() : undefined]);
    },
    { timeout: 30_000 },
  );
const close = (sandboxId: string) => bar.call('DELETE', `/api/sandboxes/${sandboxId}`, { token: bar.owner });
const eventsIn = async (base: string, query = ''): Promise<readonly JsonObject[]> => {
  const { body } = await bar.call('GET', `${base}/events?limit=500${query}`, { token: viewer });
  const events = body['events'];
  return Array.isArray(events) ? events.filter((event: Json) => isJsonObject(event)) : [];
};

describe('a sandbox', () => {
  test('is a bar of its own: its events are answered under its address, and the real bar knows none of them', async () => {
    const sandboxId = await open(small);
    await until(sandboxId, 'over');
    const base = `/api/sandboxes/${sandboxId}`;
    const orders = await eventsIn(base, '&type=Validator.NewOrder');
    expect(orders.length).toBeGreaterThan(3);
    expect(await eventsIn('/api', '&type=Validator.NewOrder')).toEqual([]);
    expect(bar.mails).toEqual([]);

    const orderId = orders.map((order) => textIn(order, 'correlationId')).at(-1) ?? '';
    for (const path of [
      `/orders/${orderId}/execution`,
      `/orders/${orderId}/journey`,
      '/contexts',
      '/rules',
      '/figures',
    ])
      expect([path, (await bar.call('GET', base + path, { token: viewer })).status]).toEqual([path, 200]);
    await close(sandboxId);
    expect((await bar.call('GET', `${base}/events`, { token: viewer })).body).toMatchObject({
      type: '/problems/unknown-sandbox',
      status: 404,
    });
  });

  test('that is left alone is the day of its seed, byte by byte, and every promise holds', async () => {
    const [first, second] = [await open(small), await open(small)];
    await Promise.all([until(first, 'over'), until(second, 'over')]);
    const views = [await look(first), await look(second)];
    expect(views[0]?.['hash']).toEqual(views[1]?.['hash']);
    expect(views[0]?.['hash']).toMatch(/^[0-9a-f]{64}$/);
    expect(views[0]?.['isTouched']).toBe(false);
    expect(views[0]?.['invariants']).toHaveLength(13);
    expect(JSON.stringify(views[0]?.['invariants'])).not.toContain('false');
    await Promise.all([close(first), close(second)]);
  });

  test('says which promise broke when the disk lies', async () => {
    const sandboxId = await open({ ...small, isPaused: true });
    const base = `/api/sandboxes/${sandboxId}`;
    await bar.call('POST', `${base}/troubles`, { token: bar.owner, body: { type: 'lie' } });
    await bar.call('PUT', `${base}/knobs`, { token: bar.owner, body: { isPaused: false } });
    await until(sandboxId, 'breached');
    const { breach, invariants } = await look(sandboxId);
    expect(JSON.stringify(breach)).toMatch(/"invariant":"I1[3"]/);
    expect(JSON.stringify(invariants)).toContain('"holds":false');
    await close(sandboxId);
  });

  test('goes on through a power cut, a jump of the clock and a dead function', async () => {
    const sandboxId = await open({ ...small, isPaused: true });
    const base = `/api/sandboxes/${sandboxId}`;
    const change = (body: JsonObject) => bar.call('PUT', `${base}/knobs`, { token: bar.owner, body });
    await bar.call('POST', `${base}/troubles`, { token: bar.owner, body: { type: 'power-cut' } });
    await bar.call('POST', `${base}/troubles`, { token: bar.owner, body: { type: 'clock-jump', minutes: 3 } });
    const unknown = await change({ off: ['nobody'] });
    expect([unknown.status, unknown.body['type']]).toEqual([422, '/problems/unknown-function']);
    expect(
      (await change({ off: ['metrics.startClock'], faults: { repeats: 0.5, losses: 0.2 }, isPaused: false })).status,
    ).toBe(200);
    await until(sandboxId, 'over');
    expect(await look(sandboxId)).toMatchObject({ crashes: 1, isTouched: true });
    expect((await look(sandboxId))['breach']).toBeUndefined();
    await close(sandboxId);
  });

  test('takes an event that somebody sends, and judges nothing from then on', async () => {
    const sandboxId = await open({ ...small, isPaused: true });
    const base = `/api/sandboxes/${sandboxId}`;
    const send = (detail: JsonObject, token = bar.owner) =>
      bar.call('POST', `${base}/events`, { token, body: { detailType: 'Shop.ShopPaused', detail } });
    const wrong = await send({ shopId: 'shop-1', by: 'me' });
    expect([wrong.status, wrong.body['errors']]).toEqual([
      422,
      [expect.objectContaining({ pointer: '#/body/detail/reason' })],
    ]);
    expect((await look(sandboxId))['isTampered']).toBe(false);
    expect((await send({ shopId: 'shop-1', by: 'me', reason: 'a try' }, viewer)).status).toBe(403);
    expect((await send({ shopId: 'shop-1', by: 'me', reason: 'a try' })).status).toBe(202);
    expect(await look(sandboxId)).toMatchObject({ isTampered: true });
    expect(await eventsIn(base, '&type=Shop.ShopPaused')).toHaveLength(1);
    expect(await eventsIn('/api', '&type=Shop.ShopPaused')).toEqual([]);
    await close(sandboxId);
  });

  test('is opened, disturbed and closed by owners of all shops only, who are named in the log', async () => {
    expect((await bar.call('POST', '/api/sandboxes', { token: viewer, body: {} })).status).toBe(403);
    const owner = await bar.staff('owner', 'main');
    expect((await bar.call('POST', '/api/sandboxes', { token: owner, body: {} })).body).toMatchObject({
      type: '/problems/not-of-all-shops',
    });
    const sandboxId = await open({ ...small, name: 'A try', isPaused: true });
    await bar.call('PUT', `/api/sandboxes/${sandboxId}/knobs`, { token: bar.owner, body: { faults: { repeats: 1 } } });
    await close(sandboxId);
    const told = await eventsIn('/api', `&correlationId=${sandboxId}`);
    expect(told.map(({ detailType }) => detailType)).toEqual([
      'Sandboxes.SandboxClosed',
      'Sandboxes.SandboxDisturbed',
      'Sandboxes.SandboxOpened',
    ]);
  });

  test('is one of few', async () => {
    const opened = await Promise.all([1, 2, 3, 4].map(() => open({ ...small, isPaused: true })));
    const fifth = await bar.call('POST', '/api/sandboxes', { token: bar.owner, body: {} });
    expect([fifth.status, fifth.body['type']]).toEqual([409, '/problems/too-many-sandboxes']);
    await Promise.all(opened.map(close));
  });

  test('is followed live, through a crash of its bar', async () => {
    const sandboxId = await open({ ...small, isPaused: true });
    const stream = await fetch(`${bar.url}/api/sandboxes/${sandboxId}/events/live?after=0`, {
      headers: { Authorization: `Bearer ${viewer}` },
    });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const reader = stream.body?.getReader();
    await bar.call('PUT', `/api/sandboxes/${sandboxId}/knobs`, { token: bar.owner, body: { isPaused: false } });
    let text = '';
    while (!text.includes('Validator.NewOrder')) text += new TextDecoder().decode((await reader?.read())?.value);
    await reader?.cancel();
    await close(sandboxId);
  });
});
