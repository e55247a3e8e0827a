import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, type ShopCommand, type ShopState } from './shop.ts';

const open: ShopState = { status: 'open' };
const closed: ShopState = { status: 'closed', reason: '' };
const paused: ShopState = { status: 'paused', reason: 'cleaning' };
const pause: ShopCommand = { type: 'pause', reason: 'cleaning' };

const given = (shop: ShopState) => ({
  when: (command: ShopCommand) => ({
    then: (next: ShopState | 'shop-closed') => {
      const decision = decide(shop, command);
      expect(decision.accepted ? decision.next : decision.reason).toEqual(next);
    },
  }),
});

describe('every state and every command', () => {
  test('an open shop stays open when it is opened', () => given(open).when({ type: 'open' }).then(open));
  test('a closed shop opens', () => given(closed).when({ type: 'open' }).then(open));
  test('a paused shop goes on', () => given(paused).when({ type: 'open' }).then(open));
  test('an open shop closes', () => given(open).when({ type: 'close', reason: '' }).then(closed));
  test('a closed shop stays closed', () => given(closed).when({ type: 'close', reason: '' }).then(closed));
  test('a paused shop closes', () => given(paused).when({ type: 'close', reason: '' }).then(closed));
  test('an open shop pauses', () => given(open).when(pause).then(paused));
  test('a closed shop does not pause', () => given(closed).when(pause).then('shop-closed'));
  test('a paused shop stays paused', () => given(paused).when(pause).then(paused));
  test('another reason replaces the one before', () =>
    given(closed).when({ type: 'close', reason: 'rain' }).then({ status: 'closed', reason: 'rain' }));
});

test('the same command again changes nothing', () => {
  const reason = fc.constantFrom('', 'rain', 'cleaning');
  const shop = fc.oneof(
    fc.constant(open),
    fc.record({ status: fc.constantFrom('closed' as const, 'paused' as const), reason }),
  );
  const command = fc.oneof(
    fc.constant<ShopCommand>({ type: 'open' }),
    fc.record({ type: fc.constantFrom('close' as const, 'pause' as const), reason }),
  );
  fc.assert(
    fc.property(shop, command, (before, once) => {
      const first = decide(before, once);
      if (!first.accepted) return;
      const second = decide(first.next, once);
      expect(second.accepted && second.next).toBe(first.next);
    }),
  );
});
