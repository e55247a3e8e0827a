import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../tools/browser.ts';
import { buildPages } from '../tools/build-pages.ts';
import { obstacles } from './support/axe.ts';
import { spawnBar, type SpawnedBar } from './support/spawned-bar.ts';
import { weightOf } from './support/weight.ts';

const oatFlatWhite = { drinkId: 'flat-white', options: { milk: ['oat'] } };

let bar: SpawnedBar;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let owner: string;
let ana: string;

beforeAll(async () => {
  await buildPages({ only: ['barista'] });
  [bar, browser] = await Promise.all([spawnBar(), launchBrowser()]);
  owner = await bar.owner();
  ana = await bar.staff(owner, 'barista', 'Ana');
  await bar.call('PUT', '/api/shops/main/settings', owner, { drinksPerCode: 100 });
  context = await browser.newContext({ viewport: { width: 1180, height: 820 }, locale: 'en-GB' });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
});
afterAll(async () => {
  await browser.close();
  await bar.stop();
});

const column = (name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) });
const ticket = (where: string, number: number) =>
  column(where)
    .getByRole('listitem')
    .filter({ hasText: new RegExp(`^#${number}`) });

describe('a day behind the bar', () => {
  test('somebody with an invitation is at work with one word typed', async () => {
    const { path } = await bar.invite(owner, 'barista');
    await page.goto(bar.url + path);
    await page.getByLabel('Your name').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.getByLabel('Your name').fill('Mira');
    await page.getByRole('button', { name: 'Start working' }).click();
    await column('To make').getByText('Nothing to make').waitFor();
    // Nobody reads the token off the address bar.
    expect(page.url()).toBe(`${bar.url}/barista`);
  });

  test('an order appears by itself, is made and handed over with one tap a step', async () => {
    const { orderId, customer } = await bar.order(owner, 'one@example.org', oatFlatWhite);
    await ticket('To make', 1).getByText('Oat milk').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make #1, Flat White, Oat milk' }).click();
    await page.getByRole('button', { name: 'Done: #1, Flat White, Oat milk' }).click();
    await ticket('Ready', 1).waitFor();
    // What can be undone is not told to the customer yet.
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
    await ticket('Being made', 1).waitFor();
    await page.getByRole('button', { name: 'Done: #1, Flat White, Oat milk' }).click();
    await expect
      .poll(async () => (await bar.call('GET', `/api/orders/${orderId}`, customer))['status'], { timeout: 9_000 })
      .toBe('ready');
    await page.getByRole('button', { name: 'Collected: #1, Flat White, Oat milk' }).click();
    await column('Ready').getByText('The counter is empty').waitFor();
  });

  test('a bump bar works: arrows, numbers and undo', async () => {
    await bar.order(owner, 'two@example.org', { drinkId: 'espresso' });
    await ticket('To make', 2).waitFor();
    await page.keyboard.press('1');
    await ticket('Being made', 2).waitFor();
    await page.keyboard.press('u');
    await ticket('To make', 2).waitFor();
  });

  test('two baristas never make one drink: who lost the network is told who has it', async () => {
    const { orderId } = await bar.order(owner, 'three@example.org', { drinkId: 'latte' });
    await ticket('To make', 3).waitFor();
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Make #3, Latte' }).click();
    await ticket('Being made', 3).getByText('waiting for the network').waitFor();
    await bar.call('POST', `/api/orders/${orderId}/claim`, ana);
    await context.setOffline(false);
    await page.getByRole('alert').getByText('Ana makes #3 already.').waitFor();
    await ticket('Being made', 3).getByText('Ana makes it').waitFor();
    expect(await obstacles(page)).toEqual([]);
  });

  test('a tap without a network is kept, and sent once it is back', async () => {
    const { orderId, customer } = await bar.order(owner, 'four@example.org', { drinkId: 'cappuccino' });
    await ticket('To make', 4).waitFor();
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Make #4, Cappuccino' }).click();
    await ticket('Being made', 4).getByText('waiting for the network').waitFor();
    await context.setOffline(false);
    await expect
      .poll(async () => (await bar.call('GET', `/api/orders/${orderId}`, customer))['status'], { timeout: 12_000 })
      .toBe('making');
  });

  test('the customer reads why an order was cancelled', async () => {
    const { orderId, customer } = await bar.order(owner, 'five@example.org', { drinkId: 'americano' });
    await page.getByRole('button', { name: 'Cancel #5, Americano' }).click();
    const dialog = page.getByRole('dialog');
    expect(await obstacles(page)).toEqual([]);
    await dialog.getByLabel('In your own words').fill('The cups are gone');
    await dialog.getByRole('button', { name: 'Cancel the order' }).click();
    await expect
      .poll(async () => await bar.call('GET', `/api/orders/${orderId}`, customer), { timeout: 9_000 })
      .toMatchObject({
        status: 'cancelled',
        reason: 'The cups are gone',
      });
  });

  test('somebody without a phone has a coffee in two taps, with everything special in between', async () => {
    await page.getByRole('button', { name: 'Walk-up' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Cappuccino' }).waitFor();
    expect(await obstacles(page)).toEqual([]);
    await dialog.getByRole('radio', { name: 'Oat milk' }).check();
    await dialog.getByRole('button', { name: 'Cappuccino' }).click();
    await page.getByText('Cappuccino is ordered.').waitFor();
    await ticket('To make', 6).getByText('at the counter').waitFor();
    await ticket('To make', 6).getByText('Oat milk').waitFor();
  });

  test('an order goes to the front, and its customer behind it reads so', async () => {
    const { orderId, customer } = await bar.order(owner, 'six@example.org', { drinkId: 'latte' });
    await ticket('To make', 7).waitFor();
    await page.getByRole('button', { name: 'Make #7 first, Latte' }).click();
    await ticket('To make', 7).getByText('First').waitFor();
    await expect
      .poll(async () => (await bar.call('GET', `/api/orders/${orderId}`, customer))['ahead'], { timeout: 9_000 })
      .toBe(0);
    await page.getByRole('button', { name: 'Back in line: #7, Latte' }).click();
    await ticket('To make', 7).getByText('First').waitFor({ state: 'detached' });
  });

  test('what was tapped as collected by mistake comes back to the counter', async () => {
    await page.getByRole('button', { name: 'Recall' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Back on the counter: #1, Flat White' }).waitFor();
    expect(await obstacles(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Back on the counter: #1, Flat White' }).click();
    await ticket('Ready', 1).waitFor();
    await page.getByRole('button', { name: 'Tell everybody whose drink is ready once more' }).click();
    await page.getByText(/told again|less than three minutes/).waitFor();
  });

  test('everybody who waits reads what the bar tells', async () => {
    await page.getByRole('button', { name: 'Tell', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'It takes about ten minutes more' }).click();
    expect(await obstacles(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Tell everybody' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await bar.call('GET', '/api/shops/main')).toMatchObject({
      notice: { text: 'It takes about ten minutes more' },
    });
    await page.getByRole('button', { name: 'Tell', exact: true }).click();
    await dialog.getByText('Everybody reads now').waitFor();
    await dialog.getByRole('button', { name: 'Take it down' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await bar.call('GET', '/api/shops/main')).not.toHaveProperty('notice');
  });

  test('what has run out is off the menu with one long press', async () => {
    await page.getByRole('button', { name: 'Sold out', exact: true }).click();
    const hold = page.getByRole('button', { name: 'Hold: Sold out: Latte' });
    await hold.waitFor();
    expect(await obstacles(page)).toEqual([]);
    // Brushed by a sleeve: nothing.
    await hold.click();
    await hold.click({ delay: 900 });
    await page.getByRole('button', { name: 'Back Latte' }).waitFor();
    const { drinks } = await bar.call('GET', '/api/shops/main/menu');
    expect(drinks).toContainEqual(expect.objectContaining({ id: 'latte', soldOut: true }));
    await page.getByRole('button', { name: 'Done', exact: true }).click();
  });

  test('a pause says why, on the door and on the screen', async () => {
    await page.getByRole('button', { name: /Open$/ }).click();
    await page.getByLabel('We clean the machine').check();
    expect(await obstacles(page)).toEqual([]);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.getByRole('button', { name: /Paused$/ }).waitFor();
    expect(await bar.call('GET', '/api/shops/main')).toMatchObject({
      status: 'paused',
      reason: 'We clean the machine',
    });
    // Ten minutes, unless somebody says otherwise; then it opens by itself.
    expect((await bar.call('GET', '/api/shops/main'))['opensAt']).toMatch(/Z$/);
  });

  test('it fits its budget: 60 KB, every language included', () => {
    expect(weightOf('barista')).toBeLessThan(60 * 1_024);
  });
});
