import { readFile } from 'node:fs/promises';
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
const orderIn = (page: Page): string => /\/order\/([\w-]+)/.exec(page.url())?.[1] ?? '';
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor();
let people = 0;
const address = (): string => `guest-${String(people++)}@example.com`;

/** Orders as a person does, up to the queue. */
const ordered = async (page: Page, drink: string): Promise<string> => {
  await page.goto(await bar.scan());
  await pick(page, drink);
  await page.getByLabel('Your e-mail address').fill(address());
  await page.getByRole('button', { name: `Order ${drink}` }).click();
  await heading(page, 'In the queue');
  return orderIn(page);
};

describe('somebody with a phone', () => {
  test('scans, picks, and follows the coffee to the counter', async () => {
    const page = await device(browser);
    const faults: string[] = [];
    page.on('console', (message) => (message.type() === 'error' ? faults.push(message.text()) : 0));
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(await bar.scan());
    expect(page.url()).toBe(`${bar.url}/order?shop=main`);
    expect(await obstacles(page)).toEqual([]);

    await pick(page, 'Latte');
    await page.getByRole('radio', { name: 'Large' }).check();
    await page.getByRole('radio', { name: 'Oat milk' }).check();
    await page.getByRole('checkbox', { name: 'Extra shot' }).check();
    await page.getByLabel('Your e-mail address').fill(address());
    expect(await obstacles(page)).toEqual([]);
    await page.getByRole('button', { name: 'Order Latte' }).click();

    await heading(page, 'In the queue');
    await page.getByText('You are next.').waitFor();
    await page.getByText('Oat milk, Extra shot, House blend').waitFor();
    expect(await page.title()).toMatch(/^#\d+/);
    expect(await obstacles(page)).toEqual([]);
    const orderId = orderIn(page);

    await page.reload();
    await heading(page, 'In the queue');
    await bar.call('POST', `/api/orders/${orderId}/claim`);
    await heading(page, 'Being made');
    expect(await page.getByText(/^Being made by \S+/).count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Cancel this order' }).count()).toBe(0);
    await bar.call('POST', `/api/orders/${orderId}/complete`);
    await page.getByRole('alert').getByText('Ready!').waitFor();
    await page.getByText('Pick it up at the counter.').waitFor();
    expect(await page.title()).toMatch(/^✓ #\d+/);
    expect(await obstacles(page)).toEqual([]);
    await bar.call('POST', `/api/orders/${orderId}/collect`);
    await heading(page, 'Enjoy!');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('orders the same again with one tap', async () => {
    const page = await device(browser);
    const orderId = await ordered(page, 'Flat White');
    for (const step of ['claim', 'complete', 'collect']) await bar.call('POST', `/api/orders/${orderId}/${step}`);
    await heading(page, 'Enjoy!');
    await page.goto(await bar.scan());
    expect(await page.getByRole('radio', { name: /^Flat White/ }).isChecked()).toBe(true);
    expect(await page.getByLabel('Your e-mail address').count()).toBe(0);
    await page.getByRole('button', { name: 'Order Flat White' }).click();
    await heading(page, 'In the queue');
    expect(orderIn(page)).not.toBe(orderId);
    await bar.call('POST', `/api/orders/${orderIn(page)}/cancel`);
    await heading(page, 'Cancelled');
    await page.context().close();
  });

  test('cancels while it can be cancelled', async () => {
    const page = await device(browser);
    await ordered(page, 'Espresso');
    await page.getByRole('button', { name: 'Cancel this order' }).click();
    const dialog = page.getByRole('dialog', { name: 'Cancel your order?' });
    expect(await obstacles(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'No, keep it' }).click();
    await heading(page, 'In the queue');
    await page.getByRole('button', { name: 'Cancel this order' }).click();
    await dialog.getByRole('button', { name: 'Yes, cancel it' }).click();
    await heading(page, 'Cancelled');
    await page.getByText('You cancelled this order.').waitFor();
    await page.context().close();
  });

  test('reads why the bar cancelled, and sees the queue move', async () => {
    const [one, two] = [await device(browser), await device(browser)];
    const first = await ordered(one, 'Americano');
    await ordered(two, 'Cappuccino');
    await two.getByText('1 order before yours.').waitFor();
    await bar.call('POST', `/api/orders/${first}/cancel`, { reason: 'The grinder is broken' });
    await one.getByText('Reason: The grinder is broken').waitFor();
    expect(await obstacles(one)).toEqual([]);
    await two.getByText('You are next.').waitFor();
    await one.context().close();
    await two.context().close();
  });

  test('asks to be forgotten, and is', async () => {
    const page = await device(browser);
    await ordered(page, 'Espresso');
    await page.goto(await bar.scan());
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'My data as a file' }).click();
    const kept = await readFile(await (await saved).path(), 'utf8');
    expect(kept).toContain('"email": "guest-');
    expect(kept).toContain('"drinkId": "espresso"');
    await page.getByRole('button', { name: 'Forget me' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete your address from this bar?' });
    expect(await obstacles(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Forget me' }).click();
    await page.getByText('Your address is deleted.').waitFor();
    await page.getByLabel('Your e-mail address').waitFor();
    await page.context().close();
  });

  test('needs no mouse', async () => {
    const page = await device(browser);
    await page.goto(await bar.scan());
    const press = async (key: string, times = 1) => {
      for (let time = 0; time < times; time++) await page.keyboard.press(key);
    };
    await page.getByRole('radio', { name: /^Espresso/ }).focus();
    await press('Space');
    await press('ArrowDown', 2);
    expect(await page.getByRole('radio', { name: /^Cappuccino/ }).isChecked()).toBe(true);
    await page.getByLabel('Your e-mail address').focus();
    await page.keyboard.type(address());
    await press('Enter');
    await heading(page, 'In the queue');
    await page.context().close();
  });
});

describe('whoever they are', () => {
  test('in Arabic the page is written from right to left, and nothing is in the way', async () => {
    const page = await device(browser, { ...phone, locale: 'ar', colorScheme: 'dark' });
    await page.goto(await bar.scan());
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    await pick(page, 'Latte');
    expect(await obstacles(page)).toEqual([]);
    await page.getByLabel('اللغة').selectOption('de');
    await heading(page, 'Was darf es sein?');
    await page.context().close();
  });

  test('at 320 pixels nothing is cut off', async () => {
    const page = await device(browser, { ...phone, viewport: { width: 320, height: 600 } });
    await page.goto(await bar.scan());
    await pick(page, 'Latte');
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(320);
    await page.context().close();
  });
});
