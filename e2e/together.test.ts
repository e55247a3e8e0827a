import { isJsonObject, type Json, type JsonArray, type JsonObject } from '@espresso/kernel';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../tools/browser.ts';
import { obstacles } from './support/axe.ts';
import { device, openBar, phone, type RunningBar } from './support/bar.ts';

let bar: RunningBar;
let browser: Browser;

beforeAll(async () => {
  [bar, browser] = await Promise.all([openBar(['customer', 'barista']), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await bar.close();
});

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor();

/** A tablet, let in by an invitation. */
const aTablet = async (): Promise<Page> => {
  const { body } = await bar.call('POST', '/api/invitations', { role: 'barista', shopId: 'main' });
  const page = await device(browser, { viewport: { width: 1180, height: 820 }, locale: 'en-GB' });
  const { path } = body;
  await page.goto(`${bar.url}${typeof path === 'string' ? path : ''}`);
  await page.getByLabel('Your name').fill('Mira');
  await page.getByRole('button', { name: 'Start working' }).click();
  await page.getByText('Nothing to make').waitFor();
  return page;
};

/** A phone on which a drink is picked and an address typed. */
const aPhoneThatPicked = async (drink: string, email: string): Promise<Page> => {
  const page = await device(browser);
  await page.goto(await bar.scan());
  await page.getByRole('radio', { name: new RegExp(`^${drink}`) }).check();
  await page.getByLabel('Your e-mail address').fill(email);
  return page;
};
const send = (page: Page) => page.getByRole('button', { name: /^Order / }).click();

test('two phones and a tablet tell one story, though one of them loses the network while it orders', async () => {
  const [tablet, one, two] = await Promise.all([
    aTablet(),
    aPhoneThatPicked('Latte', 'one@example.com'),
    aPhoneThatPicked('Espresso', 'two@example.com'),
  ]);
  await send(one);
  await heading(one, 'In the queue');
  await two.context().setOffline(true);
  await send(two);
  await two.getByText('No network right now. Your order is kept').waitFor();
  await tablet.getByRole('button', { name: /^Make #1, Latte/ }).waitFor();
  expect(await tablet.getByRole('button', { name: /^Make #\d+, / }).count()).toBe(1);
  await two.context().setOffline(false);
  await two.getByText('1 order before yours.').waitFor();
  await tablet.getByRole('button', { name: /^Make #2, Espresso/ }).waitFor();

  await tablet.getByRole('button', { name: /^Make #1, Latte/ }).click();
  await one.getByText('Being made by Mira.').waitFor();
  await tablet.getByRole('button', { name: /^Done: #1, Latte/ }).click();
  await one.getByRole('alert').getByText('Ready!').waitFor();
  await two.getByText('You are next.').waitFor();

  await two.getByRole('button', { name: 'Cancel this order' }).click();
  await two.getByRole('button', { name: 'Yes, cancel it' }).click();
  await heading(two, 'Cancelled');
  await expect.poll(() => tablet.getByRole('button', { name: /^Make #\d+, / }).count()).toBe(0);
  // Never a second order of either.
  const { body } = await bar.call('GET', '/api/shops/main/pace');
  expect(body['waiting']).toBe(0);
  await Promise.all([tablet, one, two].map((page) => page.context().close()));
});

const isList = (json: Json | undefined): json is JsonArray => Array.isArray(json);
const objects = (json: Json | undefined): readonly JsonObject[] => (isList(json) ? json.filter(isJsonObject) : []);

test('the menu is read in the language of the phone, and what is not translated says which language it is in', async () => {
  const { body: menu } = await bar.call('GET', '/api/shops/main/menu/written');
  const drinks = objects(menu['drinks']).map((drink) =>
    drink['id'] === 'latte'
      ? { ...drink, translations: { de: { name: 'Milchkaffee' } }, labels: { allergens: ['milk'], vegan: false } }
      : drink,
  );
  const published = { drinks, groups: menu['groups'] ?? [], ingredients: menu['ingredients'] ?? [] };
  expect((await bar.call('PUT', '/api/shops/main/menu', published)).status).toBe(200);

  const page = await device(browser, { ...phone, locale: 'de-DE' });
  await page.goto(await bar.scan());
  const latte = page.getByRole('radio', { name: /^Milchkaffee/ });
  await latte.check();
  await page.getByText('enthält Milch').waitFor();
  expect(await page.getByText('Espresso and a lot of milk.').getAttribute('lang')).toBe('en');
  expect(await obstacles(page)).toEqual([]);
  await page.getByLabel('Deine E-Mail-Adresse').fill('drei@example.com');
  await page.getByRole('button', { name: /Milchkaffee/ }).click();
  await page.locator('.had').getByText('Milchkaffee').waitFor();
  expect(await obstacles(page)).toEqual([]);
  await page.context().close();
});
