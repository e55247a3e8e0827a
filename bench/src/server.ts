import { follow } from '@espresso/live';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { aPhone, coded, ordered, signedIn, type Phone } from './requests.ts';

type Row = readonly [what: string, value: string];

const MAIN = fileURLToPath(new URL('../../apps/server/src/main.ts', import.meta.url));
const SHOPS = 16;
const CUSTOMERS = 48;
const ORDERS = 3_000;
const WARM_UP = 600;

/** A server as a person starts it, in a process of its own. */
interface Server {
  readonly url: string;
  readonly token: string;
  /** From the start of the process to its first answer, in milliseconds. */
  readonly startedInMs: number;
  readonly process: ChildProcess;
}

/** Orders through the real server: its start, its throughput, and how soon a command is seen by those who watch. */
export const measureServer = async (): Promise<readonly Row[]> => {
  const data = mkdtempSync(join(tmpdir(), 'espresso-bench-server-'));
  const rows: Row[] = [];
  try {
    const first = await startServer(data);
    rows.push(['first start, to the first answer', ms(first.startedInMs)]);
    rows.push(['first answer to first order finished', ms(await firstOrder(first))]);
    rows.push(...(await underLoad(first)));
    rows.push(['memory of the server after that', memoryOf(first)]);
    await stopServer(first);
    const second = await startServer(data);
    rows.push(['second start, to the first answer', ms(second.startedInMs)]);
    await stopServer(second);
    rows.push(['bytes on disk per order, everything kept', bytes(data)]);
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
  return rows;
};

const ms = (value: number): string => `${value.toFixed(0)} ms`;

const startServer = async (data: string): Promise<Server> => {
  const port = await freePort();
  const startedMs = performance.now();
  const child = spawn(
    process.execPath,
    [MAIN, '--port', String(port), '--data', data, '--no-open', '--host', '127.0.0.1'],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ESPRESSO_LOG_LEVEL: 'warn' },
    },
  );
  const url = `http://127.0.0.1:${String(port)}`;
  const deadlineMs = startedMs + 30_000;
  while (!(await answers(url))) {
    if (performance.now() > deadlineMs) throw new Error('the server did not start');
    await pause(3);
  }
  const startedInMs = performance.now() - startedMs;
  const file = join(tmpdir(), `serverless-espresso-${String(userInfo().uid)}`, `${String(port)}.json`);
  while (!existsSync(file)) await pause(3);
  const { token } = signedIn.parse(JSON.parse(readFileSync(file, 'utf8')));
  return { url, token, startedInMs, process: child };
};

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );

const stopServer = async ({ process: child }: Server): Promise<void> => {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
};

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

interface Counter {
  readonly shopId: string;
  readonly token: string;
}

const openShop = async (owner: Phone, server: Server, at: number): Promise<string> => {
  const shopId = `bench-${String(at)}`;
  const settings = { drinksPerCode: 1_000, codeWindowSeconds: 10, queueLimit: 1_000, ordersPerCustomer: 1 };
  await owner.ask('POST', '/api/shops', { token: server.token, body: { shopId, name: shopId, open: true, settings } });
  return shopId;
};

const hire = async (owner: Phone, server: Server, shopId: string): Promise<Counter> => {
  const invitation = signedIn.parse(
    await owner.ask('POST', '/api/invitations', { token: server.token, body: { role: 'barista', shopId } }),
  );
  const barista = aPhone(server.url);
  const { token } = signedIn.parse(
    await barista.ask('POST', '/api/invitations/accept', {
      body: { token: invitation.token, name: `Barista of ${shopId}` },
    }),
  );
  barista.hangUp();
  return { shopId, token };
};

const makeOrder = async (
  phone: Phone,
  counter: Counter,
  email: string,
  commanded?: (orderId: string) => void,
): Promise<void> => {
  const { shopId, token } = counter;
  const customer = signedIn.parse(await phone.ask('POST', '/api/sessions/customer', { body: { shopId, email } }));
  const { code } = coded.parse(await phone.ask('GET', `/api/shops/${shopId}/code`, { token }));
  const { orderId } = ordered.parse(
    await phone.ask('POST', '/api/orders', { token: customer.token, body: { shopId, code } }),
  );
  const drink = { drinkId: 'flat-white', options: { milk: ['oat'] } };
  await phone.ask('POST', `/api/orders/${orderId}/drink`, { token: customer.token, body: drink });
  commanded?.(orderId);
  await phone.ask('POST', `/api/orders/${orderId}/claim`, { token });
  await phone.ask('POST', `/api/orders/${orderId}/complete`, { token });
};

const firstOrder = async (server: Server): Promise<number> => {
  const owner = aPhone(server.url);
  const fromMs = performance.now();
  const counter = await hire(owner, server, await openShop(owner, server, SHOPS));
  await makeOrder(owner, counter, 'first@example.com');
  owner.hangUp();
  return performance.now() - fromMs;
};

const seen = z.object({ detailType: z.string(), correlationId: z.string() });

const underLoad = async (server: Server): Promise<readonly Row[]> => {
  const owner = aPhone(server.url);
  const counters: Counter[] = [];
  for (let at = 0; at < SHOPS; at++) counters.push(await hire(owner, server, await openShop(owner, server, at)));
  await run(server, counters, WARM_UP);

  const sentMs = new Map<string, number>();
  const tookMs: number[] = [];
  const watching = new AbortController();
  const watched = follow(`${server.url}/api/events/live`, {
    headers: { authorization: `Bearer ${server.token}` },
    signal: watching.signal,
    onUpdate: (update) => {
      const event = seen.safeParse(update);
      if (!event.success || event.data.detailType !== 'OrderManager.OrderClaimed') return;
      const fromMs = sentMs.get(event.data.correlationId);
      if (fromMs !== undefined) tookMs.push(performance.now() - fromMs);
    },
  });
  const fromMs = performance.now();
  await run(server, counters, ORDERS, (orderId) => sentMs.set(orderId, performance.now()));
  const seconds = (performance.now() - fromMs) / 1_000;
  watching.abort();
  await watched.catch(() => undefined);
  tookMs.sort((a, b) => a - b);
  const at = (part: number): string => (tookMs[Math.floor(tookMs.length * part)] ?? NaN).toFixed(1);
  owner.hangUp();
  return [
    [
      'over HTTP, sign-in to finished',
      `${(ORDERS / seconds).toFixed(0)} orders/s, ${((ORDERS * 6) / seconds).toFixed(0)} requests/s, ${String(CUSTOMERS)} customers at once`,
    ],
    ['command to live update', `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (${String(tookMs.length)} seen)`],
  ];
};

let guests = 0;

const run = async (
  server: Server,
  counters: readonly Counter[],
  orders: number,
  commanded?: (orderId: string) => void,
): Promise<void> => {
  let next = 0;
  const customer = async (): Promise<void> => {
    const phone = aPhone(server.url);
    for (let order = next++; order < orders; order = next++) {
      const counter = counters[order % counters.length];
      if (counter !== undefined) await makeOrder(phone, counter, `guest-${String(guests++)}@example.com`, commanded);
    }
    phone.hangUp();
  };
  await Promise.all(Array.from({ length: CUSTOMERS }, customer));
};

const memoryOf = ({ process: { pid } }: Server): string => {
  const status = `/proc/${String(pid)}/status`;
  const kilobytes = existsSync(status) ? /VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] : undefined;
  return kilobytes === undefined ? 'not known on this system' : `${(Number(kilobytes) / 1_024).toFixed(0)} MiB`;
};

const bytes = (data: string): string => (statSync(join(data, 'espresso.db')).size / (ORDERS + WARM_UP + 1)).toFixed(0);
