import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  BrowserMissing,
  type BrowserSource,
  hasPackagedBrowser,
  installedBrowser,
  launchBrowser,
} from '../tools/browser.ts';

const page = `<!doctype html><html lang="en"><title>Menu</title><h1>Today</h1>
<button onclick="this.textContent = 'One latte, please'">Order</button></html>`;

const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(page));
let address = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound: AddressInfo | string | null = server.address();
  if (bound === null || typeof bound === 'string') throw new TypeError('the server listens on no port');
  address = `http://127.0.0.1:${bound.port}/`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** A person opens the page, presses its button and reads what it says then. */
const order = async (source?: BrowserSource): Promise<string> => {
  const browser = await launchBrowser(source);
  try {
    const tab = await browser.newPage();
    await tab.goto(address);
    await tab.getByRole('button', { name: 'Order' }).click();
    return await tab.getByRole('button').innerText();
  } finally {
    await browser.close();
  }
};

describe('a real browser opens our pages', () => {
  test('whichever there is', async () => {
    expect(await order()).toBe('One latte, please');
  });

  test.runIf(installedBrowser() !== undefined)('the one installed on this machine', async () => {
    expect(await order('installed')).toBe('One latte, please');
  });

  test.runIf(hasPackagedBrowser)('the one that npm brings', async () => {
    expect(await order('packaged')).toBe('One latte, please');
  });

  test.runIf(hasPackagedBrowser)('the one that npm brings, unpacked by two at once', async () => {
    expect(await Promise.all([order('packaged'), order('packaged')])).toEqual([
      'One latte, please',
      'One latte, please',
    ]);
  });
});

describe('finding a browser', () => {
  test('CHROME_PATH decides, even where another browser is installed', () => {
    expect(installedBrowser({ CHROME_PATH: '/opt/mine/chrome' }, () => true)).toBe('/opt/mine/chrome');
  });

  test('an empty CHROME_PATH is none', () => {
    expect(installedBrowser({ CHROME_PATH: '' }, (path) => path === '/usr/bin/google-chrome')).toBe(
      '/usr/bin/google-chrome',
    );
  });

  test('a machine without a browser is told apart from one with a broken browser', () => {
    expect(installedBrowser({}, () => false)).toBeUndefined();
    expect(new BrowserMissing('packaged').message).toContain('CHROME_PATH');
  });
});
