import { newOrder } from '@coffee/validator/contract';
import { drinkChosen, orderClaimed } from '@coffee/order-manager/contract';
import type { ContextDefinition, Envelope, Subscription, Work } from '@espresso/contract';
import type { HostOptions } from '@espresso/host';
import { describe, expect, test } from 'vitest';
import type { Sabotage } from './bar.ts';
import { contextsOfTheBar } from './contexts.ts';
import type { Disk } from './disk.ts';
import { mixes, simulate, type Faults, type Invariant } from './index.ts';

/** The checks bite: a bar with a mistake in it is found out, by the invariant that speaks of that mistake. */

type Change = NonNullable<Sabotage['contexts']>;

const changed =
  (name: string, change: (context: ContextDefinition) => Partial<ContextDefinition>): Change =>
  (contexts) =>
    contexts.map((context) => (context.name === name ? { ...context, ...change(context) } : context));

/** A bus that never delivers to a rule. */
const deafTo = (rule: string): NonNullable<HostOptions['plan']> => {
  const rules = contextsOfTheBar({ publish: () => Promise.resolve() }).flatMap(({ name, subscribes }) =>
    Object.keys(subscribes).map((own) => `${name}.${own}`),
  );
  if (!rules.includes(rule)) throw new Error(`there is no rule ${rule}`);
  return (_, matching) => matching.filter(({ name }) => name !== rule);
};

/** A context whose functions answer something else. */
const answering = (name: string, change: (reply: object) => object): Change =>
  changed(name, ({ serves }) => ({
    serves: serves.map((served) => ({
      ...served,
      run: async (input, work) => {
        const outcome = await served.run(input, work);
        const { accepted } = outcome;
        if (!accepted || typeof outcome.reply !== 'object' || outcome.reply === null) return outcome;
        return { ...outcome, reply: change(outcome.reply) };
      },
    })),
  }));

/** A disk that says it is done, and is not, when it comes to the fiftieth order. */
const lyingDisk = (disk: Disk): Disk => {
  let orders = 0;
  return {
    ...disk,
    get commits() {
      return disk.commits;
    },
    commit: (changes) => {
      const begun = changes.events.some(({ envelope }) => envelope['detail-type'] === newOrder.detailType);
      return begun && ++orders === 50 ? Promise.resolve() : disk.commit(changes);
    },
  };
};

/** A disk that forgets which keys were used, once the host that used them is gone. */
const forgetfulDisk = (disk: Disk): Disk => ({
  ...disk,
  get commits() {
    return disk.commits;
  },
  get: (space, key) => (space === 'idempotency' ? undefined : disk.get(space, key)),
});

/** A disk on which timers of workflows are not to be found. */
const timelessDisk = (disk: Disk): Disk => ({
  ...disk,
  get commits() {
    return disk.commits;
  },
  range: (space, range) =>
    space === 'timers'
      ? [...disk.range(space, { ...range, limit: Infinity })].filter(([, text]) => !text.includes('"execution"'))
      : disk.range(space, range),
});

/** Says of every claimed order that its number is a word. */
const wordy = changed('order-manager', ({ routes }) => ({
  routes: routes.map((served) => ({
    ...served,
    run: async (request, work) => {
      const outcome = await served.run(request, work);
      const [claim] = outcome.accepted ? outcome.emit : [];
      if (!outcome.accepted || claim?.event.detailType !== orderClaimed.detailType) return outcome;
      return { ...outcome, emit: [{ ...claim, detail: { ...Object(claim.detail), orderNumber: 'seven' } }] };
    },
  })),
}));

/** Metrics that can do nothing. */
const helpless = changed('metrics', ({ subscribes }) => ({
  subscribes: Object.fromEntries(
    Object.entries(subscribes).map(([rule, it]) => [
      rule,
      { ...it, target: { type: 'handler', run: () => Promise.reject(new Error('no idea')) } } satisfies Subscription,
    ]),
  ),
}));

/** Announces what a route did twice, as one would that lets the same thing happen again. */
const sayingTwice = (type: string): Change =>
  changed('order-manager', ({ routes }) => ({
    routes: routes.map((served) => ({
      ...served,
      run: async (request, work) => {
        const outcome = await served.run(request, work);
        const [said] = outcome.accepted ? outcome.emit : [];
        if (!outcome.accepted || said?.event.detailType !== type) return outcome;
        return { ...outcome, emit: [said, said] };
      },
    })),
  }));

/** Shows any order to whoever asks for it. */
const indiscreet = changed('order-manager', ({ routes }) => ({
  routes: routes.map((served) => ({
    ...served,
    run: (request, work) => {
      const { caller } = request;
      const isLook = served.route.method === 'GET' && served.route.path === '/api/orders/{orderId}';
      const nosy = { kind: 'staff', staffId: 'x', name: 'x', role: 'barista', sessionId: 'x' } as const;
      return served.run(isLook && caller.kind === 'customer' ? { ...request, caller: nosy } : request, work);
    },
  })),
}));

/** Takes an address that somebody typed for proved. */
const gullible = changed('order-manager', ({ routes }) => ({
  routes: routes.map((served) => ({
    ...served,
    run: (request, work) => {
      const { caller } = request;
      return served.run(
        caller.kind === 'customer' ? { ...request, caller: { ...caller, proved: true } } : request,
        work,
      );
    },
  })),
}));

/** Metrics that take a second delivery of an event for another order's. */
const countingTwice = changed('metrics', ({ subscribes }) => {
  const seen = new Set<string>();
  const forgetful = (subscription: Subscription): Subscription => {
    const { target } = subscription;
    if (target.type !== 'handler') return subscription;
    const run = (envelope: Envelope, work: Work) => {
      const { id, detail } = envelope;
      const isSecond = seen.has(id);
      seen.add(id);
      return target.run(isSecond ? { ...envelope, detail: { ...detail, orderId: `another ${id}` } } : envelope, work);
    };
    return { ...subscription, target: { type: 'handler', run } };
  };
  return { subscribes: Object.fromEntries(Object.entries(subscribes).map(([rule, it]) => [rule, forgetful(it)])) };
});

const skippingThirteen = (reply: object): object =>
  'orderNumber' in reply && reply.orderNumber === 13 ? { orderNumber: 14 } : reply;

const doubleTheQueue = (reply: object): object =>
  'queueLimit' in reply ? { ...reply, queueLimit: 2 * Number(reply.queueLimit) } : reply;

type Mistake = readonly [claim: string, invariant: Invariant, sabotage: Sabotage, faults: Partial<Faults>];

describe('it is noticed when', () => {
  const mistakes: readonly Mistake[] = [
    ['the disk loses an order it acknowledged', 'I1', { disk: lyingDisk }, {}],
    ['no workflow starts', 'I1', { plan: deafTo('order-processor.startOrder') }, {}],
    ['the pages are told nothing', 'I1', { plan: deafTo('publisher.everything') }, {}],
    ['an order does not hear of its end', 'I1', { plan: deafTo('order-manager.onOrderCameToNothing') }, {}],
    ['a key that was used before is not known', 'I2', { disk: forgetfulDisk }, { powerCuts: 0.1, lostAnswers: 0.5 }],
    ['a code does not get its drink back', 'I3', { plan: deafTo('validator.onOrderCameToNothing') }, {}],
    ['a number is left out', 'I4', { contexts: answering('counting', skippingThirteen) }, {}],
    ['a drink is chosen twice', 'I5', { contexts: sayingTwice(drinkChosen.detailType) }, {}],
    ['a claim is let through twice', 'I6', { contexts: sayingTwice(orderClaimed.detailType) }, {}],
    ['the queue is longer than its limit', 'I7', { contexts: answering('shop', doubleTheQueue) }, {}],
    ['milk is not put back', 'I8', { plan: deafTo('inventory.giveBack') }, {}],
    ['an event is not what it should be', 'I9', { contexts: wordy }, {}],
    ['a customer is shown another’s order', 'I10', { contexts: indiscreet }, {}],
    ['a customer is shown what others ordered under one typed address', 'I10', { contexts: gullible }, {}],
    ['nobody looks at the clock', 'I11', { disk: timelessDisk }, {}],
    ['a handler never does its work', 'I13', { contexts: helpless }, {}],
    ['something is counted twice', 'I12', { contexts: countingTwice }, { repeats: 0.5 }],
  ];
  test.each(mistakes)('%s', async (_, invariant, sabotage, faults) => {
    const customersPerHour = 160;
    const { breach } = await simulate(
      { seed: 1, hours: 0.5, customersPerHour, baristas: 1, shops: 1, faults: { ...mixes.calm, ...faults } },
      sabotage,
    );
    expect(breach?.invariant).toBe(invariant);
  });
});
