import { parseJson } from '@espresso/kernel';
import { z } from 'zod';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;
const running: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'espresso-test-'));
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly port: string;
  readonly printed: () => string;
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>;
}

/** Runs the real process; resolves when it has printed where it is, or has ended. */
const start = async (...args: readonly string[]): Promise<Started> => {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'main.ts'), '--data', join(folder, 'data'), ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, TMPDIR: folder },
    },
  );
  running.push(child);
  let printed = '';
  let said = '';
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
  const ended = new Promise<{ readonly code: number | null; readonly said: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, said })),
  );
  const isUp = new Promise<void>((resolve) =>
    child.stdout.on('data', (piece: Buffer) => {
      printed += piece.toString();
      if (printed.includes('/api/docs')) resolve();
    }),
  );
  await Promise.race([isUp, ended]);
  const port = /localhost:(\d+)/.exec(printed)?.[1] ?? '';
  return { child, port, url: `http://localhost:${port}`, printed: () => printed, ended };
};

const setUp = (bar: Started, token: string) =>
  fetch(`${bar.url}/api/setup`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token, name: 'Olga' }),
  });

test('it starts with nothing configured, takes its first owner by the printed link, and ends within two seconds when asked', async () => {
  const bar = await start('--port', '0');
  expect((await fetch(`${bar.url}/healthz`)).status).toBe(200);
  const token = /#set-up=(\S+)/.exec(bar.printed())?.[1] ?? '';
  expect((await setUp(bar, token)).status).toBe(200);
  expect((await setUp(bar, token)).status).toBe(410);

  const found = join(folder, `serverless-espresso-${userInfo().uid}`, `${bar.port}.json`);
  expect(statSync(found).mode & 0o077).toBe(0);
  expect(parseJson(readFileSync(found, 'utf8'))).toMatchObject({ url: bar.url, pid: bar.child.pid });
  for (const file of ['espresso.db', 'secrets.json']) expect(statSync(join(folder, 'data', file)).mode & 0o077).toBe(0);

  // Somebody who follows is no reason to stay.
  const stream = await fetch(`${bar.url}/api/shops/main/board/live`);
  const askedMs = performance.now();
  bar.child.kill('SIGTERM');
  const { code, said } = await bar.ended;
  expect([code, performance.now() - askedMs < 2_000]).toEqual([0, true]);
  expect(said).not.toContain(token);
  expect(existsSync(found)).toBe(false);
  await stream.body?.cancel().catch(() => undefined);

  const again = await start('--port', '0');
  expect(again.printed()).not.toContain('set-up');
  again.child.kill('SIGINT');
  expect((await again.ended).code).toBe(0);
});

test('a second bar on the same data says so in a sentence, and the first goes on', async () => {
  const first = await start('--port', '0');
  const { code, said } = await (await start('--port', '0')).ended;
  expect([code, said.trim().split('\n').length]).toEqual([1, 1]);
  expect(said).toMatch(/in use by another/);
  expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
});

test('a port in use is told of in a sentence', async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) =>
    other.listen(0, () => {
      const address = other.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    }),
  );
  const { code, said } = await (await start('--port', String(port))).ended;
  expect([code, said]).toEqual([
    1,
    `Port ${port} is in use by another program; stop it, or choose another port with --port.\n`,
  ]);
  await new Promise((resolve) => other.close(resolve));
});

test('a flag that makes no sense is told of in a sentence', async () => {
  const { code, said } = await (await start('--port', 'coffee')).ended;
  expect([code, said]).toEqual([1, '--port (ESPRESSO_PORT): the port is a whole number.\n']);
});

test('killed in the middle, it goes on where it was', async () => {
  const first = await start('--port', '0');
  const signIn = await fetch(`${first.url}/api/sessions/customer`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ shopId: 'main', email: 'ana@example.org' }),
  });
  const { token } = z.object({ token: z.string() }).parse(await signIn.json());
  first.child.kill('SIGKILL');
  await first.ended;
  const second = await start('--port', '0');
  const who = await fetch(`${second.url}/api/session`, { headers: { Authorization: `Bearer ${token}` } });
  expect(await who.json()).toMatchObject({ kind: 'customer', shopId: 'main' });
});
