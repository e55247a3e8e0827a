import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBar, type TestBar } from '../testing/test-bar.ts';

let bar: TestBar;
beforeAll(async () => {
  bar = await openTestBar();
});
afterAll(() => bar.close());

test('a problem has one title and one status, whichever route tells of it', () => {
  const told = new Map<string, Set<string>>();
  for (const { served } of bar.app.endpoints)
    for (const [name, [status, title]] of Object.entries(served.route.refusals))
      told.set(name, (told.get(name) ?? new Set()).add(`${status} ${title}`));
  expect([...told].filter(([, titles]) => titles.size > 1)).toEqual([]);
});

test('what is asked of a shop that is not there is not found, by any route', async () => {
  for (const { served } of bar.app.endpoints) {
    const { method, path, access } = served.route;
    if (method !== 'GET' || !path.includes('{shopId}')) continue;
    const stop = new AbortController();
    const response = await fetch(bar.url + path.replace('{shopId}', 'nowhere'), {
      headers: access.includes('anyone') ? {} : { Authorization: `Bearer ${bar.owner}` },
      signal: stop.signal,
    });
    expect([path, response.status]).toEqual([path, 404]);
    stop.abort();
  }
});

test('a name that would turn the text around it is no name of a shop', async () => {
  const create = (name: string) =>
    bar.call('POST', '/api/shops', { token: bar.owner, body: { shopId: 'annex', name } });
  expect((await create('Annex \u202e')).body).toMatchObject({
    type: '/problems/invalid-request',
    errors: [{ pointer: '#/body/name', detail: 'one line of text' }],
  });
  expect((await create('קפה Annex')).status).toBe(201);
});
