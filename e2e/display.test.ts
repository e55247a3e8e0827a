import { isJsonObject, parseJson, type JsonObject } from '@espresso/kernel';
import jsQR from 'jsqr';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../tools/browser.ts';
import { obstacles } from './support/axe.ts';
import { device, openBar, type RunningBar } from './support/bar.ts';

let bar: RunningBar;
let browser: Browser;

beforeAll(async () => {
  [bar, browser] = await Promise.all([openBar(['customer', 'display']), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await bar.close();
});

const television = { viewport: { width: 1920, height: 1080 }, locale: 'en-GB' };

/** A display that was paired as people do it. */
const paired = async (): Promise<Page> => {
  const page = await device(browser, television);
  await page.goto(`${bar.url}/display`);
  const shown = page.locator('.letters', { hasText: /[0-9A-Z]{3} [0-9A-Z]{3}/ });
  const code = (await shown.innerText()).replace(/\s/g, '');
  const approved = await bar.call('POST', `/api/pairings/${code.toLowerCase()}/approve`, { shopId: 'main' });
  expect(approved.status).toBe(200);
  await page.getByRole('heading', { name: 'Scan to order' }).waitFor();
  return page;
};

/** What a reader sees in a picture of the page. */
const readQr = async (page: Page): Promise<string | undefined> => {
  const png = (await page.getByRole('img', { name: 'Scan to order' }).screenshot()).toString('base64');
  const { width, height, pixels } = await page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const seen = context?.getImageData(0, 0, image.width, image.height);
    return { width: image.width, height: image.height, pixels: [...(seen?.data ?? [])] };
  }, png);
  return jsQR.default(Uint8ClampedArray.from(pixels), width, height)?.data;
};

/** An order by the API, up to its number. */
const order = async (email: string): Promise<{ readonly orderId: string; readonly orderNumber: string }> => {
  const post = async (path: string, token: string, body: object): Promise<JsonObject> => {
    const response = await fetch(bar.url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(token !== '' && { Authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
    const reply = parseJson(await response.text());
    return isJsonObject(reply) ? reply : {};
  };
  const token = text(await post('/api/sessions/customer', '', { shopId: 'main', email }), 'token');
  const orderId = text(await post('/api/orders', token, { shopId: 'main', code: await bar.code() }), 'orderId');
  const view = async (): Promise<JsonObject> => (await bar.call('GET', `/api/orders/${orderId}`)).body;
  await expect.poll(async () => (await view())['status'], { interval: 20 }).toBe('choosing');
  await post(`/api/orders/${orderId}/drink`, token, { drinkId: 'latte' });
  await expect.poll(async () => (await view())['status'], { interval: 20 }).toBe('queued');
  return { orderId, orderNumber: text(await view(), 'orderNumber') };
};

const text = (reply: JsonObject, field: string): string => {
  const value = reply[field];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

describe('the screen over the bar', () => {
  test('is let in with six characters, and shows a code that a phone reads and that orders coffee', async () => {
    const page = await paired();
    expect(await obstacles(page)).toEqual([]);
    const address = await readQr(page);
    expect(address).toContain('/order?shop=main&code=');
    const url = new URL(address ?? '');
    const phone = await device(browser);
    await phone.goto(bar.url + url.pathname + url.search);
    await phone.getByRole('radio', { name: /^Latte/ }).check();
    await phone.getByLabel('Your e-mail address').fill('scanner@example.com');
    await phone.getByRole('button', { name: 'Order Latte' }).click();
    await phone.getByRole('heading', { name: 'In the queue' }).waitFor();
    await page.getByText('9 drinks left').waitFor();
    await page.getByText('1 order in the queue').waitFor();
    // It stays in: a television is switched off and on.
    await page.reload();
    await page.getByRole('heading', { name: 'Scan to order' }).waitFor();
    await page.context().close();
    await phone.context().close();
  });

  test('moves numbers from preparing to ready, and off', async () => {
    const page = await paired();
    const { orderId, orderNumber } = await order('numbers@example.com');
    const preparing = page.getByRole('region', { name: 'Preparing' }).getByText(`Order number ${orderNumber}`);
    const ready = page.getByRole('region', { name: 'Ready' }).getByText(`Order number ${orderNumber}`);
    await preparing.waitFor();
    for (const step of ['claim', 'complete']) await bar.call('POST', `/api/orders/${orderId}/${step}`);
    await ready.waitFor();
    expect(await preparing.count()).toBe(0);
    expect(await obstacles(page)).toEqual([]);
    await bar.call('POST', `/api/orders/${orderId}/collect`);
    await ready.waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('says why no orders are taken, upright as well as lying down', async () => {
    const page = await paired();
    await page.setViewportSize({ width: 1080, height: 1920 });
    await bar.call('POST', '/api/shops/main/pause', { reason: 'Fresh milk is on its way' });
    await page.getByText('Fresh milk is on its way').waitFor();
    expect(await page.getByRole('img', { name: 'Scan to order' }).count()).toBe(0);
    expect(await obstacles(page)).toEqual([]);
    await bar.call('POST', '/api/shops/main/close');
    await page.getByRole('heading', { name: 'Closed' }).waitFor();
    await bar.call('POST', '/api/shops/main/open');
    await page.getByRole('heading', { name: 'Scan to order' }).waitFor();
    await page.context().close();
  });

  test('says when what it shows is old, and finds back by itself', async () => {
    const page = await paired();
    await page.context().setOffline(true);
    await page.getByRole('alert').getByText('No connection since').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.context().setOffline(false);
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('calls what is ready in every language of the screen, once a tap lets it sound', async () => {
    const page = await paired();
    await page.addInitScript(`
      globalThis.said = [];
      speechSynthesis.speak = ({ lang, text }) => said.push(lang + ': ' + text);
    `);
    await page.goto(`${bar.url}/display?sound=voice&lang=en,de`);
    await page.locator('button.sound').click();
    const { orderId, orderNumber } = await order('aloud@example.com');
    for (const step of ['claim', 'complete']) await bar.call('POST', `/api/orders/${orderId}/${step}`);
    await expect
      .poll(() => page.evaluate<readonly string[]>('said'), { timeout: 9_000 })
      .toEqual([`en: Number ${orderNumber}, ready for pick-up`, `de: Nummer ${orderNumber}, fertig zum Abholen`]);
    await bar.call('POST', `/api/orders/${orderId}/collect`);
    await page.context().close();
  });

  test('says when it goes on after a break, what the bar tells, and when the last orders are taken', async () => {
    const page = await paired();
    await bar.call('POST', '/api/shops/main/pause', { reason: 'Fresh beans', minutes: 10 });
    await page.getByText('We go on at').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await bar.call('PUT', '/api/shops/main/notice', { text: 'Ten minutes more', minutes: 5 });
    await page.getByRole('status').getByText('Ten minutes more').waitFor();
    await bar.call('POST', '/api/shops/main/last-call', { minutes: 5 });
    await page.getByText('Last orders at').waitFor();
    await bar.call('POST', '/api/shops/main/last-call', { minutes: 0 });
    await page.getByRole('heading', { name: /Last orders are in|Closed/ }).waitFor();
    await bar.call('POST', '/api/shops/main/open');
    await page.getByRole('heading', { name: 'Scan to order' }).waitFor();
    await page.context().close();
  });

  test('comes in by an invitation, once, and the link leaves the address', async () => {
    const { body } = await bar.call('POST', '/api/invitations', { role: 'display', shopId: 'main' });
    const link = typeof body['path'] === 'string' ? body['path'] : '';
    const page = await device(browser, television);
    await page.goto(bar.url + link);
    await page.getByRole('heading', { name: 'Scan to order' }).waitFor();
    expect(page.url()).toBe(`${bar.url}/display`);
    await page.context().close();
  });
});
