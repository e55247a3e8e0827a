import { z } from 'zod';
import type { BenchBar } from './open-bar.ts';

/** What one run of orders came to. */
export interface OrdersRun {
  readonly orders: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** From the first command of an order to its end, in milliseconds. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly flushesPerOrder: number;
  readonly bytesPerOrder: number;
  readonly cpuMsPerOrder: number;
}

/**
 * Brings orders from scan to finished, so many under way at once: scan, choose, claim, complete, each a command of its own
 * that is durable before the next one is sent.
 */
export const runOrders = async (
  bar: BenchBar,
  shops: readonly string[],
  orders: number,
  atOnce: number,
): Promise<OrdersRun> => {
  const before = { ...bar.host.operations.figures(), cpu: process.cpuUsage() };
  const took: number[] = [];
  const startedMs = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let order = next++; order < orders; order = next++) {
      const fromMs = performance.now();
      await makeOrder(bar, shops[order % shops.length] ?? '', order);
      took.push(performance.now() - fromMs);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - startedMs) / 1_000;
  const after = bar.host.operations.figures();
  const cpu = process.cpuUsage(before.cpu);
  took.sort((a, b) => a - b);
  const at = (part: number): number => took[Math.min(took.length - 1, Math.floor(took.length * part))] ?? 0;
  return {
    orders,
    seconds,
    perSecond: orders / seconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    flushesPerOrder: (after.flushes - before.flushes) / orders,
    bytesPerOrder: (after.bytes - before.bytes) / orders,
    cpuMsPerOrder: (cpu.user + cpu.system) / 1_000 / orders,
  };
};

const codeReply = z.object({ code: z.string() });
const orderReply = z.object({ orderId: z.string() });
let run = 0;

const makeOrder = async (bar: BenchBar, shopId: string, order: number): Promise<void> => {
  const staff = { kind: 'staff', staffId: 'bench-barista', name: 'Ana', role: 'barista', sessionId: 'bench' } as const;
  const customer = {
    kind: 'customer',
    customerId: `customer-${String(run++)}-${String(order)}`,
    shopId,
    sessionId: 'bench',
    proved: true,
  } as const;
  const { code } = codeReply.parse(
    await bar.call('GET', '/api/shops/{shopId}/code', { params: { shopId }, caller: staff }),
  );
  const { orderId } = orderReply.parse(
    await bar.call('POST', '/api/orders', { body: { shopId, code }, caller: customer }),
  );
  const params = { orderId };
  await bar.call('POST', '/api/orders/{orderId}/drink', {
    params,
    body: { drinkId: 'flat-white', options: { milk: ['oat'] } },
    caller: customer,
  });
  await bar.call('POST', '/api/orders/{orderId}/claim', { params, caller: staff });
  await bar.call('POST', '/api/orders/{orderId}/complete', { params, caller: staff });
};
