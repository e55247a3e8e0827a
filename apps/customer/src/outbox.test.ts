import { parseJson, type Json } from '@espresso/kernel';
import { openApi } from '@espresso/ui/api';
import { describe, expect, test } from 'vitest';
import { openOutbox, send, type Parcel } from './outbox.ts';

const parcel: Parcel = {
  key: 'wish',
  shopId: 'main',
  code: 'ABC',
  email: 'ana@example.com',
  wish: { drinkId: 'latte', options: { milk: ['oat'] } },
  packedMs: 0,
};
const order = (status: string, more: object = {}) => ({ orderId: 'o-1', shopId: 'main', status, ...more });
const clock = { now: () => 0 };

const shelf = () => {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
};

/** A bar that answers per route: a list of answers, the last one for ever. */
const bar = (answers: Readonly<Record<string, readonly (object | 'lost')[]>>) => {
  const asked: { readonly route: string; readonly key: string; readonly body: Json }[] = [];
  const turns = new Map<string, number>();
  const fetched: typeof fetch = async (input, init) => {
    const request = new Request(new URL(input instanceof Request ? input.url : String(input), 'http://bar'), init);
    const route = `${request.method} ${new URL(request.url).pathname}`;
    const said = await request.text();
    asked.push({
      route,
      key: request.headers.get('idempotency-key') ?? '',
      body: said === '' ? null : parseJson(said),
    });
    const of = answers[route] ?? [];
    const turn = turns.get(route) ?? 0;
    turns.set(route, turn + 1);
    const answer = of[Math.min(turn, of.length - 1)];
    if (answer === undefined || answer === 'lost') throw new TypeError('no network');
    return Response.json(answer, { status: 'problem' in answer ? 409 : 200 });
  };
  const outbox = openOutbox(shelf(), clock);
  const deliver = (one: Parcel = parcel) =>
    send(one, {
      api: openApi({ fetch: fetched, wait: () => Promise.resolve() }),
      outbox,
      wait: () => Promise.resolve(),
      signal: new AbortController().signal,
    });
  return { asked, outbox, deliver };
};
const refusal = (word: string, more: object = {}) => ({ problem: true, type: `/problems/${word}`, ...more });

const good = {
  'POST /api/sessions/customer': [{ status: 'signed-in' }],
  'POST /api/orders': [{ orderId: 'o-1' }],
  'GET /api/orders/o-1': [order('placed'), order('choosing')],
  'POST /api/orders/o-1/drink': [order('submitted')],
};

describe('an order on its way', () => {
  test('signs in, takes a drink of the code, waits until the bar asks, and chooses', async () => {
    const { asked, deliver, outbox } = bar(good);
    expect(await deliver()).toEqual({ type: 'ordered', order: order('submitted') });
    expect(asked.map(({ route }) => route)).toEqual([
      'POST /api/sessions/customer',
      'POST /api/orders',
      'GET /api/orders/o-1',
      'GET /api/orders/o-1',
      'POST /api/orders/o-1/drink',
    ]);
    expect(asked.at(-1)?.body).toEqual({ drinkId: 'latte', options: { milk: ['oat'] } });
    expect(outbox.read()).toBeUndefined();
  });

  test('whose answers are lost is sent again with the same keys', async () => {
    const { asked, deliver } = bar({ ...good, 'POST /api/orders': ['lost', 'lost', { orderId: 'o-1' }] });
    expect(await deliver()).toMatchObject({ type: 'ordered' });
    const keys = asked.filter(({ route }) => route === 'POST /api/orders').map(({ key }) => key);
    expect(keys).toEqual(['wish-code', 'wish-code', 'wish-code']);
  });

  test('asks anew each time somebody types a code, and once however often the answer is lost', async () => {
    const { asked, deliver } = bar({ ...good, 'POST /api/sessions/customer': ['lost', { status: 'proof-needed' }] });
    await deliver();
    await deliver({ ...parcel, proof: '123456', packedMs: parcel.packedMs + 1 });
    const [first, again, second] = asked.map(({ key }) => key);
    expect(again).toBe(first);
    expect(second).not.toBe(first);
  });

  test('that the bar had begun before the page was closed only chooses', async () => {
    const { asked, deliver } = bar(good);
    expect(await deliver({ ...parcel, orderId: 'o-1' })).toMatchObject({ type: 'ordered' });
    expect(asked.some(({ route }) => route === 'POST /api/orders')).toBe(false);
  });

  test('stays in the outbox until there is an answer, and knows how far it came', async () => {
    const { outbox, deliver } = bar({ ...good, 'GET /api/orders/o-1': [order('refused', { reason: 'closed' })] });
    outbox.keep(parcel);
    expect(outbox.read()).toEqual(parcel);
    expect(await deliver()).toEqual({ type: 'ordered', order: order('refused', { reason: 'closed' }) });
  });

  test('an hour old is not sent any more', () => {
    const kept = shelf();
    openOutbox(kept, clock).keep(parcel);
    expect(openOutbox(kept, { now: () => 3_600_000 }).read()).toBeUndefined();
  });
});

describe('a no', () => {
  test('to the code says why, and which order is in the way', async () => {
    const { deliver, outbox } = bar({ ...good, 'POST /api/orders': [refusal('limit-reached', { orderIds: ['o-0'] })] });
    expect(await deliver()).toEqual({ type: 'refused', reason: 'limit-reached', running: 'o-0' });
    expect(outbox.read()).toBeUndefined();
  });

  test('to the address asks for its proof, with the tries that are left', async () => {
    const { deliver } = bar({ ...good, 'POST /api/sessions/customer': [{ status: 'code-wrong', triesLeft: 2 }] });
    expect(await deliver()).toEqual({ type: 'proof-needed', email: 'ana@example.com', triesLeft: 2 });
  });

  test('to the drink keeps the place: the order is there, and wants another one', async () => {
    const { deliver } = bar({ ...good, 'POST /api/orders/o-1/drink': [refusal('drink-unavailable')] });
    expect(await deliver()).toEqual({ type: 'ordered', order: order('choosing'), problem: 'drink-unavailable' });
  });
});
