import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { launchBrowser } from '../tools/browser.ts';
import { buildPages } from '../tools/build-pages.ts';
import { obstacles } from './support/axe.ts';
import { spawnBar, type SpawnedBar } from './support/spawned-bar.ts';
import { weightOf } from './support/weight.ts';

let bar: SpawnedBar;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  await buildPages({ only: ['admin', 'barista'] });
  [bar, browser] = await Promise.all([spawnBar(), launchBrowser()]);
  page = await (await browser.newContext({ viewport: { width: 1180, height: 820 }, locale: 'en-GB' })).newPage();
  page.setDefaultTimeout(10_000);
});
afterAll(async () => {
  await browser.close();
  await bar.stop();
});

const menuRead = z.object({
  languages: z.array(z.string()),
  drinks: z.array(z.object({ description: z.string(), labels: z.object({ caffeine: z.boolean() }).optional() })),
});

const go = async (name: string): Promise<void> => {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
};

describe('an organiser who has never seen it', () => {
  test('owns the bar with one link and one name', async () => {
    await page.goto(`${bar.url}/admin#set-up=${bar.setUpToken}`);
    await page.getByRole('heading', { name: 'Your coffee bar is running' }).waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.getByRole('button', { name: 'Become the organiser' }).click();
    await page.getByText('A name is needed here.').waitFor();
    await page.getByLabel('Your name').fill('Olga');
    await page.getByRole('button', { name: 'Become the organiser' }).click();
    await page.getByRole('heading', { name: 'Before the first guest' }).waitFor();
    expect(page.url()).not.toContain('set-up');
    expect(await obstacles(page)).toEqual([]);
  });

  test('opens, pauses with a reason and goes on', async () => {
    await page.getByRole('button', { name: 'Pause' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Why?').fill('Lunch');
    await dialog.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('heading', { name: 'Serverless Espresso takes a break' }).waitFor();
    await page.getByRole('button', { name: 'Take orders again' }).click();
    await page.getByRole('heading', { name: 'Serverless Espresso takes orders' }).waitFor();
  });

  test('calls for last orders, and thinks better of it', async () => {
    await page.getByRole('button', { name: 'Last orders' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('For how long?').selectOption('15 min');
    expect(await obstacles(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Last orders' }).click();
    await page.getByText(/^Last call \d/).waitFor();
    expect(await bar.call('GET', '/api/shops/main')).toHaveProperty('lastOrdersAt');
    await page.getByRole('button', { name: 'Take orders again' }).click();
    await page.getByText(/^Last call \d/).waitFor({ state: 'detached' });
    expect(await bar.call('GET', '/api/shops/main')).not.toHaveProperty('lastOrdersAt');
  });

  test('invites a barista with a code to scan', async () => {
    await go('People');
    await page.getByLabel('For whom?').fill('Ben, left machine');
    await page.getByRole('button', { name: 'Make an invitation' }).click();
    await page.getByRole('img', { name: 'Invitation: Barista' }).waitFor();
    expect(await page.getByLabel('Invitation: Barista').and(page.locator('input')).inputValue()).toMatch(
      /\/barista#join=/,
    );
    await page.getByText('Ben, left machine').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.getByRole('button', { name: 'Remove Ben, left machine' }).click();
    await page.getByText('Ben, left machine').waitFor({ state: 'detached' });
  });

  test('lets a tablet in that shows a code', async () => {
    const context = await browser.newContext({ viewport: { width: 1180, height: 820 }, locale: 'en-GB' });
    const tablet = await context.newPage();
    await tablet.goto(`${bar.url}/barista`);
    const card = tablet.getByRole('region', { name: 'Or pair with a code' });
    const code = (await card.textContent())?.match(/[0-9A-Z]{3} [0-9A-Z]{3}/)?.[0] ?? '';
    expect(await obstacles(tablet)).toEqual([]);
    const pair = page.getByRole('region', { name: 'Pair a screen' });
    await pair.getByLabel('Barista').check();
    await pair.getByLabel('Code on the screen').fill('nonsense');
    await pair.getByRole('button', { name: 'Let it in' }).click();
    await pair.getByText('A code has six letters and digits.').waitFor();
    await pair.getByLabel('Code on the screen').fill(code.toLowerCase());
    await pair.getByLabel('Name of the screen').fill('Left tablet');
    await pair.getByRole('button', { name: 'Let it in' }).click();
    await tablet.getByRole('region', { name: /^To make/ }).waitFor();
    await context.close();
  });

  test('is told at the field what is wrong with a menu, and publishes it when it is right', async () => {
    await go('Menu');
    await page.getByRole('button', { name: 'Latte', exact: true }).click();
    await page.getByLabel('Name', { exact: true }).fill('');
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('One place has to be put right first.').waitFor();
    await page.getByRole('alert').getByText('A name is needed here.').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.getByLabel('Name', { exact: true }).fill('Café Latte');
    await page.getByRole('button', { name: 'Move Café Latte up' }).click();
    await page.getByRole('region', { name: 'As phones show it' }).getByText('Café Latte').waitFor();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('✓ Published').waitFor();
    const { drinks } = await bar.call('GET', '/api/shops/main/menu');
    expect(Array.isArray(drinks) ? drinks[2] : undefined).toMatchObject({ id: 'latte', name: 'Café Latte' });
  });

  test('writes the menu in another language, and says what a drink contains', async () => {
    await go('Menu');
    await page.getByRole('button', { name: 'Espresso', exact: true }).click();
    await page.getByText('Allergens and diet').click();
    await page.getByLabel('Caffeine').selectOption('yes');
    await page.getByRole('button', { name: 'Translations' }).click();
    await page.getByLabel('Translate into').selectOption('Deutsch');
    await page.getByLabel('Short and strong.').fill('Kurz und stark.');
    await page.getByRole('region', { name: 'As phones show it' }).getByText('Kurz und stark.').waitFor();
    await page.getByLabel('Translate into').selectOption('العربية');
    await page.getByLabel('Short and strong.').fill('قصير وقوي.');
    expect(await obstacles(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.setViewportSize({ width: 1180, height: 820 });
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('✓ Published').waitFor();
    const { languages, drinks } = menuRead.parse(await bar.call('GET', '/api/shops/main/menu?language=de'));
    expect(languages).toEqual(['en', 'ar', 'de']);
    expect(drinks).toContainEqual({ description: 'Kurz und stark.', labels: { caffeine: true } });
  });

  test('counts what there is', async () => {
    await go('Stock');
    await page.getByLabel('Oat milk, millilitres').fill('2500');
    await page.getByRole('button', { name: 'Save Oat milk' }).click();
    await page.getByText('2,500 ml left').waitFor();
    expect(await obstacles(page)).toEqual([]);
  });

  test('reads what a setting means, and cannot set nonsense', async () => {
    await go('Settings');
    await page.getByLabel('Orders at once').fill('lots');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('A whole number from 1 to 1,000, please.').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.getByLabel('Orders at once').fill('12');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The settings are saved.').waitFor();
  });

  test('sees figures, and every page holds in the dark', async () => {
    await go('Statistics');
    await page.getByText('No order of this span is over yet.').waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    for (const name of ['Today', 'Menu', 'Stock', 'People', 'Settings', 'Statistics', 'Shops']) {
      if (name !== 'Today') await go(name);
      expect(await obstacles(page)).toEqual([]);
    }
  });

  test('takes the figures away as a table, and on paper', async () => {
    await page.emulateMedia({ colorScheme: 'light' });
    const token = await page.evaluate(async (): Promise<unknown> => {
      const body = JSON.stringify({ role: 'owner' });
      const headers = { 'Content-Type': 'application/json' };
      const response = await fetch('/api/invitations', { method: 'POST', body, headers });
      return response.json();
    });
    const invitation = z.object({ token: z.string() }).parse(token).token;
    const joined = await bar.call('POST', '/api/invitations/accept', undefined, { token: invitation, name: 'Otto' });
    const owner = z.object({ token: z.string() }).parse(joined).token;
    const { orderId, customer } = await bar.order(owner, 'ana@example.org', { drinkId: 'americano' });
    await bar.call('POST', `/api/orders/${orderId}/cancel`, customer, {});
    const counted = z.object({
      total: z.object({ orders: z.number(), cancelled: z.object({ customer: z.number() }) }),
    });
    const figures = async () => counted.parse(await bar.call('GET', '/api/shops/main/metrics', owner)).total;
    await vi.waitFor(async () => expect(await figures()).toMatchObject({ orders: 1, cancelled: { customer: 1 } }));
    await go('Statistics');
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download as a table' }).click();
    const file = await saving;
    expect(file.suggestedFilename()).toMatch(/^main-[\d-]+\.csv$/);
    const table = await readFile(await file.path(), 'utf8');
    expect(table.split('\r\n')[0]).toMatch(/^\uFEFFShop,Hour,Orders,Made,/);
    expect(table.split('\r\n')[2]).toMatch(/^Serverless Espresso,In all,1,0,1,/);
    await page.emulateMedia({ media: 'print' });
    await page.getByRole('navigation', { name: 'Pages' }).waitFor({ state: 'hidden' });
    await page.getByText('Serverless Espresso', { exact: true }).filter({ visible: true }).waitFor();
    await page.emulateMedia({ media: 'screen' });
  });

  test('makes a second shop and works there', async () => {
    await go('Shops');
    await page.getByLabel('Name of the shop').fill('Rooftop Bar');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Rooftop Bar' }).getByText('✓ Chosen').waitFor();
    expect(await bar.call('GET', '/api/shops/rooftop-bar')).toMatchObject({ name: 'Rooftop Bar', status: 'closed' });
  });

  test('it fits its budget: 120 KB, every language included', () => {
    expect(weightOf('admin')).toBeLessThan(120 * 1_024);
  });
});
