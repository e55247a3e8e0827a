import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { isJsonObject, parseJson, type Json, type JsonObject } from '@espresso/kernel';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { buildPages } from '../../tools/build-pages.ts';

/** The real bar: a process of its own on a folder of its own, and an owner's hands in it. */
export interface RunningBar {
  readonly url: string;
  /** Asks the API as the owner. */
  call(method: string, path: string, body?: Json): Promise<{ readonly status: number; readonly body: JsonObject }>;
  /** The code on the display now. */
  code(): Promise<string>;
  /** The address behind the QR code. */
  scan(): Promise<string>;
  /** The letters the bar would have mailed, as text. */
  letters(): Promise<readonly string[]>;
  /** Ends the process, as a power cut or politely. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same port and data. */
  start(): Promise<void>;
  close(): Promise<void>;
}

const root = join(import.meta.dirname, '../..');

/** @param pages the pages this test needs */
export const openBar = async (pages: readonly string[]): Promise<RunningBar> => {
  await buildPages({ only: pages });
  const data = await mkdtemp(join(tmpdir(), 'espresso-e2e-'));
  let running = await launch(data, '0');
  const { port } = running;
  let token = await tokenAt(port);
  const url = `http://localhost:${port}`;

  const call: RunningBar['call'] = async (method, path, body) => {
    const response = await fetch(url + path, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(method !== 'GET' && { body: JSON.stringify(body ?? {}) }),
    });
    const reply = parseJson((await response.text()) || '{}');
    return { status: response.status, body: isJsonObject(reply) ? reply : {} };
  };
  const code = async (): Promise<string> => {
    const { body } = await call('GET', '/api/shops/main/code');
    return typeof body['code'] === 'string' ? body['code'] : '';
  };
  return {
    url,
    call,
    code,
    scan: async () => `${url}/order?shop=main&code=${await code()}`,
    letters: async () => {
      const folder = join(data, 'mail');
      const files = await readdir(folder).catch(() => []);
      return Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
    },
    stop: (signal) => running.stop(signal),
    start: async () => {
      running = await launch(data, port);
      token = await tokenAt(port);
    },
    close: async () => {
      await running.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
};

const tokenAt = async (port: string): Promise<string> => {
  const told = parseJson(
    await readFile(join(tmpdir(), `serverless-espresso-${userInfo().uid}`, `${port}.json`), 'utf8'),
  );
  const token = isJsonObject(told) ? told['token'] : undefined;
  return typeof token === 'string' ? token : '';
};

const launch = async (data: string, port: string) => {
  const child = spawn(process.execPath, ['apps/server/src/main.ts', '--port', port, '--no-open', '--data', data], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let said = '';
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
  const address = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (piece: Buffer) => {
      said += piece.toString();
      const found = /http:\/\/localhost:(\d+)\//.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => reject(new Error(`the bar did not start: ${said}`)));
  });
  return {
    port: await address,
    stop: async (signal: NodeJS.Signals = 'SIGTERM') => {
      child.kill(signal);
      await ended;
    },
  };
};

export const phone = {
  viewport: { width: 360, height: 740 },
  locale: 'en-GB',
} as const satisfies BrowserContextOptions;

/** Whoever waits longer for something would have left. */
const WAIT_MS = 15_000;

/** A device of its own: nothing is shared with any other. */
export const device = async (browser: Browser, options: BrowserContextOptions = phone): Promise<Page> => {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(WAIT_MS);
  return context.newPage();
};
