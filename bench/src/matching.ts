import { compilePattern, RuleIndex } from '@espresso/bus';
import { seededRandom, type JsonObject } from '@espresso/kernel';

/** How many events a second find their rules, with so many rules to find them among. */
export interface MatchingRun {
  readonly rules: number;
  readonly kind: 'exact' | 'mixed';
  readonly eventsPerSecond: number;
  readonly matchesPerEvent: number;
}

const EVENTS = 2_000;
const MEASURED_MS = 700;
const TYPES = [
  'Validator.NewOrder',
  'OrderManager.OrderClaimed',
  'OrderManager.OrderCompleted',
  'OrderProcessor.OrderFinished',
];

/** Rules as a bus of many tenants has them: each wants a few types of its own shop, some by wilder conditions. */
const patternAt = (at: number, kind: MatchingRun['kind']): JsonObject => {
  const shop = `shop-${String(at)}`;
  const type = TYPES[at % TYPES.length] ?? '';
  if (kind === 'exact' || at % 4 === 0)
    return { source: ['espresso.bar'], 'detail-type': [type], detail: { shopId: [shop] } };
  if (at % 4 === 1)
    return { 'detail-type': [{ prefix: 'Order' }], detail: { shopId: [shop], minutes: [{ numeric: ['>', 5] }] } };
  if (at % 4 === 2) return { detail: { shopId: [{ suffix: `-${String(at)}` }], drink: [{ 'anything-but': 'tea' }] } };
  return { detail: { shopId: [{ wildcard: `shop-${String(at)}*` }], note: [{ exists: false }] } };
};

const eventAt = (at: number, rules: number, random: () => number): JsonObject => ({
  version: '0',
  id: `event-${String(at)}`,
  source: 'espresso.bar',
  'detail-type': TYPES[Math.floor(random() * TYPES.length)] ?? '',
  account: '000000000000',
  time: '2026-11-23T09:00:00Z',
  region: 'us-east-1',
  resources: [],
  detail: {
    shopId: `shop-${String(Math.floor(random() * rules * 2))}`,
    orderId: `order-${String(at)}`,
    drink: random() < 0.2 ? 'tea' : 'latte',
    minutes: Math.floor(random() * 10),
    modifiers: ['oat', 'large'],
    metadata: { correlationId: `order-${String(at)}`, version: 1 },
  },
});

export const runMatching = (rules: number, kind: MatchingRun['kind']): MatchingRun => {
  const random = seededRandom(7);
  const index = new RuleIndex<number>();
  for (let at = 0; at < rules; at++) index.add(at, compilePattern(patternAt(at, kind)));
  const events = Array.from({ length: EVENTS }, (_, at) => eventAt(at, rules, () => random.next()));
  let matches = 0;
  for (const event of events) matches += index.match(event).length;
  const matchesPerEvent = matches / EVENTS;
  let matched = 0;
  const startedMs = performance.now();
  while (performance.now() - startedMs < MEASURED_MS) {
    for (const event of events) matches += index.match(event).length;
    matched += EVENTS;
  }
  return { rules, kind, eventsPerSecond: matched / ((performance.now() - startedMs) / 1_000), matchesPerEvent };
};
