import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeHistory, encodeHistory } from './history-text.ts';

const text = fc.oneof(
  fc.string(),
  fc.constantFrom('a text long enough to be pointed at', 'another text that is rather long'),
);
const event = fc.record({
  id: fc.nat(),
  previousEventId: fc.nat(),
  timestampMs: fc.nat(),
  type: fc.constantFrom('TaskStateEntered', 'TaskSucceeded'),
  details: fc.dictionary(
    fc.constantFrom('input', 'output', 'name', 'count', 'nested'),
    fc.oneof(text, fc.integer(), fc.record({ truncated: fc.boolean() })),
    { noNullPrototype: true },
  ),
});

test('a history comes back as it was stored', () => {
  fc.assert(
    fc.property(fc.array(event), (events) => {
      expect(decodeHistory(encodeHistory(events))).toEqual(events);
    }),
  );
});

test('a text that comes again and again is stored once', () => {
  const output = 'x'.repeat(1_000);
  const events = Array.from({ length: 10 }, (_, id) => ({
    id,
    previousEventId: id - 1,
    timestampMs: 0,
    type: 'PassStateExited',
    details: { name: 'Wait for a barista', output },
  }));
  expect(encodeHistory(events).length).toBeLessThan(2_000);
});
