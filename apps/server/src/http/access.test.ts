import type { Access } from '@espresso/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBar, type TestBar } from '../testing/test-bar.ts';
import { usualAllowances } from './rate-limits.ts';

/** Everybody there is, and what they may be taken for; said here a second time, on purpose. */
const people = {
  anonymous: [],
  customer: ['customer'],
  display: ['display'],
  viewer: ['viewer'],
  barista: ['barista', 'viewer'],
  owner: ['owner', 'barista', 'viewer'],
} as const satisfies Record<string, readonly string[]>;
type Person = keyof typeof people;

const may = (person: Person, access: Access): boolean =>
  access.includes('anyone') || access.some((who) => people[person].some((known) => known === who));

/** Those that end the session they are asked with, or use it up. */
const ENDS_SESSIONS = new Set(['DELETE /api/session', 'DELETE /api/customers/me']);

let bar: TestBar;
let tokens: Readonly<Partial<Record<Person, string>>>;
beforeAll(async () => {
  // Many people join here within one moment.
  bar = await openTestBar({ allowances: { ...usualAllowances, guess: usualAllowances.address } });
  tokens = {
    customer: await bar.customer('ana@example.org'),
    display: await bar.staff('display'),
    viewer: await bar.staff('viewer'),
    barista: await bar.staff('barista'),
    owner: bar.owner,
  };
});
afterAll(() => bar.close());

const tokenOf = async (person: Person, name: string): Promise<string | undefined> => {
  if (!ENDS_SESSIONS.has(name)) return tokens[person];
  if (person === 'anonymous') return undefined;
  return person === 'customer' ? bar.customer(`ana-${name.length}@example.org`) : bar.staff(person);
};

/** The status and, of a problem, its name; a stream is left at once. */
const ask = async (method: string, path: string, token: string | undefined) => {
  const stop = new AbortController();
  const response = await fetch(bar.url + path, {
    method,
    signal: stop.signal,
    headers: {
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(method !== 'GET' && { 'Content-Type': 'application/json' }),
    },
    ...(method !== 'GET' && { body: '{}' }),
  });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  const text = isStream ? '' : await response.text();
  stop.abort();
  return { status: response.status, problem: /"type":"\/problems\/([a-z-]+)"/.exec(text)?.[1] };
};

const filled = (path: string, shopId = 'main') => path.replace('{shopId}', shopId).replaceAll(/\{\w+\}/g, 'nobody');

describe('every route lets in whom its definition names, and nobody else', () => {
  test.each(Object.keys(people).map((person) => [person]))('%s', async (name) => {
    const person = Object.keys(people).find((known): known is Person => known === name) ?? 'anonymous';
    for (const { served } of bar.app.endpoints) {
      const { method, path, access } = served.route;
      const route = `${method} ${path}`;
      const { status, problem } = await ask(method, filled(path), await tokenOf(person, route));
      const shut = status === 401 || (status === 403 && problem === 'not-allowed');
      expect([route, shut ? 'shut' : 'open']).toEqual([route, may(person, access) ? 'open' : 'shut']);
      if (shut) expect([route, status]).toEqual([route, person === 'anonymous' ? 401 : 403]);
      expect([route, status < 500]).toEqual([route, true]);
    }
    expect(bar.faults).toEqual([]);
  });
});

test('staff of one shop are let into no other', async () => {
  await bar.call('POST', '/api/shops', { token: bar.owner, body: { shopId: 'annex', name: 'Annex' } });
  const owner = await bar.staff('owner', 'annex');
  for (const { served } of bar.app.endpoints) {
    const { method, path, access } = served.route;
    if (!path.includes('{shopId}') || access.includes('anyone')) continue;
    const route = `${method} ${path}`;
    expect([route, (await ask(method, filled(path), owner)).status]).toEqual([route, 403]);
    if (may('owner', access))
      expect([route, (await ask(method, filled(path, 'annex'), owner)).problem]).not.toEqual([route, 'not-allowed']);
  }
});

test('a made-up token is nobody, and the problem says the session is no good', async () => {
  const reply = await bar.call('GET', '/api/events', { token: 'made-up' });
  expect([reply.status, reply.body['type'], reply.body['reason']]).toEqual([401, '/problems/session-ended', 'invalid']);
  expect(reply.headers.get('www-authenticate')).toContain('Bearer');
});

test('a session that is over keeps nobody from signing in again', async () => {
  const reply = await bar.call('POST', '/api/sessions/customer', {
    token: 'made-up',
    body: { shopId: 'main', email: 'eve@example.org' },
  });
  expect(reply.status).toBe(200);
});
