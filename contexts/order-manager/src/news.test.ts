import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evolve } from './change.ts';
import { decide, type Decision } from './decide.ts';
import { hear, type News, type Reaction } from './news.ts';
import { hasEnded, type Order } from './order.ts';
import { bo, cy, espresso, latte, orderIn } from './test/orders.ts';

const at = (minutes: number): string => new Date(minutes * 60_000).toISOString();
const question = { type: 'drink-wanted', atMs: 0, taskToken: 'token-1', chooseBy: at(5) } as const;
const again = {
  type: 'drink-wanted',
  atMs: 0,
  taskToken: 'token-2',
  chooseBy: at(6),
  unavailable: { drink: 'Latte', ingredient: 'Oat milk' },
} as const;
const queued = {
  type: 'barista-wanted',
  orderNumber: 42,
  drink: latte,
  taskToken: 'token-3',
  makeBy: at(20),
  atMs: 300_000,
} as const;
const ends = [
  { type: 'cancelled', by: 'customer', reason: '' },
  { type: 'timed-out', waitedFor: 'customer' },
  { type: 'failed' },
] as const satisfies News[];
const finished = { type: 'finished', atMs: 9_000 } as const;
const refused = { type: 'refused', reason: 'closed', detail: '' } as const;

const after = (order: Order, ...news: readonly News[]): Order =>
  news.reduce((now, one) => {
    const { change } = hear(now, one);
    return change === undefined ? now : evolve(now, change);
  }, order);

describe('a question for a drink', () => {
  test('opens the menu', () => {
    expect(after(orderIn.placed, question)).toMatchObject({ status: 'choosing', taskToken: 'token-1' });
  });

  test('asked again says what is out, and waits with the new token', () => {
    expect(after(orderIn.submitted, again)).toMatchObject({
      status: 'choosing',
      taskToken: 'token-2',
      unavailable: { drink: 'Latte', ingredient: 'Oat milk' },
    });
  });

  test('that was answered already is no news', () => {
    expect(hear(orderIn.submitted, question)).toEqual({});
    expect(hear(orderIn.choosing, question)).toEqual({});
  });

  test('of an earlier wait that arrives late is no news', () => {
    const choosingAgain = after(orderIn.submitted, again);
    expect(hear(choosingAgain, question)).toEqual({});
    const chosenAgain = evolve(choosingAgain, { type: 'chosen', drink: latte });
    expect(hear(chosenAgain, question)).toEqual({});
    expect(hear(chosenAgain, again)).toEqual({});
  });

  test.each(['queued', 'making', 'ready'] as const)('does not take an order back that is %s', (status) => {
    expect(hear(orderIn[status], again)).toEqual({});
  });
});

describe('a place in the queue', () => {
  test('is taken with number, drink and patience', () => {
    expect(after(orderIn.submitted, queued)).toMatchObject({
      status: 'queued',
      orderNumber: 42,
      queuedMs: 300_000,
      patienceMs: 900_000,
    });
  });

  test('is taken even when the question for the drink was never heard', () => {
    expect(after(orderIn.placed, queued)).toMatchObject({ status: 'queued', orderNumber: 42 });
  });

  test.each(['queued', 'making', 'ready'] as const)('is not taken again by an order that is %s', (status) => {
    expect(hear(orderIn[status], queued)).toEqual({});
  });
});

describe('an order that is being cancelled', () => {
  test('tells the workflow as soon as there is a token to tell it with, and once', () => {
    const first = hear(orderIn.cancelling, question);
    const answer = { outcome: 'cancelled', by: 'customer', reason: 'changed my mind' };
    expect(first.tell).toEqual({ taskToken: 'token-1', answer });
    expect(hear(after(orderIn.cancelling, question), question)).toEqual({});
    expect(hear(orderIn.cancelling, queued).tell).toEqual({ taskToken: 'token-3', answer });
  });

  test('ends as the workflow says', () => {
    expect(after(orderIn.cancelling, ends[0])).toMatchObject({ status: 'cancelled' });
    expect(after(orderIn.cancelling, ends[1])).toMatchObject({ status: 'timed-out' });
    expect(after(orderIn.cancelling, refused)).toMatchObject({ status: 'refused' });
  });
});

describe('the end of the workflow', () => {
  test.each(ends)('$type ends every order that is under way', (end) => {
    for (const status of ['placed', 'choosing', 'submitted', 'queued', 'making', 'cancelling'] as const)
      expect(after(orderIn[status], end).status).toBe(end.type);
  });

  test.each(ends)('$type leaves a drink that is made as it is', (end) => {
    expect(after(orderIn.ready, end)).toBe(orderIn.ready);
    expect(after(orderIn.collected, end)).toBe(orderIn.collected);
  });

  test('is news of a finished drink only when somebody else answered the token', () => {
    expect(hear(orderIn.ready, finished)).toEqual({});
    expect(after(orderIn.making, finished)).toMatchObject({ status: 'ready', completedMs: 9_000 });
    expect(after(orderIn.queued, finished)).not.toHaveProperty('baristaId');
  });

  test('refused is for orders that have not begun', () => {
    expect(after(orderIn.placed, refused)).toMatchObject({ status: 'refused', reason: 'closed' });
    expect(hear(orderIn.choosing, refused)).toEqual({});
  });
});

// What may come at an order, in any order, any number of times.
type Happening = Pick<Reaction, 'change' | 'tell'>;
const wish = (decision: Decision): Happening => (decision.accepted ? decision : {});

const steps: readonly ((order: Order) => Happening)[] = [
  ...[question, again, queued, refused, finished, ...ends].map((news) => (order: Order) => hear(order, news)),
  (order) => wish(decide.choose(order, latte)),
  (order) => wish(decide.choose(order, espresso)),
  (order) => wish(decide.cancel(order, 'customer', '')),
  (order) => wish(decide.cancel(order, 'barista', '')),
  ...[bo, cy].flatMap((barista) => [
    (order: Order) => wish(decide.claim(order, barista)),
    (order: Order) => wish(decide.release(order, barista)),
    (order: Order) => wish(decide.complete(order, barista)),
  ]),
  (order) => wish(decide.collect(order, 1)),
];
const anyJourney = fc.array(fc.constantFrom(...steps), { maxLength: 60 });

const next = (order: Order, step: (typeof steps)[number]): Order => {
  const { change } = step(order);
  return change === undefined ? order : evolve(order, change);
};

const stage: Record<Order['status'], number> = {
  placed: 0,
  choosing: 1,
  submitted: 1,
  queued: 2,
  making: 2,
  cancelling: 3,
  ready: 4,
  collected: 5,
  refused: 5,
  cancelled: 5,
  'timed-out': 5,
  failed: 5,
};

describe('whatever happens, in whatever order', () => {
  test('an order never goes backwards, and never leaves an end', () => {
    fc.assert(
      fc.property(anyJourney, (journey) => {
        let order: Order = orderIn.placed;
        for (const step of journey) {
          const then = next(order, step);
          expect(stage[then.status]).toBeGreaterThanOrEqual(stage[order.status]);
          if (hasEnded(order)) expect(then).toBe(order);
          order = then;
        }
      }),
    );
  });

  test('the same again changes nothing more', () => {
    fc.assert(
      fc.property(anyJourney, (journey) => {
        let order: Order = orderIn.placed;
        for (const step of journey) {
          order = next(order, step);
          expect(next(order, step)).toEqual(order);
        }
      }),
    );
  });

  test('no token is answered twice, heartbeats aside', () => {
    fc.assert(
      fc.property(anyJourney, (journey) => {
        const answered: string[] = [];
        let order: Order = orderIn.placed;
        for (const step of journey) {
          const { tell } = step(order);
          if (tell !== undefined && tell.answer !== 'heartbeat') answered.push(tell.taskToken);
          order = next(order, step);
        }
        expect(new Set(answered).size).toBe(answered.length);
      }),
    );
  });

  test('an order that one barista makes is refused to the other', () => {
    fc.assert(
      fc.property(anyJourney, (journey) => {
        let order: Order = orderIn.placed;
        for (const step of journey) {
          order = next(order, step);
          if (order.status !== 'making') continue;
          const other = order.baristaId === bo.baristaId ? cy : bo;
          for (const decision of [
            decide.claim(order, other),
            decide.release(order, other),
            decide.complete(order, other),
          ])
            expect(decision).toEqual({ accepted: false, reason: 'claimed-by-another' });
        }
      }),
    );
  });
});
