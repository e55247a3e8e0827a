import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { isJsonObject, parseJson, type Json, type JsonObject } from '@espresso/kernel';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../tools/browser.ts';
import { obstacles } from './support/axe.ts';
import { openBar, type RunningBar } from './support/bar.ts';

let bar: RunningBar;
let browser: Browser;
let page: Page;
let orderId: string;

const KB = 1_024;
/** What somebody loads who opens the page: HTML, the script, the style. */
const FIRST_LOAD_MAX_BYTES = 120 * KB;

beforeAll(async () => {
  [bar, browser] = await Promise.all([openBar(['explorer']), launchBrowser()]);
  orderId = await anOrder('ana@example.org');
  page = await come('owner');
});
afterAll(async () => {
  await browser.close();
  await bar.close();
});

const textOf = (json: Json | undefined): string => (typeof json === 'string' ? json : '');

/** A desk with a person at it who was let in. */
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

/** A customer scans the code, and has not chosen a drink yet. */
const anOrder = async (email: string): Promise<string> => {
  const call = async (path: string, body: JsonObject, token?: string): Promise<JsonObject> => {
    const reply = await fetch(bar.url + path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    const json = parseJson(await reply.text());
    return isJsonObject(json) ? json : {};
  };
  const { token } = await call('/api/sessions/customer', { shopId: 'main', email });
  const { orderId: id } = await call('/api/orders', { shopId: 'main', code: await bar.code() }, textOf(token));
  return textOf(id);
};

const go = (search: string): Promise<unknown> => page.goto(`${bar.url}/explorer${search}`);
const row = (type: string) => page.locator('.event-row').filter({ hasText: type }).first();

describe('who may look', () => {
  test('somebody without a session is told how to get in', async () => {
    const stranger = await (await browser.newContext({ locale: 'en-GB' })).newPage();
    await stranger.goto(`${bar.url}/explorer`);
    await stranger.getByText(/Ask the organiser for an invitation link/).waitFor();
    expect(await obstacles(stranger)).toEqual([]);
    await stranger.close();
  });

  test('an invitation that is spent says so, and lets nobody in', async () => {
    const stranger = await (await browser.newContext({ locale: 'en-GB' })).newPage();
    await stranger.goto(`${bar.url}/explorer#join=nobody.knows`);
    expect(stranger.url()).not.toContain('nobody');
    await stranger.getByLabel('Your name').fill('Eve');
    await stranger.getByRole('button', { name: 'Look inside' }).click();
    await stranger.getByRole('alert').waitFor();
    await stranger.close();
  });

  test('a viewer looks at everything and is offered nothing that acts', async () => {
    const viewer = await come('viewer');
    await viewer.getByRole('button', { name: 'Operate' }).click();
    await viewer.getByText('Wait for a drink').first().waitFor();
    await viewer.getByText('only an owner acts').waitFor();
    expect(await viewer.getByRole('button', { name: 'Stop', exact: true }).count()).toBe(0);
    await viewer.close();
  });
});

describe('the live bus', () => {
  test('an event is there as it happens, in a sentence, without a reload', async () => {
    await go('');
    await row('Validator.NewOrder').waitFor();
    const detail = { shopId: 'main', by: 'operator' };
    await bar.call('POST', '/api/events', { detailType: 'Shop.ShopOpened', detail });
    await row('Shop.ShopOpened').waitFor();
    expect(await obstacles(page)).toEqual([]);
  });

  test('an event tells who heard it, and of every other rule which field kept it away', async () => {
    await row('Validator.NewOrder').click();
    const panel = page.getByRole('complementary');
    await panel.getByText('order-processor.startOrder').waitFor();
    await panel.getByText('Done').first().waitFor();
    await panel.getByText(/rules did not match/).click();
    await panel
      .getByText(/detail-type held "Validator.NewOrder"; wanted "Shop.SettingsChanged"/)
      .first()
      .waitFor();
    expect(await obstacles(page)).toEqual([]);
  });

  test('a pattern filters, stands in the address, and says why the open event does not fit', async () => {
    await page.getByRole('button', { name: 'Pattern' }).click();
    const pattern = page.getByLabel('EventBridge pattern');
    await pattern.fill('{"detail-type": "x"}');
    await page.getByText(/Not a pattern yet/).waitFor();
    await pattern.fill('{"detail-type":[{"prefix":"OrderProcessor."}]}');
    await page
      .getByRole('complementary')
      .getByText(/held "Validator.NewOrder"/)
      .first()
      .waitFor();
    await row('OrderProcessor.WorkflowStarted').waitFor();
    expect(await page.locator('.event-row').filter({ hasText: 'Validator.NewOrder' }).count()).toBe(0);
    await page.reload();
    await row('OrderProcessor.WorkflowStarted').waitFor();
    expect(await page.locator('.event-row').count()).toBe(1);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await row('Validator.NewOrder').waitFor();
  });

  test('what is shown is saved as CSV, JSON or one event a line, masked as it is shown', async () => {
    const save = page.getByRole('group', { name: 'Save what is shown' });
    for (const [name, says] of [
      ['CSV', /^number,at,source/],
      ['JSON', /^\[\s/],
      ['NDJSON', /^\{"number/],
    ] as const) {
      const saving = page.waitForEvent('download');
      await save.getByRole('button', { name, exact: true }).click();
      const text = readFileSync(await (await saving).path(), 'utf8');
      expect(text).toMatch(says);
      expect(text).toContain('Validator.NewOrder');
      expect(text).not.toContain('ana@example.org');
    }
  });

  test('paused, nothing moves while one reads; what came meanwhile is counted', async () => {
    await page.getByRole('button', { name: 'Close' }).click();
    const before = await page.locator('.event-row').first().innerText();
    await page.getByRole('button', { name: 'Pause' }).click();
    await bar.call('POST', '/api/events', { detailType: 'Shop.ShopOpened', detail: { shopId: 'main', by: 'cy' } });
    await page.getByText('1 new event').waitFor();
    expect(await page.locator('.event-row').first().innerText()).toBe(before);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText(/^\d+ events$/).waitFor();
  });

  test('the list is walked and opened by keyboard alone', async () => {
    await page.getByRole('listbox').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('complementary').waitFor({ state: 'detached' });
  });
});

describe('one order', () => {
  test('an id that somebody pastes leads to its order: where it is, why it waits and until when', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill(orderId);
    await page.getByText(/Look for/).click();
    await page.getByText('Waits at “Wait for a drink”').waitFor();
    await page.getByText(/until \d\d:\d\d:\d\d, .+ left/).waitFor();
    await page.getByRole('button', { name: 'Wait for a drink: Here now' }).waitFor();
    await page.getByRole('button', { name: 'Do we have capacity?: Passed' }).click();
    await page.getByRole('heading', { name: 'Asked' }).waitFor();
    expect(await obstacles(page)).toEqual([]);
  });

  test('it tells what it would cost on AWS, from its own counts and prices that can be changed', async () => {
    await page.getByText('Cost on AWS').first().click();
    const transitions = page.getByRole('row', { name: /State transitions/ });
    const { body } = await bar.call('GET', `/api/orders/${orderId}/usage`);
    const count = JSON.stringify(body['transitions']);
    await transitions.getByRole('cell', { name: count, exact: true }).waitFor();
    await page.getByLabel('US dollars a million: State transitions (Step Functions)').fill('0');
    await transitions.getByRole('cell', { name: '$0', exact: true }).waitFor();
    expect(await obstacles(page)).toEqual([]);
  });

  test('it moves on as the order does', async () => {
    const { body } = await bar.call('GET', `/api/orders/${orderId}/execution`);
    await bar.call('POST', `/api/executions/OrderProcessor/${textOf(body['name'])}/stop`, { cause: 'closing time' });
    await page.locator('.pill').filter({ hasText: 'Stopped' }).waitFor();
    await page
      .getByRole('alert')
      .getByText(/closing time/)
      .waitFor();
  });
});

describe('the storm board', () => {
  let order: string;

  test('an order is laid out in lanes, its hand-offs counted, and told by keyboard alone', async () => {
    order = await anOrder('dora@example.org');
    await go(`?view=order&order=${order}`);
    await page.getByRole('button', { name: 'Storm board' }).last().click();
    const board = page.getByRole('group', { name: 'Storm board' });
    await board.getByRole('button', { name: /New ?Order/ }).waitFor();
    await page.getByText('Hand-offs between contexts').waitFor();
    await board.getByRole('button', { name: /New ?Order/ }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('OrderProcessor.WorkflowStarted').waitFor();
    expect(await obstacles(page)).toEqual([]);
  });

  test('trouble is pinned, and the board is saved as a drawing of its own', async () => {
    const { body } = await bar.call('GET', `/api/orders/${order}/execution`);
    await bar.call('POST', `/api/executions/OrderProcessor/${textOf(body['name'])}/stop`, { cause: 'a try' });
    await go(`?view=storm&order=${order}`);
    await page.getByRole('button', { name: /Order ?Failed.*Failed/ }).waitFor();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as SVG' }).click();
    const file = await (await saving).path();
    expect(readFileSync(file, 'utf8')).toMatch(/^<svg[^>]+xmlns="http:\/\/www.w3.org\/2000\/svg"[^]+#ff4f9a/);
  });

  test('a stretch of time of all orders is shown, and stands in the address', async () => {
    await go('?view=storm');
    await page.getByLabel('Time span').selectOption('15');
    await page.waitForURL(/span=15/);
    await page
      .getByRole('button', { name: /New ?Order/ })
      .first()
      .waitFor();
  });
});

describe('the check-up', () => {
  test('the running bar is examined, and each finding leads to the event that shows it', async () => {
    await go('?view=checkup');
    await page.getByText('No fault was found').waitFor();
    await page.getByText('Every event that happens is heard by some rule.').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.getByRole('button', { name: /^#\d+ Shop.ShopOpened/ }).click();
    await page.getByRole('complementary').getByText('Shop.ShopOpened').first().waitFor();
  });
});

describe('the map and the catalogue', () => {
  test('a context on the map tells what it publishes, and an event its schema and who hears it', async () => {
    await go('?view=map');
    await page.getByRole('button', { name: /^validator/ }).click();
    expect(await obstacles(page)).toEqual([]);
    await page.getByRole('complementary').getByRole('button', { name: 'Validator.NewOrder' }).click();
    await page.getByRole('complementary').getByText('order-processor.startOrder').waitFor();
    await page.getByRole('rowheader', { name: 'customerId' }).waitFor();
  });

  test('everything in the catalogue has an address of its own', async () => {
    await go('?view=catalogue&item=workflow%3AOrderProcessor');
    await page.getByRole('heading', { name: 'OrderProcessor' }).waitFor();
    expect(await obstacles(page)).toEqual([]);
    await go('?view=catalogue&item=event%3ANo.Such');
    await page.getByText('Nothing in the log is called “No.Such”').waitFor();
  });
});

describe('operating', () => {
  test('an owner stops a workflow, after being asked, and is told that it is stopped', async () => {
    await anOrder('ben@example.org');
    await go('?view=operate');
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByLabel('Why?').fill('a try');
    expect(await obstacles(page)).toEqual([]);
    await page.getByRole('button', { name: 'Stop it' }).click();
    await page.getByText('It is stopped.').waitFor();
    await page.getByText('No workflow is under way.').waitFor();
    expect(await obstacles(page)).toEqual([]);
  });

  test('a replay of the last minutes to one rule is started and listed', async () => {
    await page.getByLabel('To which rule').selectOption('journey.keepStep');
    await page.getByRole('button', { name: 'Start the replay' }).click();
    await page.getByText(/The replay .+ runs/).waitFor();
    await page.getByText('COMPLETED').waitFor();
  });
});

describe('for everybody', () => {
  test('the theatre tells one line at a time, and Escape leaves it', async () => {
    await go('?theatre=1');
    await bar.call('POST', '/api/events', { detailType: 'Shop.ShopOpened', detail: { shopId: 'main', by: 'cy' } });
    await page
      .locator('.stage')
      .getByText(/ShopOpened/)
      .waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor();
  });

  test('dark, in Arabic from right to left, on a phone: still without obstacles, and nothing sticks out', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByLabel('Language').selectOption('ar');
    await page.locator('html[dir=rtl]').waitFor();
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 320, height: 640 });
    for (const view of ['bus', 'order', 'storm', 'map', 'catalogue', 'checkup', 'operate']) {
      await go(`?view=${view}`);
      await page.locator(`main[data-view=${view}]`).waitFor();
      expect([view, await obstacles(page)]).toEqual([view, []]);
      const wider = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect([view, wider]).toEqual([view, 0]);
    }
  });
});

test('the first load stays within its budget', () => {
  const folder = join(import.meta.dirname, '../apps/explorer/dist/files');
  const files = readdirSync(folder).filter((name) => /^index.*\.(?:js|css|html)$/.test(name));
  const bytes = files.reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name)), { level: 9 }).length, 0);
  expect(files.length).toBeGreaterThanOrEqual(3);
  expect(bytes).toBeLessThanOrEqual(FIRST_LOAD_MAX_BYTES);
});
