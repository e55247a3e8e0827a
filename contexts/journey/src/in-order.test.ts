import { orderId } from '@coffee/validator/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder, momentOf, timeOf } from './in-order.ts';
import type { Entry } from './tables.ts';

const entry = (eventId: string, time: string, type: string, causationId?: string): Entry => ({
  orderId: orderId.parse('order-1'),
  moment: momentOf(time, eventId),
  eventId,
  type,
  context: 'somebody',
  detail: {},
  expiresAt: 0,
  ...(causationId !== undefined && { causationId }),
});

const noon = '2026-11-23T12:00:00.000Z';

test('in one instant a cause is told before its effect', () => {
  const told = inOrder([
    entry('a', noon, 'Ours.Effect', 'z'),
    entry('z', noon, 'Ours.Unheard', 'm'),
    entry('m', noon, 'Validator.NewOrder'),
  ]);
  expect(told.map(({ eventId }) => eventId)).toEqual(['m', 'z', 'a']);
});

const entries = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    second: fc.integer({ min: 0, max: 2 }),
    type: fc.constantFrom('Validator.NewOrder', 'OrderManager.DrinkChosen', 'X.Y'),
    cause: fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { nil: undefined }),
  }),
  { selector: ({ id }) => id },
);

test('every event is told once, time never runs backwards, whatever the causes say', () => {
  fc.assert(
    fc.property(entries, (made) => {
      const given = made.map(({ id, second, type, cause }) =>
        entry(id, `2026-11-23T12:00:0${second}.000Z`, type, cause),
      );
      const told = inOrder(given);
      expect([...told].sort(byId)).toEqual([...given].sort(byId));
      const times = told.map(timeOf);
      expect(times).toEqual([...times].sort());
    }),
  );
});

test('the telling does not depend on the order in which events were found', () => {
  fc.assert(
    fc.property(entries, (made) => {
      const given = made.map(({ id, second, type, cause }) =>
        entry(id, `2026-11-23T12:00:0${second}.000Z`, type, cause),
      );
      expect(inOrder([...given].reverse())).toEqual(inOrder(given));
    }),
  );
});

const byId = (one: Entry, other: Entry): number => one.eventId.localeCompare(other.eventId);
