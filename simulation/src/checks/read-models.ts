import { isDeepStrictEqual } from 'node:util';
import { executionStatusChanged } from '@espresso/contract';
import { Host, noAlarm, type LoggedEvent } from '@espresso/host';
import { seededRandom } from '@espresso/kernel';
import type { Bar } from '../bar.ts';
import { staff } from '../callers.ts';
import { readers, silentMakers } from '../contexts.ts';
import { openDisk } from '../disk.ts';
import { holds } from '../invariants.ts';
import type { Ledger } from './ledger.ts';

const viewer = staff('auditor', 'owner');

/** Builds the read models anew, from the log alone, and asks both what people would ask. */
export const checkReadModels = async (bar: Bar, ledger: Ledger, compareMetrics: boolean): Promise<void> => {
  const fresh = await rebuild(bar.disk.log, bar.nowMs);
  const both = async (route: string, params: Readonly<Record<string, string>>): Promise<void> => {
    const served = bar.routes.get(route);
    if (served === undefined) return;
    const request = { params, query: {}, body: undefined, caller: viewer };
    const live = await bar.read((work) => served.run(request, work));
    const anew = await fresh.read((work) => served.run(request, work));
    const found = () => `${route} of ${Object.values(params).join()} is ${text(live)}, built anew ${text(anew)}`;
    holds('I12', isDeepStrictEqual(live, anew), found);
  };
  if (compareMetrics)
    for (const shopId of ledger.books.keys()) await both('GET /api/shops/{shopId}/metrics', { shopId });
  for (const orderId of ledger.lives.keys()) await both('GET /api/orders/{orderId}/journey', { orderId });
};

const defined = new Map(
  [executionStatusChanged, ...silentMakers.flatMap(({ publishes }) => publishes)].map(
    (event) => [event.detailType, event] as const,
  ),
);

/** A host of readers alone, to which everything happens again, at the moments and with the ids it had. */
const rebuild = async (log: readonly LoggedEvent[], untilMs: number): Promise<Host> => {
  const now = { ms: 0, id: '' };
  const host = new Host({
    contexts: [...silentMakers, ...readers],
    store: openDisk(),
    clock: { now: () => now.ms },
    random: seededRandom(0),
    ids: { next: () => now.id },
    secret: new Uint8Array(32),
    alarm: noAlarm,
  });
  for (const { atMs, envelope } of log) {
    const event = defined.get(envelope['detail-type']);
    if (event === undefined) continue;
    now.ms = atMs;
    now.id = envelope.id;
    const published = host.publish({ event, detail: envelope.detail });
    await host.settle();
    await published;
  }
  now.ms = untilMs;
  return host;
};

const text = (value: unknown): string => JSON.stringify(value);
