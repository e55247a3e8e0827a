import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseJson, type JsonObject } from '@espresso/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { spawnBar, type SpawnedBar } from './testing/a-bar.ts';

let bar: SpawnedBar;
const folder = mkdtempSync(join(tmpdir(), 'espresso-recording-'));
beforeAll(async () => {
  bar = await spawnBar();
});
afterAll(async () => {
  await bar.stop();
  rmSync(folder, { recursive: true });
});

const ORDERS = 12;
/** A minute of a bar: an order every five seconds, each made 20 seconds later; the third is cancelled. */
const aMinute = (): string => {
  const at = (second: number) => new Date(Date.UTC(2026, 2, 2, 9, 0, second)).toISOString();
  const events = Array.from({ length: ORDERS }, (_, n) => [
    { 'detail-type': 'Validator.NewOrder', time: at(5 * n), detail: { orderId: `r${n}` } },
    {
      'detail-type': `OrderManager.OrderFAIR-${n === 2 ? 'CANCELLED' : 'COMPLETED'}`,
      time: at(5 * n + 20),
      detail: { orderId: `r${n}` },
    },
  ]);
  const file = join(folder, 'minute.json');
  writeFileSync(file, JSON.stringify(events.flat()));
  return file;
};

const report = z.object({
  counts: z.record(z.string(), z.number()),
  errors: z.array(z.string()),
  orders: z.array(
    z.object({ recordedOrderId: z.string(), orderId: z.string(), orderNumber: z.number(), outcome: z.string() }),
  ),
});

test('a recording becomes real orders that all come to their ends, though the power goes off in the middle', async () => {
  let crashed = Promise.resolve();
  const { code, out, err } = await bar.espresso(
    ['robot', '--arrivals', aMinute(), '--speed', '10', '--seed', '3', '--json'],
    {
      when: {
        says: ` 3/${ORDERS}`,
        then: () => {
          crashed = bar.crash();
        },
      },
    },
  );
  await crashed;
  const { counts, errors, orders } = report.parse(parseJson(out));
  expect({ code, errors }, err).toEqual({ code: 0, errors: [] });
  expect(counts).toMatchObject({ orders: ORDERS, finished: ORDERS - 1, cancelled: 1 });
  expect(orders.map(({ recordedOrderId }) => recordedOrderId)).toEqual(
    Array.from({ length: ORDERS }, (_, n) => `r${n}`),
  );
  const numbers = orders.map(({ orderNumber }) => orderNumber).sort((one, other) => one - other);
  expect(numbers).toEqual(Array.from({ length: ORDERS }, (_, n) => n + 1));
});

describe('an order that waits for its customer', () => {
  beforeAll(async () => {
    const call = async (path: string, body?: JsonObject, token?: string): Promise<Record<string, unknown>> => {
      const response = await fetch(new URL(path, bar.url), {
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
        headers: {
          'content-type': 'application/json',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
      });
      return z.record(z.string(), z.unknown()).parse(await response.json());
    };
    const text = z.string();
    const { code } = await call('/api/shops/main/code', undefined, bar.token);
    const { token } = await call('/api/sessions/customer', { shopId: 'main', email: 'ana@example.com' });
    await call('/api/orders', { shopId: 'main', code: text.parse(code) }, text.parse(token));
  });

  test('is drawn where it waits', async () => {
    const { code, out } = await bar.espresso(['graph', 'last']);
    expect(code).toBe(0);
    expect(out).toContain('✔ Are we open?');
    expect(out).toMatch(/▶ Wait for a drink\n +waits for the customer since .+ left\)/);
    expect(out).toContain('· Wait for a barista');
  });

  test('is followed event by event, from its beginning', async () => {
    const { out, code } = await bar.espresso(['tail', '--order', 'last', '--json'], { until: 'WorkflowStarted' });
    expect(code).toBe(0);
    const [first] = out.split('\n');
    expect(parseJson(first ?? '')).toMatchObject({ detailType: 'Validator.NewOrder' });
    expect(out).not.toContain('ana@example.com');
  });

  test('has a story', async () => {
    const { out } = await bar.espresso(['journey', 'last']);
    expect(out).toContain('an order begins');
    expect(out).toContain('under-way');
  });
});

test('lint finds no fault in the bar as it is, and ends with 1 only for what it was told to mind', async () => {
  const { code, out } = await bar.espresso(['lint']);
  expect(out).toContain('✔ Every event in the log fits the schema it is defined by.');
  expect(code, out).toBe(0);
  const minded = await bar.espresso(['lint', '--json', '--fail-on', 'hint']);
  const { checks } = z.object({ checks: z.array(z.object({ count: z.number() })) }).parse(parseJson(minded.out));
  expect(minded.code).toBe(checks.some(({ count }) => count > 0) ? 1 : 0);
});

test('robots keep a bar busy until they are told to stop', async () => {
  const { code, out } = await bar.espresso(['robot', '--customers', '6', '--speed', '100', '--json'], {
    until: '"outcome":"finished"',
  });
  expect(code).toBe(0);
  expect(out).toContain('"type":"order-made"');
});

test('what the bar refuses is told in its own words, and ends with 1', async () => {
  const { code, err } = await bar.espresso(['send', 'No.SuchEvent', '{}']);
  expect(code).toBe(1);
  expect(err).toBe('No context publishes No.SuchEvent.\n');
});

test('no command prints a session', async () => {
  const said = await Promise.all([bar.espresso(['doctor']), bar.espresso(['graph', 'none']), bar.espresso(['help'])]);
  for (const { out, err } of said) expect(out + err).not.toContain(bar.token);
});
