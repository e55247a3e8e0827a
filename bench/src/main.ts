import { cpus } from 'node:os';
import { runMatching } from './matching.ts';
import { openBar } from './open-bar.ts';
import { runOrders, type OrdersRun } from './orders.ts';
import { measureServer } from './server.ts';
import { runSteps } from './steps.ts';

/** Enough shops that none of them runs into the limits of one: a code is good for a thousand drinks at the most. */
const SHOPS = Array.from({ length: 16 }, (_, at) => `shop-${String(at)}`);
const ORDERS = 6_000;
const WARM_UP = 2_000;

const number = (value: number, digits = 0): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: digits });

const rows: (readonly [what: string, value: string])[] = [];
const row = (what: string, value: string): void => {
  rows.push([what, value]);
  process.stderr.write(`${what}: ${value}\n`);
};

const ordersRow = (what: string, run: OrdersRun): void => {
  row(
    what,
    `${number(run.perSecond)} orders/s, p50 ${number(run.p50Ms)} ms, p99 ${number(run.p99Ms)} ms, ${number(run.flushesPerOrder, 2)} flushes/order, ${number(run.cpuMsPerOrder, 2)} ms CPU/order`,
  );
};

const core = async (): Promise<void> => {
  const bar = await openBar(SHOPS, 1_000);
  await runOrders(bar, SHOPS, WARM_UP, 50);
  ordersRow('core, one order at a time', await runOrders(bar, SHOPS, ORDERS / 10, 1));
  ordersRow('core, 50 at once', await runOrders(bar, SHOPS, ORDERS, 50));
  const busy = await runOrders(bar, SHOPS, ORDERS, 200);
  ordersRow('core, 200 at once', busy);
  row('bytes on disk per order', number(busy.bytesPerOrder));
  row('memory after these orders', `${number(process.memoryUsage().rss / 2 ** 20)} MiB`);
  await bar.close();
};

const only = new Set(process.argv.slice(2));
const wanted = (part: string): boolean => only.size === 0 || only.has(part);

if (wanted('core')) await core();
if (wanted('server')) for (const [what, value] of await measureServer()) row(what, value);
if (wanted('states'))
  row('workflow states passed, nothing stored', `${number((await runSteps()).statesPerSecond)} states/s`);
if (wanted('bus'))
  for (const { set, rules, parsedPerSecond, textPerSecond } of runMatching())
    row(
      `events matched, ${set} (${number(rules)} rules)`,
      `${number(parsedPerSecond)} events/s parsed, ${number(textPerSecond)} from text`,
    );

const width = Math.max(...rows.map(([what]) => what.length));
console.log(`\n${String(cpus().length)} cores, Node ${process.version}, every commit flushed to the disk\n`);
for (const [what, value] of rows) console.log(`${what.padEnd(width)}  ${value}`);
