import { describe, expect, test } from 'vitest';
import type { BusEvent, Catalogue } from '../wire.ts';
import { drawStorm, linesOf } from './storm-layout.ts';
import { stormOf, valueStreamOf } from './storm.ts';

const START = Date.UTC(2026, 10, 23, 9);
const happened = (number: number, detailType: string, afterMs: number, more: Partial<BusEvent> = {}): BusEvent => ({
  number,
  id: `event-${number}`,
  at: new Date(START + afterMs).toISOString(),
  source: `espresso.${{ V: 'validator', P: 'order-processor', M: 'order-manager' }[detailType[0] ?? ''] ?? 'shop'}`,
  detailType,
  sentence: '',
  correlationId: 'order-1',
  causationId: undefined,
  version: 1,
  replayName: undefined,
  detail: {},
  ...more,
});
const order = [
  happened(1, 'V.NewOrder', 0),
  happened(2, 'P.WorkflowStarted', 5, { causationId: 'event-1' }),
  happened(3, 'M.DrinkChosen', 10_005),
  happened(4, 'P.WaitingCompletion', 10_010, { causationId: 'event-3' }),
  happened(5, 'OrderManager.OrderClaimed', 40_010, { source: 'espresso.order-manager' }),
  happened(6, 'M.OrderCompleted', 60_010),
];
const type = (detailType: string, consumers: Catalogue['events'][number]['consumers'] = []) => ({
  detailType,
  source: '',
  owner: '',
  version: 1,
  schema: null,
  example: null,
  sentence: '',
  sensitive: [],
  consumers,
});
const catalogue: Catalogue = {
  contexts: [
    {
      kind: 'context',
      name: 'order-processor',
      purpose: '',
      rules: [],
      functions: [],
      tables: [],
      workflows: [
        {
          name: 'OrderProcessor',
          purpose: '',
          type: '',
          definition: {},
          emits: ['P.WorkflowStarted', 'P.WaitingCompletion'],
        },
      ],
      routes: [],
    },
  ],
  events: [type('V.NewOrder'), type('M.DrinkChosen', [{ context: 'shop', rule: 'shop.onDrink', target: 'handler' }])],
};
const sound = { dead: new Set<string>(), retrying: new Set<string>() };

describe('the storm board', () => {
  test('a lane per context, in the order in which they speak, and each hand-over counted', () => {
    const storm = stormOf(order, catalogue, sound);
    expect(storm.lanes).toEqual(['validator', 'order-processor', 'order-manager']);
    expect(storm.handOffs).toBe(2);
  });

  test('between cause and effect stands what decided it: the workflow or the rule; what came from outside has none', () => {
    const heard = happened(7, 'Shop.Heard', 60_020, { causationId: 'event-3' });
    const { stickies } = stormOf([...order, heard], catalogue, sound);
    expect(stickies.map(({ policy }) => policy)).toEqual([
      undefined,
      'OrderProcessor',
      undefined,
      'OrderProcessor',
      undefined,
      undefined,
      'onDrink',
    ]);
  });

  test('trouble is pinned where it was: timeouts, failures, dead letters, retries, what staff did by hand', () => {
    const events = [
      happened(1, 'P.OrderTimedOut', 0),
      happened(2, 'Step Functions Execution Status Change', 0, { detail: { status: 'FAILED' } }),
      happened(3, 'V.NewOrder', 0),
      happened(4, 'P.OrderCancelled', 0, { detail: { by: 'barista' } }),
      happened(5, 'P.OrderCancelled', 0, { detail: { by: 'customer' } }),
    ];
    const { stickies } = stormOf(events, catalogue, { dead: new Set(['event-3']), retrying: new Set(['event-3']) });
    expect(stickies.map(({ trouble }) => trouble)).toEqual([
      ['timedOut'],
      ['failed'],
      ['dead', 'retrying'],
      ['byHand'],
      [],
    ]);
  });

  test('notes never lie on each other, and a pause takes more room the longer it was', () => {
    const { placed, pauses, width } = drawStorm(stormOf(order, catalogue, sound));
    for (const [at, { x }] of placed.entries())
      expect(x).toBeGreaterThan((placed[at - 1]?.x ?? 0) + (at > 0 ? 124 : 0));
    expect(pauses.map(({ ms }) => ms)).toEqual([10_000, 30_000, 20_000]);
    expect(pauses[1]?.width).toBeGreaterThan(pauses[0]?.width ?? 0);
    expect(width).toBeGreaterThan(placed.at(-1)?.x ?? 0);
  });

  test('a name is broken between its words', () => {
    expect(linesOf('WaitingCompletion')).toEqual(['Waiting', 'Completion']);
    expect(linesOf('NewOrder')).toEqual(['NewOrder']);
    expect(linesOf('Step Functions Execution Status Change').length).toBeGreaterThan(2);
  });
});

test('the value stream tells work from waiting: what the machine does and what is in hands is work', () => {
  const { steps, totalMs, workMs, flow } = valueStreamOf(order);
  expect(steps.map(({ kind }) => kind)).toEqual(['work', 'wait', 'work', 'wait', 'work']);
  expect([totalMs, workMs]).toEqual([60_010, 20_010]);
  expect(flow).toBeCloseTo(1 / 3, 2);
  expect(valueStreamOf([]).flow).toBe(undefined);
});
