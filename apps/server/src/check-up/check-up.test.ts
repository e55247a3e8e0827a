import { accept, defineContext, defineEvent, defineTable, defineWorkflow, on, personal } from '@espresso/contract';
import type { Delivery, LoggedEvent } from '@espresso/host';
import type { JsonObject } from '@espresso/kernel';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Check, Examined } from './check.ts';
import * as definitions from './checks/definitions.ts';
import * as events from './checks/events.ts';
import * as running from './checks/running.ts';
import * as workflows from './checks/workflows.ts';

const NOW = Date.UTC(2026, 10, 23, 9);
const rang = (version = 1, shape: z.ZodRawShape = {}) =>
  defineEvent({
    owner: 'till',
    detailType: 'Till.BellRang',
    version,
    detail: z.object({ orderId: z.string(), ...shape }),
    example: { orderId: 'order-1' },
    sentence: () => 'The bell rang.',
  });
const bellRang = rang();

const logged = (more: Partial<LoggedEvent> = {}, envelope: Partial<LoggedEvent['envelope']> = {}): LoggedEvent => ({
  number: 1,
  bus: 'default',
  atMs: NOW,
  correlationId: 'order-1',
  ...more,
  envelope: {
    version: '0',
    id: `event-${more.number ?? 1}`,
    'detail-type': 'Till.BellRang',
    source: 'espresso.till',
    account: '0',
    time: new Date(NOW).toISOString(),
    region: 'x',
    resources: [],
    detail: { orderId: 'order-1' },
    ...envelope,
  },
});

/** A system without a fault, and what of it is otherwise. */
const system = (more: Partial<Examined> = {}): Examined => {
  const till = defineContext({
    name: 'till',
    purpose: 'Rings.',
    publishes: [bellRang],
    subscribes: { onBell: on([bellRang], () => Promise.resolve(accept())) },
  });
  const whole: Examined = {
    nowMs: NOW,
    contexts: [till],
    events: [bellRang],
    rules: [aRule()],
    log: [logged()],
    eventById: (id) => whole.log.find(({ envelope }) => envelope.id === id),
    logIsWhole: true,
    deliveries: [],
    timers: [{ dueMs: NOW + 1_000, of: 'sweep' }],
    waits: [{ execution: 'Order', correlationId: 'order-1', state: 'Wait', untilMs: NOW + 1_000 }],
    ...more,
  };
  return whole;
};
const aRule = (more: Partial<Examined['rules'][number]> = {}): Examined['rules'][number] => ({
  name: 'till.onBell',
  owner: 'till',
  pattern: { 'detail-type': ['Till.BellRang'] },
  matches: (event) => event['detail-type'] === 'Till.BellRang',
  target: 'handler',
  attemptsMax: 20,
  ageMsMax: 1_000,
  ...more,
});
const aDelivery = (state: Delivery['state'], attempts = 20): Delivery => ({
  rule: 'till.onBell',
  eventNumber: 1,
  eventId: 'event-1',
  eventType: 'Till.BellRang',
  correlationId: 'order-1',
  attempts,
  firstMs: NOW,
  state,
  error: { name: 'TillJammed', message: '' },
});
const workflow = (state: JsonObject, table = 'till') => {
  const stored = defineTable({
    owner: table,
    name: 'cash',
    purpose: 'Cash.',
    item: z.object({ id: z.string() }),
    partitionKey: { name: 'id', type: 'S' },
  });
  return defineContext({
    name: 'till',
    purpose: 'Rings.',
    publishes: [bellRang],
    subscribes: { onBell: on([bellRang], () => Promise.resolve(accept())) },
    workflows: [
      defineWorkflow({
        owner: 'till',
        name: 'Ring',
        purpose: 'Rings.',
        definition: { StartAt: 'Ring', States: { Ring: { Type: 'Task', Comment: '${cash}', ...state, End: true } } },
        placeholders: { cash: stored },
      }),
    ],
  });
};
const waiting = {
  Resource: 'arn:aws:states:::events:putEvents.waitForTaskToken',
  Arguments: { Entries: [{ DetailType: 'Till.BellRang' }] },
};
const bounded = { ...waiting, TimeoutSeconds: 60, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Ring' }] };

const planted: readonly (readonly [name: string, check: Check, fault: Partial<Examined>, says: RegExp])[] = [
  ['a detail of another shape', events.fitsItsSchema, { log: [logged({}, { detail: { orderId: 7 } })] }, /orderId/],
  ['a type nobody defined', events.fitsItsSchema, { log: [logged({}, { 'detail-type': 'Till.Burnt' })] }, /no context/],
  ['a cause nobody knows', events.tellsItsCause, { log: [logged({ causationId: 'nowhere' })] }, /not in the log/],
  [
    'a cause that came later',
    events.tellsItsCause,
    { log: [logged({ causationId: 'event-2' }), logged({ number: 2 })] },
    /after it/,
  ],
  ['no conversation', events.tellsItsCause, { log: [logged({ correlationId: '' })] }, /no conversation/],
  ['a second producer', events.hasOneProducer, { log: [logged({}, { source: 'espresso.bar' })] }, /espresso\.bar/],
  [
    'an id used again',
    events.hasOneProducer,
    { log: [logged(), logged({ number: 2 }, { id: 'event-1' })] },
    /used before/,
  ],
  [
    'an address where none belongs',
    events.personalDataIsMarked,
    { log: [logged({}, { detail: { orderId: 'ana@example.org' } })] },
    /orderId holds an e-mail address/,
  ],
  [
    'a telling field without a mark',
    events.personalDataIsMarked,
    { events: [rang(1, { email: z.string().optional() })] },
    /email sounds personal/,
  ],
  ['an event of the future', events.clockGoesForward, { log: [logged({ atMs: NOW + 60_000 })] }, /future/],
  [
    'time that went back',
    events.clockGoesForward,
    { log: [logged(), logged({ number: 2, atMs: NOW - 60_000 })] },
    /older than events before/,
  ],
  ['a huge event', events.staysSmall, { log: [logged({}, { detail: { orderId: 'x'.repeat(70_000) } })] }, /quarter/],
  [
    'a command as an event',
    definitions.namedAsFacts,
    {
      events: [
        defineEvent({
          owner: 'till',
          detailType: 'Till.SendReceipt',
          version: 1,
          detail: z.object({}),
          example: {},
          sentence: () => 'Send it.',
        }),
      ],
    },
    /command/,
  ],
  ['an event nobody hears', definitions.isHeard, { contexts: [] }, /no rule hears it/],
  [
    'a rule for what is not published',
    definitions.hearsSomething,
    { rules: [aRule({ pattern: { 'detail-type': ['Till.BelRang'] } })] },
    /nobody publishes/,
  ],
  [
    'a rule that hears everything',
    definitions.isNarrow,
    {
      rules: [aRule({ matches: () => true })],
      log: Array.from({ length: 6 }, (_, at) => logged({ number: at + 1 }, { 'detail-type': `Till.Rang${at}` })),
    },
    /each of the 6 types/,
  ],
  [
    'a reader of the old version alone',
    definitions.readsEveryVersion,
    { events: [bellRang, rang(2)] },
    /does not read version 2/,
  ],
  [
    'a workflow on another’s table',
    definitions.ownsItsTables,
    { contexts: [workflow(bounded, 'bar')] },
    /bar-cash of bar/,
  ],
  [
    'a context without a purpose',
    definitions.isDescribed,
    { contexts: [{ ...workflow(bounded), purpose: '' }] },
    /till/,
  ],
  ['a wait without a bound', workflows.everyWaitEnds, { contexts: [workflow(waiting)] }, /without a bound/],
  [
    'a wait nobody catches',
    workflows.everyWaitEnds,
    { contexts: [workflow({ ...waiting, TimeoutSeconds: 9 })] },
    /nothing catches/,
  ],
  [
    'a command in disguise',
    workflows.noCommandInDisguise,
    { contexts: [workflow({ ...waiting, TimeoutSeconds: 9 })] },
    /waits for till\.onBell/,
  ],
  ['a rule that never gives up', running.retriesEnd, { rules: [aRule({ attemptsMax: Infinity })] }, /never gives up/],
  [
    'a stale dead letter',
    running.noDeadLetters,
    { deliveries: [aDelivery({ type: 'dead', atMs: NOW - 2 * 3_600_000, why: 'attempts' })] },
    /gave up 1, 1 of them more than an hour ago: TillJammed/,
  ],
  ['a retry storm', running.noRetryStorm, { deliveries: [aDelivery({ type: 'waiting', dueMs: NOW }, 9)] }, /9th time/],
  ['a timer that did not ring', running.timersRing, { timers: [{ dueMs: NOW - 120_000, of: 'execution' }] }, /late/],
  [
    'an order nobody freed',
    running.nobodyIsStuck,
    { waits: [{ execution: 'Order', correlationId: 'order-1', state: 'Wait', untilMs: NOW - 600_000 }] },
    /10 minutes longer/,
  ],
];

describe('a fault that was planted is found, and a system without it is not accused', () => {
  test.each(planted)('%s', (_, check, fault, says) => {
    const [finding] = check.look(system(fault));
    expect(finding?.what).toMatch(says);
    expect(check.look(system({ contexts: [workflow(bounded)] }))).toEqual([]);
  });

  test('a finding in the log shows the events', () => {
    const [finding] = events.fitsItsSchema.look(system({ log: [logged({ number: 3 }, { detail: {} })] }));
    expect(finding).toMatchObject({ item: 'event:Till.BellRang', evidence: [{ number: 3, id: 'event-3' }] });
  });

  test('a field that is marked is no finding', () => {
    const marked = rang(1, { email: personal(z.string().optional()) });
    const log = [logged({}, { detail: { orderId: 'order-1', email: 'ana@example.org' } })];
    expect(events.personalDataIsMarked.look(system({ events: [marked], log }))).toEqual([]);
  });
});
