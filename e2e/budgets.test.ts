import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filesOf, isBuilt, type PageName } from '../apps/server/src/pages/built.ts';
import { launchBrowser } from '../tools/browser.ts';
import { device, openBar, type RunningBar } from './support/bar.ts';

const KB = 1_024;
let bar: RunningBar;
let browser: Browser;

beforeAll(async () => {
  [bar, browser] = await Promise.all([openBar(['customer', 'display', 'barista', 'admin']), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await bar.close();
});

/** The gzip size of a page's scripts and styles: with `initial` only what its HTML names. */
const gzipBytes = (page: PageName, matching: RegExp): number =>
  readdirSync(filesOf(page))
    .filter((file) => matching.test(file))
    .reduce((sum, file) => sum + statSync(join(filesOf(page), file)).size, 0);

describe('the customer pays with little', () => {
  test('at most 14 KB for the page with its menu and style', async () => {
    const response = await fetch(`${bar.url}/order?shop=main`, { headers: { 'Accept-Encoding': 'gzip' } });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    // fetch unpacks it: the size on the wire is asked for anew.
    const { gzipSync } = await import('node:zlib');
    expect(gzipSync(await response.text(), { level: 5 }).length).toBeLessThanOrEqual(14 * KB);
  });

  test('at most 30 KB of script', () => {
    expect(gzipBytes('customer', /\.js\.gz$/)).toBeLessThanOrEqual(30 * KB);
  });

  test('at most four requests, none to anybody else, and nothing jumps', async () => {
    const page = await device(browser);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(await bar.scan());
    // The last request is the stream of what changes.
    await expect.poll(() => asked.some((url) => url.endsWith('/live'))).toBe(true);
    expect(asked.length).toBeLessThanOrEqual(4);
    expect(asked.every((url) => url.startsWith(bar.url))).toBe(true);
    const shift = await page.evaluate<number>(
      `new Promise((resolve) => new PerformanceObserver((list) => resolve(list.getEntries().reduce((sum, { value }) => sum + value, 0)))
        .observe({ type: 'layout-shift', buffered: true }) ?? setTimeout(() => resolve(0), 200))`,
    );
    expect(shift).toBe(0);
    await page.context().close();
  });

  test('on a slow network and a slow phone the menu is there within 1.5 s, and an order is possible within 2', async () => {
    const page = await device(browser);
    const phone = await page.context().newCDPSession(page);
    await phone.send('Network.enable');
    await phone.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: 1_600_000 / 8,
      uploadThroughput: 750_000 / 8,
    });
    await phone.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.goto(await bar.scan());
    const painted = await page.evaluate<number>(
      `new Promise((resolve) => new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
        .observe({ type: 'largest-contentful-paint', buffered: true }))`,
    );
    const loaded = await page.evaluate<number>(`performance.getEntriesByType('navigation')[0].loadEventEnd`);
    expect(painted).toBeLessThanOrEqual(1_500);
    expect(loaded).toBeLessThanOrEqual(2_000);
    await page.context().close();
  });
});

describe('the other pages are small enough', () => {
  test.each([
    ['display', 60],
    ['barista', 60],
    ['admin', 120],
  ] as const)('%s: at most %i KB of script and style', (page, most) => {
    if (!isBuilt(page)) return;
    expect(gzipBytes(page, /\.(js|css)\.gz$/)).toBeLessThanOrEqual(most * KB);
  });
});
