import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor();

/** The code in the letter to this address. */
const mailed = async (email: string): Promise<string> => {
  const find = async () => (await bar.letters()).find((letter) => letter.includes(email));
  await expect.poll(find, { interval: 50 }).toBeDefined();
  return /Your code is (\d{6})/.exec((await find()) ?? '')?.[1] ?? '';
};

test('a shop that wants proof mails a code; a wrong one is told of, the right one orders', async () => {
  await bar.call('PUT', '/api/shops/main/settings', { emailPolicy: 'prove' });
  for (const [email, javaScriptEnabled] of [
    ['proof@example.com', true],
    ['plain@example.com', false],
  ] as const) {
    const page = await device(browser, { ...phone, javaScriptEnabled });
    await page.goto(await bar.scan());
    await page.getByRole('radio', { name: /^Latte/ }).check();
    await page.getByRole('radio', { name: 'Oat milk' }).check();
    await page.getByLabel('Your e-mail address').fill(email);
    await page.getByRole('button', { name: /^Order/ }).click();
    await heading(page, 'Look into your mailbox');
    const code = await mailed(email);
    await page.getByLabel('Code from the e-mail').fill(code === '000000' ? '111111' : '000000');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('That is not the code. You can try 4 more times.').waitFor();
    if (javaScriptEnabled) expect(await obstacles(page)).toEqual([]);
    await page.getByLabel('Code from the e-mail').fill(code);
    await page.getByRole('button', { name: 'Next' }).click();
    await heading(page, 'In the queue');
    await page.getByText('Oat milk, House blend').waitFor();
    await page.context().close();
  }
  await bar.call('PUT', '/api/shops/main/settings', { emailPolicy: 'trust' });
});

test('who has a place but no drink yet sees how long it is kept, and chooses', async () => {
  const page = await device(browser);
  await page.goto(await bar.scan());
  const orderId = await page.evaluate(
    async (code) => {
      const post = async (path: string, body: object): Promise<unknown> => {
        const headers = { 'Content-Type': 'application/json' };
        const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
        const reply: unknown = await response.json();
        return typeof reply === 'object' && reply !== null && 'orderId' in reply ? reply.orderId : undefined;
      };
      await post('/api/sessions/customer', { shopId: 'main', email: 'later@example.com' });
      return post('/api/orders', { shopId: 'main', code });
    },
    await bar.code(),
  );
  await page.goto(`${bar.url}/order/${String(orderId)}`);
  await page.getByText(/^Your place is kept until/).waitFor();
  expect(await page.locator('.clock').innerText()).toMatch(/^[45]:\d\d$/);
  expect(await obstacles(page)).toEqual([]);

  // Whoever is slow is warned, and keeps the place with a tap; what is picked stays picked.
  await page.getByRole('radio', { name: /^Latte/ }).check();
  await page.evaluate(`Date.now = ((now) => () => now() + 270_000)(Date.now)`);
  await page.getByText('Less than a minute left to choose.').waitFor();
  expect(await obstacles(page)).toEqual([]);
  const chooseBy = async () => (await bar.call('GET', `/api/orders/${String(orderId)}`)).body['chooseBy'];
  const before = await chooseBy();
  await page.getByRole('button', { name: 'I need more time' }).click();
  await expect.poll(async () => (await chooseBy()) === before).toBe(false);
  expect(await page.getByRole('radio', { name: /^Latte/ }).isChecked()).toBe(true);

  // Sold out is greyed while somebody is choosing, too.
  await bar.call('PUT', '/api/shops/main/stock/cocoa', { left: 0 });
  await expect.poll(() => page.getByRole('radio', { name: /^Hot Chocolate/ }).isDisabled()).toBe(true);
  await page.getByRole('radio', { name: /^Americano/ }).check();
  await page.getByRole('button', { name: 'Order Americano' }).click();
  await heading(page, 'In the queue');
  await page.goBack();
  await page.goForward();
  await heading(page, 'In the queue');
  await page.context().close();
});
