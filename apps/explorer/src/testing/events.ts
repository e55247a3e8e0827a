import type { BusEvent, HistoryEvent, RuleView } from '../wire.ts';

/** An event for tests: what matters is given, the rest is usual. */
export const anEvent = (number: number, more: Partial<BusEvent> = {}): BusEvent => ({
  number,
  id: `event-${number}`,
  at: new Date(1_795_000_000_000 + number * 1_000).toISOString(),
  source: 'espresso.order-manager',
  detailType: 'OrderManager.OrderClaimed',
  sentence: 'A barista makes order #16.',
  correlationId: 'order-1',
  detail: { shopId: 'main', orderNumber: 16 },
  ...more,
});

export const aRule = (name: string, pattern: RuleView['pattern']): RuleView => ({
  name,
  owner: name.split('.')[0] ?? name,
  bus: 'default',
  pattern,
  target: { type: 'handler' },
});

/** A piece of history, each event after the one before. */
export const aHistory = (
  ...events: readonly (readonly [type: string, details?: HistoryEvent['details'], ms?: number])[]
) =>
  events.map(([type, details = {}, ms], at): HistoryEvent => ({
    id: at + 1,
    previousEventId: at,
    timestampMs: ms ?? at,
    type,
    details,
  }));
