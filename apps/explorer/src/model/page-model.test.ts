import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anEvent } from '../testing/events.ts';
import { placeOf, searchOf, start, viewNames } from './address.ts';
import { countOf, countSince, tiesBetween } from './context-map.ts';
import { fit, looksLikeId, ranked } from './ranked.ts';
import { rowsInSight, scrollTo } from './virtual.ts';

describe('the address', () => {
  test('leads back to the very place it was made from', () => {
    const word = fc.string({ maxLength: 20 });
    const places = fc.record({
      view: fc.constantFrom(...viewNames),
      filter: fc.record({ pattern: word, text: word, order: word, shop: word, type: word }),
      event: word,
      order: word,
      item: word,
      span: fc.string(),
      theatre: fc.boolean(),
      sandbox: word,
    });
    fc.assert(
      fc.property(places, (place) => {
        expect(placeOf(searchOf(place))).toEqual(place);
      }),
    );
  });
  test('of the start is empty, and one that is not understood leads to the start', () => {
    expect(searchOf(start)).toBe('');
    expect(placeOf('?view=elsewhere&x=1')).toEqual(start);
  });
});

describe('the rows of a long list', () => {
  test('those in sight are always drawn, and never many more', () => {
    fc.assert(
      fc.property(
        fc.nat(50_000),
        fc.nat(2_000_000),
        fc.integer({ min: 100, max: 2_000 }),
        (count, scrollTop, viewHeight) => {
          const rowHeight = 40;
          const { from, to, offset, height } = rowsInSight({ scrollTop, viewHeight, rowHeight, count });
          expect([height, offset]).toEqual([count * rowHeight, from * rowHeight]);
          expect(to - from).toBeLessThanOrEqual(Math.ceil(viewHeight / rowHeight) + 1 + 16);
          const top = Math.min(scrollTop, Math.max(0, height - viewHeight));
          if (count > 0) expect(from * rowHeight).toBeLessThanOrEqual(top);
          if (scrollTop <= height - viewHeight)
            expect(to * rowHeight).toBeGreaterThanOrEqual(Math.min(height, scrollTop + viewHeight));
        },
      ),
    );
  });
  test('a row in sight needs no scrolling, one beyond an edge just as much as it takes', () => {
    const view = { scrollTop: 100, viewHeight: 200, rowHeight: 50 };
    expect([scrollTo(3, view), scrollTo(0, view), scrollTo(8, view)]).toEqual([undefined, 0, 250]);
  });
});

describe('finding by a few letters', () => {
  test('a whole piece is better than letters apart, and first letters better than any', () => {
    const names = ['Shop.ShopOpened', 'OrderManager.OrderClaimed', 'OrderManager.OrderCollected'];
    expect(ranked('claimed', names, (name) => name)).toEqual(['OrderManager.OrderClaimed']);
    expect(ranked('ooc', names, (name) => name)[0]).toBeDefined();
    expect(fit('xyz', 'OrderManager')).toBeUndefined();
  });
  test('nothing wished for shows everything as it is', () => {
    expect(ranked('', ['b', 'a'], (name) => name)).toEqual(['b', 'a']);
  });
  test('an id is known by its looks', () => {
    expect([looksLikeId('01a209aa-d16e-70aa-bda6-df255460b784'), looksLikeId('latte')]).toEqual([true, false]);
  });
});

describe('the map', () => {
  const context = (name: string, more: object = {}) => ({
    kind: 'context',
    name,
    purpose: '',
    rules: [],
    functions: [],
    tables: [],
    workflows: [],
    routes: [],
    ...more,
  });
  const catalogue = {
    contexts: [
      context('bar', {
        workflows: [
          {
            name: 'W',
            purpose: '',
            type: 'STANDARD',
            emits: [],
            definition: { States: { A: { Arguments: { FunctionName: '${count}' } } } },
          },
        ],
      }),
      context('numbers', { functions: [{ name: 'count', purpose: '', errors: [] }] }),
    ],
    events: [
      {
        detailType: 'Bar.Opened',
        source: 'espresso.bar',
        owner: 'bar',
        version: 1,
        schema: null,
        example: null,
        sentence: '',
        sensitive: [],
        consumers: [
          { context: 'numbers', rule: 'numbers.onOpened', target: 'handler' },
          { context: 'bar', rule: 'bar.onOpened', target: 'handler' },
        ],
      },
    ],
  };
  test('ties those who tell to those who listen, and those who call to those who serve', () => {
    expect(tiesBetween(catalogue)).toEqual([{ from: 'bar', to: 'numbers', events: ['Bar.Opened'], calls: ['count'] }]);
  });
  test('counts what happened lately, replays aside', () => {
    const events = [anEvent(1), anEvent(100), anEvent(101, { replayName: 'again' }), anEvent(102)];
    const lately = countSince(events, Date.parse(events[1]?.at ?? ''));
    expect(lately.total).toBe(2);
    expect(countOf(lately, ['OrderManager.OrderClaimed', 'Bar.Opened'])).toBe(2);
  });
});
