import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aTicket, noonMs } from '../testing/tickets.ts';
import { ageOf, usualThresholds } from './age.ts';
import { arrived, quiet, RING_EVERY_MS, rung, seen, settled } from './alarm.ts';
import { alikeBehind, alikeGroups, FAIR_PLACES } from './alike.ts';
import { allDay } from './counts.ts';
import { columns, meaningOf, start, within } from './keys.ts';
import { readOf, usualOf } from './modifiers.ts';

const usual = usualOf({
  groups: [
    {
      defaults: ['whole'],
      options: [
        { id: 'whole', name: 'Whole milk' },
        { id: 'oat', name: 'Oat milk' },
      ],
    },
    { defaults: ['house'], options: [{ id: 'house', name: 'House blend' }] },
  ],
  drinks: [{ name: 'Latte', sizes: [{ name: 'Regular' }, { name: 'Large' }] }],
});
const latte = (size: string, ...modifiers: string[]) => ({ name: 'Latte', icon: 'latte', size, modifiers });

describe('what a barista reads', () => {
  test('what differs from the usual is loud, the rest is quiet', () => {
    expect(readOf(latte('Large', 'Oat milk', 'House blend'), usual)).toEqual({
      loud: ['Large', 'Oat milk'],
      quiet: ['House blend'],
    });
  });

  test('the usual drink says nothing loud', () => {
    expect(readOf(latte('Regular', 'Whole milk'), usual).loud).toEqual([]);
  });

  test('the day’s counts say what to make, not what is made', () => {
    const tickets = [
      aTicket({ orderNumber: 1, drink: latte('Regular', 'Oat milk') }),
      aTicket({ orderNumber: 2, drink: latte('Regular', 'Whole milk'), status: 'making' }),
      aTicket({ orderNumber: 3, drink: latte('Regular'), status: 'ready' }),
    ];
    expect(allDay(tickets, usual)).toEqual({
      drinks: [{ name: 'Latte', count: 2, icon: 'latte' }],
      modifiers: [{ name: 'Oat milk', count: 1 }],
    });
  });

  test('age comes in words and levels, and says when time runs out', () => {
    const at = (minutes: number) => ageOf(aTicket(), noonMs + minutes * 60_000, usualThresholds);
    expect(at(0)).toEqual({ level: 'fresh', minutes: 0 });
    expect(at(2)).toEqual({ level: 'aging', minutes: 2 });
    expect(at(7)).toEqual({ level: 'late', minutes: 7 });
    expect(at(14)).toEqual({ level: 'late', minutes: 14, endsInSeconds: 60 });
  });

  test('a clock that runs ahead makes no order older than it is', () => {
    expect(ageOf(aTicket(), noonMs - 5_000, usualThresholds)).toEqual({ level: 'fresh', minutes: 0 });
  });
});

describe('the same drink, made together', () => {
  const queued = [1, 2, 3, 4, 5, 6, 7, 8].map((orderNumber) => aTicket({ orderNumber }));

  test('only a few places ahead in the queue', () => {
    const [first] = queued;
    expect(first && alikeBehind(queued, first).map(({ orderNumber }) => orderNumber)).toEqual([2, 3, 4, 5, 6]);
  });

  test('another milk is another drink', () => {
    const other = aTicket({ orderNumber: 9, drink: { name: 'Flat White', icon: 'cup', modifiers: ['Whole milk'] } });
    expect(alikeBehind([other, ...queued], other)).toEqual([]);
  });

  test('a ticket is offered once', () => {
    const groups = [...alikeGroups(queued)].map(([first, behind]) => [
      first,
      behind.map(({ orderNumber }) => orderNumber),
    ]);
    expect(groups).toEqual([
      ['order-1', [2, 3, 4, 5, 6]],
      ['order-7', [8]],
    ]);
  });

  test('nobody is passed by more than the fair number', () => {
    expect(queued.every((ticket) => alikeBehind(queued, ticket).length <= FAIR_PLACES)).toBe(true);
  });
});

describe('a bump bar', () => {
  const lengths = { queued: 3, making: 1, ready: 0 };

  test('a number takes the next step of that ticket', () => {
    expect(meaningOf('2', start, lengths)).toEqual({ type: 'step', at: { column: 'queued', place: 1 } });
  });

  test('a number without a ticket does nothing', () => {
    expect(meaningOf('4', start, lengths)).toBeUndefined();
  });

  test('arrows never leave the tickets', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight')),
        fc.record({ queued: fc.nat(9), making: fc.nat(9), ready: fc.nat(9) }),
        (keys, any) => {
          let at = within(start, any);
          for (const key of keys) {
            const meaning = meaningOf(key, at, any);
            if (meaning?.type === 'point') at = meaning.at;
          }
          expect(columns).toContain(at.column);
          expect(at.place).toBeGreaterThanOrEqual(0);
          expect(at.place).toBeLessThan(Math.max(1, any[at.column]));
        },
      ),
    );
  });

  test('what is ready can not be cancelled', () => {
    expect(meaningOf('x', { column: 'ready', place: 0 }, { ...lengths, ready: 1 })).toBeUndefined();
    expect(meaningOf('x', start, lengths)).toEqual({ type: 'cancel', at: start });
  });
});

describe('the bell', () => {
  const ringing = arrived(quiet, 'order-42', noonMs);

  test('rings at once, and again until somebody looks', () => {
    const first = rung(ringing, noonMs);
    expect(first.rings).toBe(true);
    expect(rung(first.alarm, noonMs + 1).rings).toBe(false);
    expect(rung(first.alarm, noonMs + RING_EVERY_MS).rings).toBe(true);
    expect(rung(seen(first.alarm), noonMs + RING_EVERY_MS).rings).toBe(false);
  });

  test('a second order does not ring over the first', () => {
    const { alarm } = rung(ringing, noonMs);
    expect(rung(arrived(alarm, 'order-43', noonMs + 1), noonMs + 1).rings).toBe(false);
  });

  test('falls silent when somebody else takes the order', () => {
    expect(settled(ringing, () => false)).toEqual(quiet);
    expect(settled(ringing, () => true)).toBe(ringing);
  });
});
