import { describe, expect, test } from 'vitest';
import { smallRecording } from '../testing/small-recording.ts';
import { readRecording, WrongRecording } from './read-recording.ts';

const inOurWords = JSON.stringify([
  {
    'detail-type': 'OrderManager.DrinkChosen',
    time: '2026-03-02T09:00:00.500Z',
    detail: { orderId: 'a', drink: { drinkId: 'latte', name: 'Latte', modifiers: ['Oat milk'] } },
  },
  {
    'detail-type': 'OrderProcessor.OrderTimedOut',
    time: '2026-03-02T09:15:00.500Z',
    detail: { orderId: 'a', waitedFor: 'barista' },
  },
  { 'detail-type': 'Shop.ShopOpened', time: '2026-03-02T08:00:00.000Z', detail: { shopId: 'main' } },
]);

describe('a recording', () => {
  test('tells what happened to whom, on its own clock', () => {
    const { facts } = readRecording(smallRecording);
    expect(facts[0]).toEqual({ orderId: 'a', atMs: 0, fact: { type: 'began' } });
    expect(facts[2]).toEqual({
      orderId: 'a',
      atMs: 11_000,
      fact: { type: 'chose', drink: 'Caffe Latte', modifiers: [] },
    });
    expect(facts.map(({ fact }) => fact.type)).toContain('cancelled');
  });

  test('may be in the words of this bar as well', () => {
    expect(readRecording(inOurWords).facts).toEqual([
      { orderId: 'a', atMs: 0, fact: { type: 'chose', drink: 'Latte', modifiers: ['Oat milk'] } },
      { orderId: 'a', atMs: 899_999 + 1, fact: { type: 'timed-out', waitedFor: 'barista' } },
    ]);
  });

  test('passes over events nobody knows', () => {
    expect(readRecording(smallRecording).facts.some(({ orderId }) => orderId === 'never')).toBe(false);
  });
});

test.each([
  ['not JSON', '{"oh', /not JSON/],
  ['no array', '{}', /one array/],
  ['no events', '[{"hello": 1}]', /event 1 is no EventBridge event/],
  ['no time', '[{"detail-type": "Validator.NewOrder", "time": "noon", "detail": {}}]', /event 1: 'noon' is no time/],
  ['no orders', '[]', /none of its 0 events/],
])('a file with %s is refused with a sentence', (_, text, message) => {
  expect(() => readRecording(text)).toThrow(WrongRecording);
  expect(() => readRecording(text)).toThrow(message);
});
