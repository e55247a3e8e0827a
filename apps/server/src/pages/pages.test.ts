import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildPages } from '../../../../tools/build-pages.ts';
import { openTestBar, type TestBar } from '../testing/test-bar.ts';
import { isPhone } from './landing.ts';
import { rangeOf } from './wait-time.ts';

let bar: TestBar;

beforeAll(async () => {
  await buildPages({ only: ['customer'] });
  bar = await openTestBar();
});
afterAll(async () => {
  await bar.close();
});

const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(bar.url + path, { redirect: 'manual', headers });
const post = (path: string, fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
  fetch(bar.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: bar.url, ...headers },
    body: new URLSearchParams(fields),
  });

describe("the customer's page", () => {
  test('moves a scanned code from the address into a cookie no script reads', async () => {
    const reply = await get('/order?shop=main&code=ab%20cd-12');
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/order?shop=main']);
    expect(reply.headers.get('set-cookie')).toMatch(
      /^espresso_code=main\.abcd12; Max-Age=900; Path=\/order; HttpOnly; SameSite=Lax$/,
    );
  });

  test('lets nothing but a code into that cookie', async () => {
    const reply = await get(`/order?shop=main&code=${encodeURIComponent('a; Path=/')}`);
    expect(reply.headers.get('set-cookie')).toBeNull();
  });

  test('has the whole menu in it, in the language of the browser, and no inline script', async () => {
    const reply = await get('/order?shop=main', { 'Accept-Language': 'fr-CH, en;q=0.5' });
    const html = await reply.text();
    expect(html).toContain('<html lang="fr" dir="ltr">');
    expect(html).toContain('Flat White');
    expect(html).not.toMatch(/<script(?![^>]*(?:type="application\/json"|src=))/);
    expect(reply.headers.get('content-security-policy')).toContain("default-src 'self'; style-src 'self' 'sha256-");
    expect(reply.headers.get('cache-control')).toBe('no-store');
  });

  test('writes what people typed as text, never as part of the page', async () => {
    await bar.call('POST', '/api/shops/main/pause', { token: bar.owner, body: { reason: '</script><b>milk' } });
    const html = await (await get('/order?shop=main')).text();
    await bar.call('POST', '/api/shops/main/open', { token: bar.owner, body: {} });
    expect(html).not.toContain('<b>milk');
    expect(html).toContain('&lt;b>milk');
  });

  test('of a shop that is not there offers those that are', async () => {
    const reply = await get('/order?shop=nowhere');
    expect(reply.status).toBe(404);
    expect(await reply.text()).toContain('href="/order?shop=main"');
  });

  test('refuses forms of other sites, and of nobody', async () => {
    const fields = { shop: 'main', drink: 'latte', email: 'a@example.com', code: 'X' };
    expect((await post('/order', fields, { Origin: 'http://elsewhere.example' })).status).toBe(403);
    expect((await post('/order', fields, { Origin: 'null' })).status).toBe(403);
  });

  test('takes a form as an order: signed in, redeemed, chosen, and on to its page', async () => {
    const { body } = await bar.call('GET', '/api/shops/main/code', { token: bar.owner });
    const reply = await post('/order', {
      shop: 'main',
      drink: 'latte',
      'latte.milk': 'oat',
      email: 'a@example.com',
      code: typeof body['code'] === 'string' ? body['code'] : '',
      key: 'k',
    });
    expect(reply.headers.get('location')).toMatch(/^\/order\/[\w-]+$/);
    const cookies = reply.headers.getSetCookie();
    const session = cookies.find((cookie) => cookie.startsWith('espresso_customer='))?.split(';')[0] ?? '';
    expect(session).not.toBe('');
    const page = await get(reply.headers.get('location') ?? '', { Cookie: session });
    expect(await page.text()).toContain('Oat milk');
    // Nobody else sees it.
    expect((await get(reply.headers.get('location') ?? '')).status).toBe(404);
  });

  test('says what is wrong with a form, and keeps the choice', async () => {
    const fields = { shop: 'main', drink: 'latte', 'latte.milk': 'oat', email: 'not an address', code: 'X' };
    const reply = await post('/order', fields);
    expect(reply.headers.get('location')).toBe('/order?shop=main&problem=email-invalid&drink=latte&latte.milk=oat');
  });
});

describe('the files of a page', () => {
  test('come compressed, for ever, and nothing else comes', async () => {
    const html = await (await get('/order?shop=main')).text();
    const script = /src="(\/assets\/customer\/[^"]+)"/.exec(html)?.[1] ?? '';
    const reply = await get(script, { 'Accept-Encoding': 'gzip, br' });
    expect(reply.headers.get('content-encoding')).toBe('br');
    expect(reply.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(reply.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect((await get('/assets/customer/manifest.json')).status).toBe(404);
    expect((await get('/assets/customer/..%2f..%2fpackage.json')).status).toBe(404);
    expect((await get('/assets/server/main-AAAAAAAA.js')).status).toBe(404);
  });
});

describe('how long one waits', () => {
  test('is a range that most people stay within, in whole minutes', () => {
    expect(rangeOf({ fromSeconds: 150, toSeconds: 421 })).toEqual({ from: 2, to: 8 });
    expect(rangeOf({ fromSeconds: 10, toSeconds: 30 })).toEqual({ from: 1, to: 1 });
  });
  test('is not said where too few orders were made to know', async () => {
    const reply: unknown = await (await get('/api/shops/main/wait')).json();
    expect(reply).toMatchObject({ wait: null, perPlace: null, kept: { kept: 0, of: 0 } });
    expect((await get('/api/shops/nowhere/wait')).status).toBe(404);
  });
});

test('who scans the code in the terminal gets coffee, not an overview', () => {
  const phone = new Headers({ 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148' });
  expect([isPhone(phone), isPhone(new Headers({ 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)' }))]).toEqual([
    true,
    false,
  ]);
});
