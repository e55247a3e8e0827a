import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ana, aTicket, cy, noonMs } from '../testing/tickets.ts';
import { emptyQueue, fetched } from './queue.ts';
import {
  HELD_MS,
  isHeld,
  nextAtMs,
  nextToSend,
  sending,
  shown,
  tapped,
  unheld,
  without,
  withoutOrder,
  type Command,
  type Taps,
} from './taps.ts';

const tap = (key: string, type: 'claim' | 'release' | 'complete' | 'collect', orderNumber = 42, atMs = noonMs) => ({
  key,
  orderId: `order-${orderNumber}`,
  orderNumber,
  command: { type },
  atMs,
});
const queue = fetched(emptyQueue, {
  queued: [aTicket()],
  making: [aTicket({ orderNumber: 43, status: 'making', maker: ana })],
  ready: [],
});
const claimedByMe: Taps = tapped([], tap('a', 'claim'));

describe('taps wait until the network takes them', () => {
  test('a claim goes out at once', () => {
    expect(nextToSend(claimedByMe, noonMs)?.key).toBe('a');
  });

  test('"done" is held back for a moment, because the server can not take it back', () => {
    const taps = tapped([], tap('b', 'complete'));
    expect(nextToSend(taps, noonMs + HELD_MS - 1)).toBeUndefined();
    expect(taps.map((one) => isHeld(one, noonMs))).toEqual([true]);
    expect(nextToSend(taps, noonMs + HELD_MS)?.key).toBe('b');
    expect(nextAtMs(taps)).toBe(noonMs + HELD_MS);
  });

  test('the same tap twice is one', () => {
    expect(tapped(claimedByMe, tap('b', 'claim'))).toEqual(claimedByMe);
  });

  test('claimed and given back before anything was sent: nothing to send', () => {
    expect(tapped(claimedByMe, tap('b', 'release'))).toEqual([]);
  });

  test('a claim that may have arrived is given back with a message of its own, after it', () => {
    const taps = tapped(sending(claimedByMe, 'a'), tap('b', 'release'));
    expect(nextToSend(taps, noonMs)?.key).toBe('a');
    expect(nextToSend(without(taps, 'a'), noonMs)?.key).toBe('b');
  });

  test('an order that waits holds up no other', () => {
    const taps = tapped(tapped([], tap('a', 'complete')), tap('b', 'claim', 43));
    expect(nextToSend(taps, noonMs)?.key).toBe('b');
  });

  test('a refused claim takes along what was to follow', () => {
    const taps = tapped(tapped(claimedByMe, tap('b', 'complete')), tap('c', 'claim', 43));
    expect(withoutOrder(taps, 'order-42').map(({ key }) => key)).toEqual(['c']);
  });

  test('when the page goes away nothing is held back any more', () => {
    expect(nextToSend(unheld(tapped([], tap('b', 'complete'))), noonMs)?.key).toBe('b');
  });
});

describe('the screen is ahead of the network', () => {
  const statusOf = (taps: Taps, orderNumber: number) =>
    shown(queue, taps, cy, noonMs).find(({ ticket }) => ticket.orderNumber === orderNumber)?.ticket;

  test('a tap shows at once', () => {
    expect(statusOf(claimedByMe, 42)).toMatchObject({ status: 'making', maker: cy });
    expect(statusOf(tapped(claimedByMe, tap('b', 'complete')), 42)).toMatchObject({ status: 'ready' });
    expect(statusOf(tapped([], { ...tap('a', 'claim'), command: { type: 'cancel', reason: '' } }), 42)).toBeUndefined();
  });

  test('what somebody else makes is not shown as mine', () => {
    expect(statusOf(tapped([], tap('a', 'claim', 43)), 43)).toMatchObject({ maker: ana });
  });

  test('a tap that does not get through is shown as waiting', () => {
    const waits = (nowMs: number) => shown(queue, claimedByMe, cy, nowMs).filter(({ isWaiting }) => isWaiting).length;
    expect(waits(noonMs)).toBe(0);
    expect(waits(noonMs + 5_000)).toBe(1);
  });
});

describe('laws of taps', () => {
  const command = fc.constantFrom<Command>(
    { type: 'claim' },
    { type: 'release' },
    { type: 'complete' },
    { type: 'cancel', reason: 'spilled' },
  );
  const script = fc.array(fc.record({ command, orderNumber: fc.integer({ min: 1, max: 3 }) }), { maxLength: 12 });

  test('taps of one order are sent in the order they were made, and all are sent in the end', () => {
    fc.assert(
      fc.property(script, (steps) => {
        let taps: Taps = [];
        steps.forEach((step, at) => {
          taps = tapped(taps, {
            ...step,
            key: `key-${at}`,
            orderId: `order-${step.orderNumber}`,
            atMs: noonMs + at,
          });
        });
        const wanted = taps;
        const sent: string[] = [];
        for (let next = nextToSend(taps, Infinity); next !== undefined; next = nextToSend(taps, Infinity)) {
          sent.push(next.key);
          taps = without(taps, next.key);
        }
        expect(taps).toEqual([]);
        for (const orderNumber of [1, 2, 3]) {
          const of = (keys: readonly string[]) =>
            keys.filter((key) => wanted.find((one) => one.key === key)?.orderNumber === orderNumber);
          expect(of(sent)).toEqual(of(wanted.map(({ key }) => key)));
        }
      }),
    );
  });
});
