import { executionStatusChanged, MASK, type AnyEvent, type Envelope } from '@espresso/contract';
import { isJsonObject, parseJson, type Json, type JsonObject } from '@espresso/kernel';
import { emailCodeRequested } from '@coffee/identity/contract';
import { orderClaimed } from '@coffee/order-manager/contract';
import { orderCancelled, waitingCompletion, workflowStarted } from '@coffee/order-processor/contract';
import { shopClosed } from '@coffee/shop/contract';
import { newOrder } from '@coffee/validator/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ruleOf, type Update } from './contract/index.ts';
import { eventsOfTheBar, updatesFor } from './manifest.ts';

const at = '2026-11-23T09:30:00.000Z';

const json = (value: unknown): JsonObject => {
  const copy = parseJson(JSON.stringify(value));
  if (!isJsonObject(copy)) throw new TypeError('an object');
  return copy;
};

const anEnvelope = (event: AnyEvent, detail: object = {}, more: Partial<Envelope> = {}): Envelope => ({
  version: '0',
  id: 'event-1',
  source: event.source,
  'detail-type': event.detailType,
  account: '000000000000',
  time: at,
  region: 'local',
  resources: [],
  detail: {
    ...json(event.example),
    ...json(detail),
    ...(event.source !== 'aws.states' && { metadata: { correlationId: 'order-1', version: event.version } }),
  },
  ...more,
});

const on = (channel: string, updates: readonly Update[]) =>
  updates.filter((update) => update.channel === channel).map(({ message }) => message);
const explorer = (envelope: Envelope) => on('events', updatesFor(envelope))[0];

describe('an order on its way', () => {
  test('a claimed order is told to the room by its number, to baristas with who has it, to its customer', () => {
    const updates = updatesFor(anEnvelope(orderClaimed));
    expect(on('shop:main:board', updates)).toEqual([{ type: 'order-claimed', at, orderNumber: 42 }]);
    expect(on('shop:main:queue', updates)).toEqual([
      { type: 'order-claimed', at, orderId: 'order-1', orderNumber: 42, baristaId: 'staff-2' },
    ]);
    expect(on('order:order-1', updates)).toEqual([{ type: 'order-claimed', at, orderNumber: 42 }]);
  });

  test('a waiting order shows baristas what to make, and the room its number alone', () => {
    const updates = updatesFor(anEnvelope(waitingCompletion));
    expect(on('shop:main:queue', updates)).toMatchObject([
      { type: 'order-waiting', drink: { name: 'Flat White', modifiers: ['Oat milk'] } },
    ]);
    expect(on('shop:main:board', updates)).toEqual([{ type: 'order-waiting', at, orderNumber: 42 }]);
  });

  test('a new order tells the room that a drink is taken, and not whose', () => {
    expect(on('shop:main:board', updatesFor(anEnvelope(newOrder)))).toEqual([{ type: 'drink-taken', at }]);
  });

  test('an order that ends without a number makes the board fetch again', () => {
    expect(on('shop:main:board', updatesFor(anEnvelope(orderCancelled)))).toEqual([{ type: 'board-changed', at }]);
  });

  test('a replayed event reaches the Explorer, marked, and moves no page', () => {
    const updates = updatesFor(anEnvelope(orderClaimed, {}, { 'replay-name': 'again' }));
    expect(updates.map(({ channel }) => channel)).toEqual(['events', 'shop:main:events']);
    expect(updates[0]?.message).toMatchObject({ type: 'event', replayName: 'again' });
  });
});

describe('the Explorer', () => {
  test('shows an event with its sentence and its trail, and its task token masked', () => {
    expect(explorer(anEnvelope(workflowStarted))).toMatchObject({
      type: 'event',
      id: 'event-1',
      source: 'espresso.order-processor',
      detailType: 'OrderProcessor.WorkflowStarted',
      correlationId: 'order-1',
      version: 1,
      sentence: workflowStarted.sentence(json(workflowStarted.example)),
      detail: { orderId: 'order-1', taskToken: MASK },
    });
  });

  test('shows no sealed letter', () => {
    expect(explorer(anEnvelope(emailCodeRequested))).toMatchObject({ detail: { sealed: MASK } });
  });

  test('shows only what the definition knows', () => {
    const shown = explorer(anEnvelope(newOrder, { email: 'ana@example.com', taskToken: 'token-1' }));
    expect(shown).toMatchObject({ detail: { orderId: 'order-1' } });
    expect(JSON.stringify(shown)).not.toMatch(/ana@|token-1/);
  });

  test('shows nothing of an event of ours that it does not know, beyond the names of its fields', () => {
    const later = anEnvelope(
      workflowStarted,
      {},
      {
        detail: { taskToken: 'token-1', orderId: 'order-1', metadata: { correlationId: 'order-1', version: 2 } },
      },
    );
    expect(updatesFor(later)).toMatchObject([
      { channel: 'events', message: { version: 2, detail: { taskToken: MASK, orderId: MASK } } },
    ]);
    const odd = anEnvelope(workflowStarted, { orderId: 7, shopId: 'secret-here' });
    expect(JSON.stringify(updatesFor(odd))).not.toContain('secret-here');
  });

  test("shows a stranger's event as it is, but for what its name gives away and addresses anywhere", () => {
    const stranger = anEnvelope(
      newOrder,
      {},
      {
        source: 'com.example.lab',
        'detail-type': 'Lab.Hello',
        detail: { greeting: 'hi', nested: { apiToken: 'abc', list: ['write to ana@example.com today'] }, email: 'x' },
      },
    );
    expect(updatesFor(stranger)).toMatchObject([
      {
        channel: 'events',
        message: {
          detailType: 'Lab.Hello',
          sentence: 'Lab.Hello',
          detail: { greeting: 'hi', nested: { apiToken: MASK, list: [`write to ${MASK} today`] }, email: MASK },
        },
      },
    ]);
  });

  test('does not take a stranger for a context: only the source decides whose event it is', () => {
    const updates = updatesFor(anEnvelope(orderClaimed, {}, { source: 'com.example.lab' }));
    expect(updates.map(({ channel }) => channel)).toEqual(['events']);
  });

  test('shows how a workflow ended, without the documents it carried', () => {
    const shown = explorer(
      anEnvelope(executionStatusChanged, { input: '{"taskToken":"token-1"}', output: '"token-2"' }),
    );
    expect(shown).toMatchObject({ detail: { status: 'FAILED', input: MASK, output: MASK } });
  });

  test('masks an address that somebody wrote into a reason', () => {
    const shown = explorer(anEnvelope(shopClosed, { reason: 'ask ana@example.com' }));
    expect(JSON.stringify(shown)).not.toContain('ana@example.com');
  });
});

describe('nothing secret and nothing personal ever leaves', () => {
  const plant = (value: Json | undefined, path: readonly string[], canary: string): Json => {
    const [name, ...rest] = path;
    if (name === undefined) return canary;
    return isJsonObject(value) ? { ...value, [name]: plant(value[name], rest, canary) } : { [name]: canary };
  };

  test.each(eventsOfTheBar.map((event) => [event.detailType, event] as const))('%s', (_, event) => {
    fc.assert(
      fc.property(fc.uuid(), fc.boolean(), (canary, replayed) => {
        const planted = event.sensitive.reduce<Json>(
          (detail, { path }) => plant(detail, path, canary),
          json(event.example),
        );
        const envelope = anEnvelope(event, json(planted), replayed ? { 'replay-name': 'again' } : {});
        const updates = updatesFor(envelope);
        expect(updates.length).toBeGreaterThan(0);
        expect(JSON.stringify(updates)).not.toContain(canary);
      }),
      { numRuns: 20 },
    );
  });

  test('pages are told of no customer, and boards of nobody at all', () => {
    for (const event of eventsOfTheBar) {
      for (const { channel, message } of updatesFor(anEnvelope(event))) {
        if (message.type === 'event') continue;
        expect(JSON.stringify(message)).not.toContain('customer-1');
        if (channel.endsWith(':board')) expect(JSON.stringify(message)).not.toMatch(/staff-|order-1"/);
        if (channel.startsWith('order:')) expect(JSON.stringify(message)).not.toContain('staff-');
      }
    }
  });

  test('whatever is on the bus, it is told without a fault, and on channels that exist', () => {
    const envelopes = fc.record({
      source: fc.constantFrom('espresso.shop', 'espresso.order-manager', 'aws.states', 'com.example'),
      type: fc.oneof(fc.constantFrom(...eventsOfTheBar.map(({ detailType }) => detailType)), fc.string()),
      detail: fc.dictionary(fc.string(), fc.jsonValue()),
    });
    fc.assert(
      fc.property(envelopes, ({ source, type, detail }) => {
        const envelope = anEnvelope(newOrder, {}, { source, 'detail-type': type, detail: json(detail) });
        for (const { channel } of updatesFor(envelope)) expect(ruleOf(channel)).toBeDefined();
      }),
    );
  });
});

describe('a channel says who may follow it', () => {
  test.each([
    ['shop:main:board', { access: ['anyone'], reach: { kind: 'anyone' } }],
    ['shop:main:queue', { access: ['barista'], reach: { kind: 'shop', shopId: 'main' } }],
    ['shop:main:events', { access: ['viewer'], reach: { kind: 'shop', shopId: 'main' } }],
    ['order:order-1', { access: ['customer', 'barista'], reach: { kind: 'order', orderId: 'order-1' } }],
    ['events', { access: ['viewer'], reach: { kind: 'installation' } }],
  ])('%s', (channel, rule) => {
    expect(ruleOf(channel)).toEqual(rule);
  });

  test.each([
    '',
    'events ',
    'shop:main',
    'shop:Main:board',
    'shop:main:board:queue',
    'order:',
    'order:a b',
    'shop::board',
  ])('there is no channel "%s"', (channel) => {
    expect(ruleOf(channel)).toBeUndefined();
  });

  test('every event of the bar is told on channels that exist', () => {
    for (const event of eventsOfTheBar)
      for (const { channel } of updatesFor(anEnvelope(event))) expect(ruleOf(channel), channel).toBeDefined();
  });
});
