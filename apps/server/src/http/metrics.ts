import {
  orderCancelled,
  orderFailed,
  orderFinished,
  orderTimedOut,
  shopUnavailable,
} from '@coffee/order-processor/contract';
import { newOrder } from '@coffee/validator/contract';
import type { LoggedEvent } from '@espresso/host';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Bar } from '../bar.ts';

/** How an order ends, by the event that tells of it. */
const outcomes: ReadonlyMap<string, string> = new Map([
  [orderFinished.detailType, 'finished'],
  [orderCancelled.detailType, 'cancelled'],
  [orderTimedOut.detailType, 'timed-out'],
  [orderFailed.detailType, 'failed'],
  [shopUnavailable.detailType, 'refused'],
]);
const begins = newOrder.detailType;

const PAGE = 500;
const PREFIX = 'espresso_';

export interface Metrics {
  readonly contentType: string;
  /** Everything, as Prometheus reads it. */
  text(): Promise<string>;
  /** Notes one request: which route it was, by its pattern, and how long it took. */
  request(labels: { readonly method: string; readonly route: string; readonly status: string }, seconds: number): void;
}

/** What is measured of a bar: in a registry of its own, so that two bars in one process do not meet. */
export const openMetrics = (bar: Bar): Metrics => {
  const register = new Registry();
  const { host, live } = bar;
  const registers = [register];
  const ordersUnderWay = followOrders(bar);

  const ended = new Counter({
    name: `${PREFIX}orders_ended_total`,
    help: 'Orders that came to an end, by outcome.',
    labelNames: ['outcome'],
    registers,
  });
  const begun = new Counter({
    name: `${PREFIX}orders_begun_total`,
    help: 'Orders that began: codes redeemed.',
    registers,
  });
  const published = new Counter({
    name: `${PREFIX}events_published_total`,
    help: 'Events that became durable, by type.',
    labelNames: ['type'],
    registers,
  });
  for (const outcome of outcomes.values()) ended.inc({ outcome }, 0);
  host.onCommit((events) => {
    for (const { envelope } of events) {
      if (envelope['replay-name'] !== undefined) continue;
      const type = envelope['detail-type'];
      published.inc({ type });
      const outcome = outcomes.get(type);
      if (outcome !== undefined) ended.inc({ outcome });
      else if (type === begins) begun.inc();
    }
  });

  const deliveries = new Counter({
    name: `${PREFIX}deliveries_total`,
    help: 'Attempts to deliver an event, by rule and result.',
    labelNames: ['rule', 'result'],
    registers,
  });
  host.onAttempt(({ rule, result }) => deliveries.inc({ rule, result }));

  const latency = new Histogram({
    name: `${PREFIX}http_request_duration_seconds`,
    help: 'How long requests took, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });

  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name: `${PREFIX}${name}`,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  gauge('event_log_events', 'Events in the log.', () => host.operations.figures().events);
  gauge('event_log_last_number', 'The number of the newest event.', () => host.lastEventNumber);
  gauge('store_bytes', 'The size of the store on disk.', () => host.operations.figures().bytes);
  gauge('store_flushes', 'Commits flushed to disk since the start.', () => host.operations.figures().flushes);
  gauge('commands_waiting', 'Commands that wait for their turn.', () => host.operations.figures().waiting);
  gauge('live_readers', 'Screens and phones that follow live updates.', () => live.readers);
  gauge('executions_running', 'Order workflows under way.', () => ordersUnderWay());
  gauge(
    'dead_letters',
    'Deliveries that were given up (up to 1,000).',
    () => host.operations.deadLetters({ limit: 1_000 }).length,
  );
  collectDefaultMetrics({ register });

  return {
    contentType: register.contentType,
    text: () => register.metrics(),
    request: (labels, seconds) => latency.observe(labels, seconds),
  };
};

/** Counts the orders under way: those found running when first asked, then by what happens. */
const followOrders = ({ host }: Bar): (() => number) => {
  let running: Set<string> | undefined;
  host.onCommit((events: readonly LoggedEvent[]) => {
    if (running === undefined) return;
    for (const { envelope, correlationId } of events) {
      if (envelope['replay-name'] !== undefined) continue;
      const type = envelope['detail-type'];
      if (type === begins) running.add(correlationId);
      else if (outcomes.has(type)) running.delete(correlationId);
    }
  });
  return () => (running ??= foundRunning(host)).size;
};

const foundRunning = ({ operations }: Bar['host']): Set<string> => {
  const running = new Set<string>();
  let after: string | undefined;
  do {
    const page = operations.executions({ limit: PAGE, ...(after !== undefined && { after }) });
    for (const { record } of page) if (record.execution.status === 'RUNNING') running.add(record.correlationId);
    after = page.length === PAGE ? page.at(-1)?.key : undefined;
  } while (after !== undefined);
  return running;
};
