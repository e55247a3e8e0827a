import { counting } from '@coffee/counting';
import { inventory } from '@coffee/inventory';
import { orderManager } from '@coffee/order-manager';
import { orderProcessor } from '@coffee/order-processor';
import { orderCancelled, orderFinished, waitingCompletion, workflowStarted } from '@coffee/order-processor/contract';
import { orderClaimed, orderCompleted } from '@coffee/order-manager/contract';
import { shop } from '@coffee/shop';
import { validator } from '@coffee/validator';
import { newOrder } from '@coffee/validator/contract';
import {
  accept,
  defineExtension,
  defineTable,
  on,
  type Caller,
  type ContextDefinition,
  type Outcome,
} from '@espresso/contract';
import { Host, sqliteStore } from '@espresso/host';
import { secureRandom, systemClock, uuids } from '@espresso/kernel';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** The bar without its doors: every context an order passes through, on a real file, and two subscribers more. */
export interface BenchBar {
  readonly host: Host;
  /** Calls a route of the API in-process: its handler, its unit of work, its flush; no HTTP. */
  call(
    method: string,
    path: string,
    request: { readonly params?: unknown; readonly body?: unknown; readonly caller: Caller },
  ): Promise<unknown>;
  close(): Promise<void>;
}

const events = [
  newOrder,
  workflowStarted,
  waitingCompletion,
  orderClaimed,
  orderCompleted,
  orderFinished,
  orderCancelled,
] as const;

/** A subscriber that keeps a row per event, as a log or a journey would. */
const subscriber = (name: string): ContextDefinition => {
  const seen = defineTable({
    owner: name,
    name: 'seen',
    purpose: 'What was seen',
    item: z.object({ orderId: z.string(), eventId: z.string(), type: z.string() }),
    partitionKey: { name: 'orderId', type: 'S' },
    sortKey: { name: 'eventId', type: 'S' },
  });
  return defineExtension({
    name,
    purpose: 'Sees every event of every order',
    tables: [seen],
    subscribes: {
      onEvent: on(events, ({ id, type, detail }) =>
        Promise.resolve(accept({ write: [seen.put({ orderId: detail.orderId, eventId: id, type })] })),
      ),
    },
  });
};

export const openBar = async (shops: readonly string[], queueLimit: number): Promise<BenchBar> => {
  const folder = mkdtempSync(join(tmpdir(), 'espresso-bench-'));
  const contexts = [
    validator({ codeSecret: 'a secret for the bench alone, not for any bar' }),
    orderProcessor,
    orderManager,
    shop,
    inventory,
    counting,
    subscriber('first-subscriber'),
    subscriber('second-subscriber'),
  ];
  const host = new Host({
    contexts,
    store: sqliteStore(join(folder, 'espresso.db')),
    clock: systemClock,
    random: secureRandom,
    ids: uuids(systemClock),
    secret: crypto.getRandomValues(new Uint8Array(32)),
  });
  await host.start();
  const routes = new Map(
    contexts.flatMap((context) =>
      context.routes.map((served) => [`${served.route.method} ${served.route.path}`, served]),
    ),
  );
  const bar: BenchBar = {
    host,
    call: async (method, path, { params = {}, body, caller }) => {
      const served = routes.get(`${method} ${path}`);
      if (served === undefined) throw new TypeError(`no route ${method} ${path}`);
      const run = (work: Parameters<typeof served.run>[1]): Promise<Outcome<unknown>> =>
        served.run({ params, query: {}, body, caller }, work);
      const outcome = method === 'GET' ? await host.read(run) : await host.command(run);
      if (!outcome.accepted) throw new Error(`${method} ${path}: ${outcome.reason} ${outcome.detail ?? ''}`);
      return outcome.reply;
    },
    close: async () => {
      await host.stop();
      rmSync(folder, { recursive: true });
    },
  };
  for (const name of shops) {
    const body = {
      shopId: name,
      name,
      open: true,
      settings: { drinksPerCode: 1_000, codeWindowSeconds: 10, queueLimit, ordersPerCustomer: 1 },
    };
    await bar.call('POST', '/api/shops', { body, caller: owner });
  }
  return bar;
};

const owner: Caller = { kind: 'staff', staffId: 'bench-owner', name: 'Owner', role: 'owner', sessionId: 'bench' };
