import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, type ShopDecision, type ShopState } from './shop.ts';

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
