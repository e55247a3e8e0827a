import type { Caller, Outcome } from '@espresso/contract';
import { openTestHost } from '@espresso/testing';
import { describe, expect, test } from 'vitest';
import { journeyView, type Journey } from './contract/index.ts';
import { journey } from './manifest.ts';
import { trail } from './tables.ts';
import { life, order, owners } from './test/life-of-an-order.ts';

const events = owners.flatMap(({ publishes }) => publishes);
const workflows = [
  {
    kind: 'workflow',
    owner: 'order-processor',
    name: 'OrderProcessor',
    purpose: 'Carries orders.',
    type: 'STANDARD',
    placeholders: {},
    definition: {
      StartAt: 'Wait for a drink',
      States: {
        'Wait for a drink': {
          Type: 'Task',
          Arguments: { Entries: [{ DetailType: 'OrderProcessor.WorkflowStarted' }] },
          End: true,
        },
      },
    },
  },
] as const;

const ana: Caller & { kind: 'customer' } = {
  kind: 'customer',
  customerId: 'ana',
  shopId: 'main',
  sessionId: 's1',
  proved: true,
};
const viewer: Caller = { kind: 'staff', staffId: 'v', name: 'Vi', role: 'viewer', shopId: 'main', sessionId: 's2' };

const openBar = async () => {
  const context = journey({ events, workflows });
  const host = await openTestHost({ contexts: [...owners, context] });
  const [show] = context.routes;
  if (show === undefined) throw new Error('no route');
  const ask = (caller: Caller, orderId: string = order.orderId) => host.call(show, { params: { orderId }, caller });
  return { host, ask, told: async (caller: Caller = ana) => storyIn(await ask(caller)) };
};

const storyIn = (outcome: Outcome<unknown>): Journey => {
  if (!outcome.accepted) throw new Error(outcome.reason);
  return journeyView.parse(outcome.reply);
};

const aFinishedOrder = async () => {
  const bar = await openBar();
  const { host } = bar;
  await host.publish(life.scanned, life.started);
  await host.advance(30_000);
  await host.publish(life.chosen, life.queued);
  await host.advance(60_000);
  await host.publish(life.claimed);
  await host.advance(40_000);
  await host.publish(life.completed, life.finished);
  return bar;
};

describe('the story of an order', () => {
  test('is told event by event, in sentences, with who waited for whom', async () => {
    const { told } = await aFinishedOrder();
    const { steps, summary } = await told();
    expect(steps.map(({ type }) => type)).toEqual([
      'Validator.NewOrder',
      'OrderProcessor.WorkflowStarted',
      'OrderManager.DrinkChosen',
      'OrderProcessor.WaitingCompletion',
      'OrderManager.OrderClaimed',
      'OrderManager.OrderCompleted',
      'OrderProcessor.OrderFinished',
    ]);
    expect(steps[2]).toMatchObject({ sincePreviousMs: 30_000, waitedFor: 'customer', context: 'order-manager' });
    expect(steps[4]).toMatchObject({ sincePreviousMs: 60_000, waitedFor: 'barista' });
    expect(steps[0]?.sentence).toBe('The scanned code was good, and one of its drinks is taken: an order begins.');
    expect(steps[1]?.workflowStep).toBe('Wait for a drink');
    expect(summary).toEqual({
      outcome: 'finished',
      // The drink stands on the counter.
      waitsFor: 'customer',
      orderNumber: 42,
      drink: 'Flat White',
      totalMs: 130_000,
      waitedForCustomerMs: 30_000,
      waitedForBaristaMs: 100_000,
    });
  });

  test('of a drink that was made ends well, though its workflow broke on its last steps', async () => {
    const { host, told } = await openBar();
    await host.publish(life.scanned, life.queued, life.claimed, life.completed, life.failed);
    const { steps, summary } = await told();
    expect(summary).toMatchObject({ outcome: 'finished', waitsFor: 'customer' });
    expect(steps.at(-1)?.type).toBe('OrderProcessor.OrderFailed');
  });

  test('of an order the bar had no room for ends at once, though its drink comes back later', async () => {
    const { host, told } = await openBar();
    await host.publish(life.scanned, life.full, life.returned);
    const { steps, summary } = await told();
    expect(summary).toMatchObject({ outcome: 'refused', totalMs: 0 });
    expect(steps.at(-1)?.type).toBe('Validator.DrinkReturned');
  });

  test('survives a crash', async () => {
    const { host, told } = await aFinishedOrder();
    const before = await told();
    await host.crash();
    expect(await told()).toEqual(before);
  });
});

describe('what is kept', () => {
  test('has no task tokens and no addresses that people wrote into a reason', async () => {
    const { host, told } = await openBar();
    await host.publish(
      life.scanned,
      life.started,
      life.cancelling('write to ana@example.com'),
      life.cancelled('write to ana@example.com'),
    );
    const story = await told();
    const kept = await host.host.read((work) => work.query(trail, { partition: order.orderId }));
    for (const text of [JSON.stringify(story), JSON.stringify(kept)]) {
      expect(text).not.toContain('token-of-the-customer');
      expect(text).not.toContain('ana@example.com');
    }
    expect(story.summary).toMatchObject({ outcome: 'cancelled', waitedForCustomerMs: 0 });
  });

  test('is one item for each event, however often the event is delivered', async () => {
    const context = journey({ events });
    const host = await openTestHost({
      contexts: [...owners, context],
      plan: (_, rules) => [...rules, ...rules],
    });
    await host.publish(life.scanned, life.started);
    const { items } = await host.host.read((work) => work.query(trail, { partition: order.orderId }));
    expect(items).toHaveLength(2);
  });
});

describe('who may read it', () => {
  test('its customer, and the staff of its shop', async () => {
    const { told } = await aFinishedOrder();
    expect(await told(viewer)).toEqual(await told(ana));
  });

  test('nobody else, and without a hint that it exists', async () => {
    const { ask } = await aFinishedOrder();
    const unknown = await ask(viewer, 'no-such-order');
    for (const stranger of [
      { kind: 'anonymous' },
      { ...ana, customerId: 'eve' },
      { ...viewer, shopId: 'annex' },
    ] satisfies Caller[])
      expect(await ask(stranger)).toEqual(unknown);
    expect(unknown).toMatchObject({ accepted: false, reason: 'unknown-order' });
  });

  test('where an address was only typed, the session that began it and no other', async () => {
    const { host, told, ask } = await openBar();
    await host.publish(life.started, life.scanned, life.chosen);
    const mine = { ...ana, proved: false, sessionId: order.sessionId };
    expect((await told(mine)).steps).toHaveLength(3);
    expect(await ask({ ...mine, sessionId: 'another' })).toEqual(await ask(mine, 'no-such-order'));
    expect(await told({ ...ana, sessionId: 'another' })).toEqual(await told(mine));
  });

  test('nobody who only typed an address, as long as no session is known', async () => {
    const { host, ask, told } = await openBar();
    await host.publish(life.started);
    expect(await ask({ ...ana, proved: false })).toMatchObject({ reason: 'unknown-order' });
    expect((await told()).steps).toHaveLength(1);
  });
});
