import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, turned, type ShopDecision, type ShopState } from './shop.ts';

const open: ShopState = { status: 'open' };
const closed: ShopState = { status: 'closed', reason: '' };
const paused: ShopState = { status: 'paused', reason: 'cleaning' };

type Command = (shop: ShopState) => ShopDecision<'shop-closed'>;
const close =
  (reason: string): Command =>
  (shop) =>
    decide.close(shop, reason);
const pauseFor =
  (reason: string): Command =>
  (shop) =>
    decide.pause(shop, reason);
const pause = pauseFor('cleaning');

const given = (shop: ShopState) => ({
  when: (command: Command) => ({
    then: (next: ShopState | 'shop-closed') => {
      const decision = command(shop);
      expect(decision.accepted ? decision.next : decision.reason).toEqual(next);
    },
  }),
});

describe('every state and every command', () => {
  test('an open shop stays open when it is opened', () => given(open).when(decide.open).then(open));
  test('a closed shop opens', () => given(closed).when(decide.open).then(open));
  test('a paused shop goes on', () => given(paused).when(decide.open).then(open));
  test('an open shop closes', () => given(open).when(close('')).then(closed));
  test('a closed shop stays closed', () => given(closed).when(close('')).then(closed));
  test('a paused shop closes', () => given(paused).when(close('')).then(closed));
  test('an open shop pauses', () => given(open).when(pause).then(paused));
  test('a closed shop does not pause', () => given(closed).when(pause).then('shop-closed'));
  test('a paused shop stays paused', () => given(paused).when(pause).then(paused));
  test('another reason replaces the one before', () =>
    given(closed).when(close('rain')).then({ status: 'closed', reason: 'rain' }));
});

const last = { at: '2026-11-23T17:00:00.000Z', turn: 'turn-1' };
const lastCall: Command = (shop) => decide.lastCall(shop, last, false);
const drain: Command = (shop) => decide.lastCall(shop, last, true);
const called: ShopState = { status: 'open', lastOrdersAt: last.at, turn: 'turn-1' };
const draining: ShopState = { status: 'draining', turn: 'turn-1' };

describe('the last call', () => {
  test('an open shop takes orders until then', () => given(open).when(lastCall).then(called));
  test('a break ends with it', () => given(paused).when(lastCall).then(called));
  test('a closed shop has nobody to call', () => given(closed).when(lastCall).then('shop-closed'));
  test('at once, it is the end of new orders', () => given(open).when(drain).then(draining));
  test('said while the queue is finished, it changes nothing', () => given(draining).when(lastCall).then(draining));
  test('is taken back by opening', () => given(called).when(decide.open).then(open));
});

describe('what a moment brings', () => {
  const breather: ShopState = { status: 'paused', reason: 'cleaning', opensAt: last.at, turn: 'turn-1' };
  test('a pause ends', () => expect(turned(breather, 'turn-1', 3)).toEqual(open));
  test('a pause that somebody began anew goes on', () =>
    expect(turned({ ...breather, turn: 'turn-2' }, 'turn-1', 0)).toMatchObject({ status: 'paused' }));
  test('after the last call nothing new is taken', () => expect(turned(called, 'turn-1', 3)).toEqual(draining));
  test('the queue is finished first', () => expect(turned(draining, 'turn-1', 1)).toBe(draining));
  test('then the shop closes', () => expect(turned(draining, 'turn-1', 0)).toEqual(closed));
  test('a shop that somebody opened stays open', () => expect(turned(open, 'turn-1', 0)).toBe(open));
});

test('the same command again changes nothing', () => {
  const reason = fc.constantFrom('', 'rain', 'cleaning');
  const shop = fc.oneof(
    fc.constant(open),
    fc.record({ status: fc.constantFrom('closed' as const, 'paused' as const), reason }),
  );
  const command = fc.oneof(fc.constant<Command>(decide.open), reason.map(close), reason.map(pauseFor));
  fc.assert(
    fc.property(shop, command, (before, once) => {
      const first = once(before);
      if (!first.accepted) return;
      const second = once(first.next);
      expect(second.accepted && second.next).toBe(first.next);
    }),
  );
});
