import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anEvent } from '../testing/events.ts';
import { Feed } from './feed.ts';
import { compileFilter, everything } from './filter.ts';
import { extend, nothing, select } from './selection.ts';

const all = compileFilter(everything, () => new Set());

describe('the feed', () => {
  test('events stand in the order of the log, each once, however they arrive', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 })), (numbers) => {
        const feed = new Feed();
        for (const number of numbers) feed.add(anEvent(number));
        expect(feed.events.map(({ number }) => number)).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
      }),
    );
  });

  test('an event finds what it caused, and its conversation', () => {
    const feed = new Feed();
    feed.add(anEvent(2, { causationId: 'event-1' }));
    feed.add(anEvent(1));
    feed.add(anEvent(3, { correlationId: 'order-2', causationId: 'event-1' }));
    expect(feed.effectsOf('event-1').map(({ number }) => number)).toEqual([2, 3]);
    expect(feed.conversation('order-1').map(({ number }) => number)).toEqual([1, 2]);
    expect(feed.byId('event-3')?.correlationId).toBe('order-2');
    expect([...feed.withOrderNumber(16)]).toEqual(['order-1', 'order-2']);
  });

  test('the oldest are let go, and are found no more', () => {
    const feed = new Feed(10);
    for (let number = 1; number <= 3_000; number++) feed.add(anEvent(number));
    expect(feed.events.length).toBeLessThanOrEqual(2_010);
    expect(feed.events.at(-1)?.number).toBe(3_000);
    expect(feed.byId('event-1')).toBeUndefined();
  });
});

describe('a selection', () => {
  test('extended event by event it is what selecting anew gives', () => {
    const odd = { ok: true, matches: ({ number }: { number: number }) => number % 2 === 1 } as const;
    fc.assert(
      fc.property(fc.array(fc.nat(5), { maxLength: 20 }), (steps) => {
        const feed = new Feed();
        let selection = nothing;
        let number = 0;
        for (const step of steps) {
          for (let at = 0; at < step; at++) feed.add(anEvent(++number));
          selection = extend(selection, feed, odd);
        }
        expect(selection.events).toEqual(select(feed, odd).events);
      }),
    );
  });

  test('what the feed lets go, the selection lets go', () => {
    const feed = new Feed(10);
    feed.add(anEvent(1));
    let selection = select(feed, all);
    for (let number = 2; number <= 2_100; number++) feed.add(anEvent(number));
    selection = extend(selection, feed, all);
    expect(selection.events).toEqual(feed.events);
  });

  test('ten thousand events are taken in and filtered in well under a second', () => {
    const feed = new Feed();
    const filter = compileFilter(
      {
        ...everything,
        pattern: '{"detail-type":[{"prefix":"OrderManager."}],"detail":{"orderNumber":[{"numeric":[">",9990]}]}}',
      },
      () => new Set(),
    );
    const startMs = performance.now();
    for (let number = 1; number <= 10_000; number++) feed.add(anEvent(number, { detail: { orderNumber: number } }));
    expect(select(feed, filter).events).toHaveLength(10);
    expect(performance.now() - startMs).toBeLessThan(1_000);
  });
});
