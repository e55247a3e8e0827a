import { afterEach, expect, test } from 'vitest';
import { openTestBar, type TestBar } from '../testing/test-bar.ts';
import { usualAllowances } from './rate-limits.ts';

let bar: TestBar | undefined;
afterEach(() => bar?.close());

test('a link cannot be guessed for long, and the problem says when to try again', async () => {
  bar = await openTestBar({ allowances: { ...usualAllowances, guess: { perSecond: 0.1, burst: 3 } } });
  const guess = () => bar?.call('POST', '/api/setup', { body: { token: 'set-up.guess', name: 'Eve' } });
  const statuses = [];
  for (let tries = 0; tries < 4; tries++) statuses.push((await guess())?.status);
  expect(statuses).toEqual([410, 410, 410, 429]);
  const refused = await guess();
  expect([refused?.body['type'], refused?.headers.get('retry-after')]).toEqual(['/problems/too-many-requests', '10']);
  bar.clock.advance(10_000);
  expect((await guess())?.status).toBe(410);
});

test('one customer who asks without end is slowed down, and the next one is not', async () => {
  bar = await openTestBar({ allowances: { ...usualAllowances, customer: { perSecond: 1, burst: 2 } } });
  const [ana, ben] = [await bar.customer('ana@example.org'), await bar.customer('ben@example.org')];
  const statuses = [];
  for (let asked = 0; asked < 3; asked++) statuses.push((await bar.call('GET', '/api/orders', { token: ana })).status);
  expect(statuses).toEqual([200, 200, 429]);
  expect((await bar.call('GET', '/api/orders', { token: ben })).status).toBe(200);
});

test('a flood from one address ends at the door, wherever it goes', async () => {
  bar = await openTestBar({
    trustProxy: true,
    allowances: { ...usualAllowances, address: { perSecond: 1, burst: 5 } },
  });
  const ask = (from: string) => bar?.call('GET', '/healthz', { headers: { 'X-Forwarded-For': `6.6.6.6, ${from}` } });
  const statuses = [];
  for (let asked = 0; asked < 6; asked++) statuses.push((await ask('192.0.2.1'))?.status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  expect((await ask('192.0.2.2'))?.status).toBe(200);
});

test('what a proxy nobody trusts says of addresses is not believed', async () => {
  bar = await openTestBar({ allowances: { ...usualAllowances, guess: { perSecond: 0.1, burst: 1 } } });
  const guess = (from: string) =>
    bar?.call('POST', '/api/setup', { body: { token: 'x', name: 'Eve' }, headers: { 'X-Forwarded-For': from } });
  expect([(await guess('192.0.2.1'))?.status, (await guess('192.0.2.2'))?.status]).toEqual([410, 429]);
});
