// Writes a-busy-quarter-hour.json: fifteen minutes of a bar that never was, from a seed. Run it with Node, then let prettier
// lay the file out; the same seed gives the same file.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { iso, seededRandom } from '@espresso/kernel';
import { between, exponential, weighted } from '../src/random.ts';

const SEED = 2026;
const LENGTH_MS = 15 * 60_000;
const START_MS = Date.UTC(2026, 4, 20, 10, 30);
/** An order every ten seconds: a busy bar with three baristas. */
const BETWEEN_ORDERS_MS = 10_000;
const BARISTAS = 3;

interface Drink {
  readonly drinkId: string;
  readonly name: string;
}

const random = seededRandom(SEED);
const events: { readonly atMs: number; readonly type: string; readonly detail: Readonly<Record<string, unknown>> }[] =
  [];
const DRINKS: readonly (readonly [weight: number, drink: Drink])[] = [
  [40, { drinkId: 'latte', name: 'Latte' }],
  [24, { drinkId: 'flat-white', name: 'Flat White' }],
  [16, { drinkId: 'cappuccino', name: 'Cappuccino' }],
  [12, { drinkId: 'americano', name: 'Americano' }],
  [10, { drinkId: 'espresso', name: 'Espresso' }],
  [4, { drinkId: 'hot-chocolate', name: 'Hot Chocolate' }],
];
const WITH_MILK = new Set(['latte', 'flat-white', 'cappuccino', 'hot-chocolate']);

/** When each barista has both hands free, in milliseconds since the beginning. */
const freeMs = Array.from({ length: BARISTAS }, () => 0);
let orderNumber = 0;
let order = 0;

for (
  let atMs = exponential(random, BETWEEN_ORDERS_MS);
  atMs < LENGTH_MS;
  atMs += exponential(random, BETWEEN_ORDERS_MS)
) {
  order++;
  const detail = {
    orderId: `recorded-${String(order).padStart(3, '0')}`,
    shopId: 'fair',
    customerId: `customer-${order}`,
  };
  const say = (type: string, saidMs: number, more: Readonly<Record<string, unknown>> = {}) =>
    events.push({ atMs: saidMs, type, detail: { ...detail, ...more } });

  say('Validator.NewOrder', atMs);
  say('OrderProcessor.WorkflowStarted', atMs + 40);
  const choseMs = atMs + between(random, 5_000, 45_000);
  const fate = random.next();
  if (fate < 0.03) {
    say('OrderProcessor.OrderTimedOut', atMs + 300_000, { waitedFor: 'customer' });
    continue;
  }
  if (fate < 0.06) {
    say('OrderManager.CancellationRequested', choseMs, { by: 'customer', reason: '' });
    say('OrderProcessor.OrderCancelled', choseMs + 60, { by: 'customer', reason: '' });
    continue;
  }
  const chosen = weighted<Drink>(random, DRINKS, { drinkId: 'latte', name: 'Latte' });
  const modifiers = WITH_MILK.has(chosen.drinkId) && random.next() < 0.25 ? ['Oat milk'] : [];
  const drink = { ...chosen, icon: chosen.drinkId, modifiers, ingredients: {} };
  say('OrderManager.DrinkChosen', choseMs, { drink });
  orderNumber++;
  const numbered = { orderNumber };
  say('OrderProcessor.WaitingCompletion', choseMs + 90, { ...numbered, drink });
  const barista = freeMs.indexOf(Math.min(...freeMs));
  const claimedMs = Math.max(freeMs[barista] ?? 0, choseMs + between(random, 1_000, 8_000));
  const baristaId = `barista-${barista + 1}`;
  say('OrderManager.OrderClaimed', claimedMs, { ...numbered, baristaId });
  const doneMs = claimedMs + between(random, 15_000, 40_000);
  freeMs[barista] = doneMs;
  if (fate < 0.08) {
    say('OrderManager.CancellationRequested', doneMs, { by: 'barista', reason: 'spilled' });
    say('OrderProcessor.OrderCancelled', doneMs + 60, { by: 'barista', reason: 'spilled' });
    continue;
  }
  say('OrderManager.OrderCompleted', doneMs, { ...numbered, baristaId });
  say('OrderProcessor.OrderFinished', doneMs + 70, numbered);
  say('OrderManager.OrderCollected', doneMs + between(random, 4_000, 30_000), numbered);
}

const owners: Readonly<Record<string, string>> = {
  Validator: 'validator',
  OrderProcessor: 'order-processor',
  OrderManager: 'order-manager',
};
// The recording ends after fifteen minutes, as recordings do: some orders are cut off.
const recorded = events
  .filter(({ atMs }) => atMs < LENGTH_MS)
  .sort((one, other) => one.atMs - other.atMs)
  .map(({ atMs, type, detail }, index) => ({
    version: '0',
    id: `event-${String(index + 1).padStart(4, '0')}`,
    'detail-type': type,
    source: `espresso.${owners[type.slice(0, type.indexOf('.'))] ?? ''}`,
    account: '000000000000',
    time: iso(START_MS + Math.round(atMs)),
    region: 'us-east-1',
    resources: [],
    detail: { ...detail, metadata: { correlationId: detail['orderId'], version: 1 } },
  }));
const lines = recorded.map((event) => `  ${JSON.stringify(event)}`);
writeFileSync(join(import.meta.dirname, 'a-busy-quarter-hour.json'), `[\n${lines.join(',\n')}\n]\n`);
