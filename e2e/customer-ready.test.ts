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

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor();
let people = 0;

/** Orders as a person does, up to the queue. */
const ordered = async (page: Page): Promise<string> => {
  await page.goto(await bar.scan());
  await page.getByRole('radio', { name: /^Espresso/ }).check();
  await page.getByLabel('Your e-mail address').fill(`ready-${String(people++)}@example.com`);
  await page.getByRole('button', { name: 'Order Espresso' }).click();
  await heading(page, 'In the queue');
  return /\/order\/([\w-]+)/.exec(page.url())?.[1] ?? '';
};
const ready = async (orderId: string): Promise<void> => {
  for (const step of ['claim', 'complete']) await bar.call('POST', `/api/orders/${orderId}/${step}`);
};
/** Runs in the page; the worker is in charge of it. */
const WORKER_READY = `navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null ||
  new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', () => resolve(true), { once: true })))`;

describe('who asked to be told', () => {
  test('is rung for, lit up, and left in peace once they have seen it', async () => {
    const page = await device(browser, { ...phone, reducedMotion: 'reduce' });
    const orderId = await ordered(page);
    const icon = () => page.locator("link[rel='icon']").getAttribute('href');
    const usual = await icon();
    await page.getByRole('button', { name: 'Tell me when it is ready' }).click();
    await page.getByText('this phone rings, shakes and lights up').waitFor();
    // This browser lets nobody notify: the page says so, and what to do.
    await page.getByText('keep the page open', { exact: false }).waitFor();
    // There is no mail server, so no letter is offered.
    expect(await page.getByRole('button', { name: 'E-mail me as well' }).count()).toBe(0);
    expect(await obstacles(page)).toEqual([]);

    await ready(orderId);
    await page.getByRole('alert').getByText('Ready!').waitFor();
    await page.locator('.flash').waitFor();
    expect(await icon()).not.toBe(usual);
    expect(await page.title()).toMatch(/^✓ /);
    expect(await obstacles(page)).toEqual([]);
    await page.getByRole('button', { name: 'I have seen it' }).click();
    await page.locator('.flash').waitFor({ state: 'detached' });
    await page.getByRole('alert').getByText('Ready!').waitFor();
    await page.context().close();
  });

  test('who asked nothing sees no flash', async () => {
    const page = await device(browser);
    await ready(await ordered(page));
    await page.getByRole('alert').getByText('Ready!').waitFor();
    expect(await page.locator('.flash').count()).toBe(0);
    await page.context().close();
  });
});

describe('the part that works without the page', () => {
  test('shows one notification for one order, however often it is pushed', async () => {
    const page = await device(browser);
    await page.context().grantPermissions(['notifications'], { origin: bar.url });
    const orderId = await ordered(page);
    await page.evaluate(WORKER_READY);
    const devtools = await page.context().newCDPSession(page);
    const registrationId = new Promise<string>((resolve) => {
      devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const [first] = registrations;
        if (first !== undefined) resolve(first.registrationId);
      });
    });
    await devtools.send('ServiceWorker.enable');
    const data = JSON.stringify({ title: 'Order #1 is ready', text: 'Pick it up', language: 'en', orderId });
    const push = { origin: bar.url, registrationId: await registrationId, data };
    await devtools.send('ServiceWorker.deliverPushMessage', push);
    await devtools.send('ServiceWorker.deliverPushMessage', push);
    const shown = () =>
      page.evaluate<readonly string[]>(
        `navigator.serviceWorker.ready.then((it) => it.getNotifications()).then((all) => all.map(({ title, body, tag }) => [title, body, tag].join('|')))`,
      );
    await expect.poll(shown).toEqual([`Order #1 is ready|Pick it up|${orderId}`]);
    await page.context().close();
  });

  test('keeps what was seen for when there is no network', async () => {
    const page = await device(browser);
    await ordered(page);
    await page.evaluate(WORKER_READY);
    await page.reload();
    await heading(page, 'In the queue');
    await page.context().setOffline(true);
    await page.reload();
    await heading(page, 'In the queue');
    await page.getByText('What you see here may be old.').waitFor();
    await page.context().setOffline(false);
    await page.getByText('What you see here may be old.').waitFor({ state: 'detached' });
    await page.context().close();
  });
});
