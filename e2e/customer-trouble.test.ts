import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../tools/browser.ts';
import { obstacles } from './support/axe.ts';
import { device, openBar, phone, type RunningBar } from './support/bar.ts';

let bar: RunningBar;
let browser: Browser;

beforeAll(async () => {
  [bar, browser] = await Promise.all([openBar(['customer']), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await bar.close();
});

const pick = async (page: Page, drink: string): Promise<void> =>
  page.getByRole('radio', { name: new RegExp(`^${drink}`) }).check();
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor();
const order = (page: Page) => page.getByRole('button', { name: /^Order/ });
const email = (page: Page) => page.getByLabel('Your e-mail address');
const waiting = async (): Promise<number> => {
  const { body } = await bar.call('GET', '/api/shops/main/queue');
  return Array.isArray(body['queued']) ? body['queued'].length : -1;
};

describe('without a script', () => {
  const plain = { ...phone, javaScriptEnabled: false };

  test('an order is a form, and its page refreshes itself', async () => {
    const page = await device(browser, plain);
    await page.goto(await bar.scan());
    await pick(page, 'Latte');
    await page.getByRole('radio', { name: 'Soy milk' }).check();
    await email(page).fill('plain@example.com');
    await order(page).click();
    await heading(page, 'In the queue');
    await page.getByText('Soy milk, House blend').waitFor();
    expect(await page.content()).toContain('http-equiv="refresh"');
    // A second scan leads back to the order that is under way, never to a second one.
    await page.goto(await bar.scan());
    await page.getByRole('link', { name: 'Show my order' }).click();
    await page.getByText('Cancel this order').click();
    await page.getByRole('button', { name: 'Yes, cancel it' }).click();
    await page.goto(page.url());
    await heading(page, 'Cancelled');
    await page.context().close();
  });

  test('a form of another site orders nothing', async () => {
    const body = new URLSearchParams({ shop: 'main', code: await bar.code(), drink: 'latte', email: 'x@example.com' });
    const headers = { Origin: 'http://elsewhere.example', 'Content-Type': 'application/x-www-form-urlencoded' };
    const response = await fetch(`${bar.url}/order`, { method: 'POST', headers, body, redirect: 'manual' });
    expect(response.status).toBe(403);
  });

  test('a wrong code is told of, and what was picked is kept', async () => {
    const page = await device(browser, plain);
    await page.goto(`${bar.url}/order?shop=main`);
    await pick(page, 'Cappuccino');
    await email(page).fill('plain2@example.com');
    await page.getByLabel('Code on the display').fill('00000 00000');
    await order(page).click();
    await page.getByText('We do not know this code').waitFor();
    expect(await page.getByRole('radio', { name: /^Cappuccino/ }).isChecked()).toBe(true);
    await page.context().close();
  });
});

describe('when something is wrong', () => {
  test('a lost network keeps the order and sends it once', async () => {
    const page = await device(browser);
    await page.goto(await bar.scan());
    await pick(page, 'Latte');
    await email(page).fill('offline@example.com');
    await page.context().setOffline(true);
    await order(page).click();
    await page.getByText('No network right now. Your order is kept').waitFor();
    expect(await obstacles(page)).toEqual([]);
    const before = await waiting();
    await page.context().setOffline(false);
    await heading(page, 'In the queue');
    expect(await waiting()).toBe(before + 1);
    await page.context().close();
  });

  test('a code that is no good keeps the choice, and the next one goes through', async () => {
    const page = await device(browser);
    await page.goto(`${bar.url}/order?shop=main&code=ZZZZZZZZZZ`);
    await pick(page, 'Flat White');
    await page.getByRole('radio', { name: 'Oat milk' }).check();
    await email(page).fill('late@example.com');
    await order(page).click();
    await page.getByText('We do not know this code').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.getByLabel('Code on the display').fill((await bar.code()).toLowerCase());
    await order(page).click();
    await heading(page, 'In the queue');
    await page.getByText('Oat milk, House blend').waitFor();
    await page.context().close();
  });

  test('the second order of one person leads to the first', async () => {
    const page = await device(browser);
    await page.goto(await bar.scan());
    await pick(page, 'Espresso');
    await email(page).fill('twice@example.com');
    await order(page).click();
    await heading(page, 'In the queue');
    const first = page.url();
    await page.goto(await bar.scan());
    await page.getByText('You have an order under way').waitFor();
    await order(page).click();
    await page.getByRole('link', { name: 'Show my order' }).click();
    await heading(page, 'In the queue');
    expect(page.url()).toBe(first);

    // Whoever types the same address elsewhere is told why not, and nothing of that order.
    const other = await device(browser);
    await other.goto(await bar.scan());
    await pick(other, 'Espresso');
    await email(other).fill('twice@example.com');
    await order(other).click();
    await other.getByText('You have an order under way').waitFor();
    expect(await other.getByRole('link', { name: 'Show my order' }).count()).toBe(0);
    expect(await obstacles(other)).toEqual([]);
    await page.context().close();
    await other.context().close();
  });

  test('a pause is explained, and its end seen, without a reload', async () => {
    const page = await device(browser);
    await page.goto(await bar.scan());
    await bar.call('POST', '/api/shops/main/pause', { reason: 'Fresh milk is on its way' });
    await page.getByText('Reason: Fresh milk is on its way').waitFor();
    expect(await obstacles(page)).toEqual([]);
    expect(await order(page).count()).toBe(0);
    await bar.call('POST', '/api/shops/main/open');
    await order(page).waitFor();
    await page.context().close();
  });

  test('what runs out is greyed at once', async () => {
    const page = await device(browser);
    await page.goto(await bar.scan());
    const chocolate = page.getByRole('radio', { name: /^Hot Chocolate/ });
    expect(await chocolate.isEnabled()).toBe(true);
    await bar.call('PUT', '/api/shops/main/drinks/hot-chocolate/availability', { available: false });
    await page.getByText('sold out').first().waitFor();
    expect(await chocolate.isDisabled()).toBe(true);
    expect(await obstacles(page)).toEqual([]);
    await page.context().close();
  });

  test("somebody else's order is not to be found", async () => {
    const page = await device(browser);
    await page.goto(`${bar.url}/order/01a209bb-7e3f-7c95-9afa-00339a64f928`);
    await heading(page, 'This order is not to be found here');
    expect(await obstacles(page)).toEqual([]);
    await page.context().close();
  });

  test('a restart of the bar in mid-order changes nothing', async () => {
    const page = await device(browser);
    await page.goto(await bar.scan());
    await pick(page, 'Latte');
    await email(page).fill('restart@example.com');
    await bar.stop('SIGKILL');
    await order(page).click();
    await bar.start();
    await heading(page, 'In the queue');
    await page.context().close();
  });
});
