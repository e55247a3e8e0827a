import { describe, expect, test } from 'vitest';
import { anEvent, aRule } from '../testing/events.ts';
import { compileFilter, everything, type Filter } from './filter.ts';
import { askable, rulesThatMatch, verdictsOn } from './routing.ts';

const event = anEvent(7, { detail: { shopId: 'main', drink: { drinkId: 'latte' }, orderNumber: 16 } });
const lets = (wish: Partial<Filter>, numbered: readonly string[] = []) => {
  const filter = compileFilter({ ...everything, ...wish }, () => new Set(numbered));
  return filter.ok && filter.matches(event);
};

describe('a filter', () => {
  test('that asks for nothing lets everything through', () => {
    expect(lets({})).toBe(true);
  });
  test('by pattern speaks EventBridge', () => {
    expect(lets({ pattern: '{"detail":{"drink":{"drinkId":["latte","mocha"]}}}' })).toBe(true);
    expect(lets({ pattern: '{"detail":{"drink":{"drinkId":[{"anything-but":"latte"}]}}}' })).toBe(false);
  });
  test('with a pattern that is none says what is wrong with it', () => {
    const filter = compileFilter({ ...everything, pattern: '{"detail-type":"no list"}' }, () => new Set());
    expect(filter.ok ? '' : filter.fault).toContain('detail-type');
  });
  test('by words finds each of them anywhere, in any case', () => {
    expect(lets({ text: 'LATTE barista' })).toBe(true);
    expect(lets({ text: 'latte mocha' })).toBe(false);
  });
  test('by order takes its number, with or without #, and the ids of order, conversation and event', () => {
    expect(lets({ order: '#16' }, ['order-1'])).toBe(true);
    expect(lets({ order: '16' }, ['order-2'])).toBe(false);
    expect(lets({ order: 'order-1' })).toBe(true);
    expect(lets({ order: 'event-7' })).toBe(true);
    expect(lets({ order: 'order-9' })).toBe(false);
  });
  test('by shop and by type', () => {
    expect(lets({ shop: 'main', type: 'OrderManager.OrderClaimed' })).toBe(true);
    expect(lets({ shop: 'annex' })).toBe(false);
    expect(lets({ type: 'Shop.ShopOpened' })).toBe(false);
  });
});

describe('why a rule did not match', () => {
  const rules = askable([
    aRule('far.off', { source: ['espresso.shop'], 'detail-type': ['Shop.ShopOpened'] }),
    aRule('near.by', { source: ['espresso.order-manager'], detail: { drink: { drinkId: ['mocha'] } } }),
    aRule('it.does', { source: [{ prefix: 'espresso.' }] }),
    aRule('un.readable', { source: 'no list' }),
  ]);

  test('those that matched come first, then the nearest; what cannot be read comes last', () => {
    expect(verdictsOn(event, rules).map(({ rule, outcome }) => [rule.name, outcome])).toEqual([
      ['it.does', 'matched'],
      ['near.by', 'not-matched'],
      ['far.off', 'not-matched'],
      ['un.readable', 'not-readable'],
    ]);
    expect(rulesThatMatch(event, rules)).toEqual(['it.does']);
  });

  test('is told by the field, what it held and what was wanted', () => {
    const near = verdictsOn(event, rules).find(({ rule }) => rule.name === 'near.by');
    expect(near).toMatchObject({
      held: 1,
      missed: [{ path: 'detail.drink.drinkId', held: ['latte'], wanted: ['mocha'] }],
    });
  });

  test('a field that is not there held nothing', () => {
    const [verdict] = verdictsOn(event, askable([aRule('a.b', { detail: { reason: ['milk'] } })]));
    expect(verdict).toMatchObject({ missed: [{ path: 'detail.reason', held: [], wanted: ['milk'] }] });
  });
});
