import { join } from 'node:path';
import { isJsonObject, type Json } from '@espresso/kernel';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../tools/browser.ts';
import { obstacles } from './support/axe.ts';
import { openBar, type RunningBar } from './support/bar.ts';

let bar: RunningBar;
let browser: Browser;
let page: Page;
/** Where to keep pictures of the page, for whoever wants to look. */
const pictures = process.env['ESPRESSO_PICTURES'];

beforeAll(async () => {
  [bar, browser] = await Promise.all([openBar(['explorer']), launchBrowser()]);
  page = await come('owner');
});
afterAll(async () => {
  await browser.close();
  await bar.close();
});

const textOf = (json: Json | undefined): string => (typeof json === 'string' ? json : '');

const come = async (role: string): Promise<Page> => {
  const { body } = await bar.call('POST', '/api/invitations', { role });
  const context = await browser.newContext({
    viewport: { width: 1180, height: 820 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  const tab = await context.newPage();
  await tab.goto(`${bar.url}/explorer#join=${textOf(body['token'])}`);
  await tab.getByLabel('Your name').fill('Ana');
  await tab.getByRole('button', { name: 'Look inside' }).click();
  await tab.getByRole('listbox', { name: 'Events, newest first' }).waitFor();
  return tab;
};

const picture = async (name: string): Promise<void> => {
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
};

const newOrdersAtTheRealBar = async (): Promise<number> => {
  const { body } = await bar.call('GET', '/api/events?type=Validator.NewOrder');
  const events = body['events'];
  return Array.isArray(events) ? events.filter((event: Json) => isJsonObject(event)).length : -1;
};

describe('a sandbox in the Explorer', () => {
  test('is opened from a seed, and says loudly that it is one', async () => {
    await page.getByRole('button', { name: 'Sandboxes' }).click();
    const form = page.getByRole('region', { name: 'Open a sandbox' });
    await form.getByLabel('Name').fill('A busy morning');
    await form.getByLabel('Customers an hour').fill('120');
    await form.getByLabel('Speed').selectOption({ label: '×100' });
    await form.getByRole('button', { name: 'Open it' }).click();
    await page.getByRole('heading', { name: /A busy morning/ }).waitFor();
    await page.getByRole('region', { name: 'Sandboxes' }).getByText('nothing here reaches anybody').waitFor();
    await page.getByText('Everything holds').waitFor();
    await picture('sandbox-panel');
  });

  test('has no obstacles', async () => {
    expect(await obstacles(page)).toEqual([]);
  });

  test('is broken in every way there is, and every promise holds', async () => {
    const breaking = page.getByRole('region', { name: 'Break it' });
    await breaking.getByLabel('Deliver twice').selectOption({ label: '50%' });
    await breaking.getByLabel('Lose deliveries').selectOption({ label: '20%' });
    await breaking.getByRole('button', { name: 'Cut the power' }).click();
    await breaking.getByRole('button', { name: 'Let the clock jump' }).click();
    await page
      .getByText(/\b1 restart\b/)
      .first()
      .waitFor();
    await page.getByText('this is no longer the day').waitFor();
    expect(await page.getByText('Everything holds').count()).toBe(1);
  });

  test('is seen through by every view: its events, and one of its orders', async () => {
    await page.getByRole('button', { name: 'Live bus' }).click();
    await page.locator('.event-row').filter({ hasText: 'NewOrder' }).first().click();
    await page.getByRole('button', { name: 'Open the order' }).click();
    await page.getByRole('heading', { name: 'The workflow' }).waitFor();
    expect(await page.getByText('nothing here reaches anybody').count()).toBe(1);
    await picture('sandbox-order');
    expect(await newOrdersAtTheRealBar()).toBe(0);
  });

  test('takes an event from a form that is made from its schema, and shows who heard it', async () => {
    await page.getByRole('button', { name: 'Its panel' }).click();
    const form = page.getByRole('region', { name: 'Send an event' });
    await form.getByLabel('Type of event').selectOption('Inventory.StockCounted');
    await form.getByLabel('left').fill('many');
    await form.getByRole('button', { name: 'Send it' }).click();
    await form.getByText('This cannot be read.').waitFor();
    await form.getByLabel('left').fill('"many"');
    await form.getByRole('button', { name: 'Send it' }).click();
    expect(await form.getByRole('alert').textContent()).toMatch(/number|null/i);
    await form.getByLabel('left').fill('900');
    await form.getByRole('button', { name: 'Send it' }).click();
    await form.getByText('Inventory.StockCounted is sent.').waitFor();
    await page.getByText('An event was sent by hand').waitFor();
    await picture('sandbox-send');
    await form.getByRole('link', { name: 'Look at the event' }).click();
    await page.getByRole('complementary', { name: 'Inventory.StockCounted' }).waitFor();
  });

  test('shows a promise that breaks, in red, when the disk lies', async () => {
    await page.getByRole('link', { name: 'Back to the real bar' }).click();
    const form = page.getByRole('region', { name: 'Open a sandbox' });
    await form.getByLabel('Speed').selectOption({ label: 'as fast as possible' });
    await form.getByLabel('Hours').fill('12');
    await form.getByRole('button', { name: 'Open it' }).click();
    await page.getByRole('region', { name: 'Break it' }).getByRole('button', { name: 'Let the disk lie' }).click();
    await page.getByText(/I\d+ does not hold/).waitFor();
    expect(await page.getByText('A promise broke').count()).toBeGreaterThan(0);
    await picture('sandbox-breach');
  });

  test('asks before it sends anything into the real bar', async () => {
    await page.getByRole('link', { name: 'Back to the real bar' }).click();
    const form = page.getByRole('region', { name: 'Send an event' });
    await form.getByLabel('Type of event').selectOption('Shop.ShopPaused');
    await form.getByRole('combobox', { name: /^Into/ }).selectOption({ label: 'The real bar' });
    await form.getByRole('button', { name: 'Send it' }).click();
    await page.getByRole('dialog', { name: 'Into the real bar?' }).getByRole('button', { name: 'Send it' }).click();
    await form.getByText('Shop.ShopPaused is sent.').waitFor();
  });

  test('is for a viewer to look at, and not to touch', async () => {
    const viewer = await come('viewer');
    await viewer.getByRole('button', { name: 'Sandboxes' }).click();
    await viewer.getByRole('link', { name: 'Look inside' }).first().click();
    await viewer.getByRole('region', { name: 'What has to hold' }).waitFor();
    expect(await viewer.getByRole('region', { name: 'Break it' }).count()).toBe(0);
    expect(await viewer.getByRole('button', { name: 'Close it' }).count()).toBe(0);
    await viewer.context().close();
  });
});
