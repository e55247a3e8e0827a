import { describe, expect, test } from 'vitest';
import { number, object } from '../read.ts';
import { openApi } from './client.ts';

/** A network that answers as told, one answer after the other, and remembers what was asked. */
const network = (...answers: readonly (Response | 'down')[]) => {
  const asked: { readonly path: string; readonly key: string | null }[] = [];
  const left = [...answers];
  const send: typeof fetch = (input, init) => {
    const request = new Request(new URL(input instanceof Request ? input.url : String(input), 'http://bar'), init);
    asked.push({ path: new URL(request.url).pathname, key: request.headers.get('idempotency-key') });
    const answer = left.shift();
    return answer === undefined || answer === 'down'
      ? Promise.reject(new TypeError('no network'))
      : Promise.resolve(answer);
  };
  return { asked, send };
};
const json = (body: object, status = 200, headers: Readonly<Record<string, string>> = {}) =>
  Response.json(body, { status, headers });
const reply = object({ orderNumber: number });
const noWait = () => Promise.resolve();

describe('a command', () => {
  test('goes on through a lost network and a busy bar, always with the same key', async () => {
    const { asked, send } = network('down', json({ type: '/problems/too-busy' }, 503), json({ orderNumber: 42 }));
    const troubles: string[] = [];
    const api = openApi({ fetch: send, wait: noWait, onTrouble: ({ reason }) => troubles.push(reason) });
    expect(await api.command('/api/orders', { code: 'A' }, reply, { key: 'wish-1' })).toMatchObject({
      ok: true,
      reply: { orderNumber: 42 },
    });
    expect(asked.map(({ key }) => key)).toEqual(['wish-1', 'wish-1', 'wish-1']);
    expect(troubles).toEqual(['offline', 'too-busy']);
  });

  test('takes a no for an answer', async () => {
    const { asked, send } = network(json({ type: '/problems/code-spent', detail: 'All taken.', orderIds: ['a'] }, 409));
    const api = openApi({ fetch: send, wait: noWait });
    expect(await api.command('/api/orders', {}, reply, { key: 'k' })).toEqual({
      ok: false,
      reason: 'code-spent',
      status: 409,
      detail: 'All taken.',
      data: { type: '/problems/code-spent', detail: 'All taken.', orderIds: ['a'] },
    });
    expect(asked).toHaveLength(1);
  });

  test('gives up after as many tries as it may take, or when it is told to', async () => {
    const api = openApi({ fetch: network().send, wait: noWait });
    expect(await api.command('/api/x', {}, reply, { key: 'k', triesMax: 3 })).toMatchObject({ reason: 'offline' });
    const stop = new AbortController();
    const waiting = openApi({ fetch: network().send, wait: async () => stop.abort() });
    expect(await waiting.command('/api/x', {}, reply, { key: 'k', signal: stop.signal })).toMatchObject({
      reason: 'stopped',
    });
  });
});

describe('a reading', () => {
  test('says from which event on to follow, and what time it is there', async () => {
    const headers = { 'event-number': '17', date: 'Mon, 23 Nov 2026 18:00:00 GMT' };
    const api = openApi({ fetch: network(json({ orderNumber: 1 }, 200, headers)).send });
    expect(await api.get('/api/orders/1', reply)).toEqual({
      ok: true,
      reply: { orderNumber: 1 },
      position: 17,
      serverMs: Date.UTC(2026, 10, 23, 18),
    });
  });

  test('that is not understood is a fault of ours, not of the network', async () => {
    const api = openApi({ fetch: network(json({ orderNumber: 'many' })).send });
    await expect(api.get('/api/orders/1', reply)).rejects.toThrow('/orderNumber: a number is wanted');
  });

  test("survives a proxy's page in between", async () => {
    const api = openApi({ fetch: network(new Response('<h1>Bad gateway</h1>', { status: 502 })).send });
    expect(await api.get('/api/orders/1', reply)).toMatchObject({ ok: false, reason: 'status-502' });
  });
});
