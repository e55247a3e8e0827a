import { choice, ingredientId, resolveChoice, startingMenu, type Menu } from '@coffee/shop/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { availabilityOf, sameAvailability, withAmple } from './availability.ts';
import { take, type StockLine } from './shelf.ts';

const stock = (left: Readonly<Record<string, number>>): StockLine[] =>
  Object.entries(left).map(([id, amount]) => ({ ingredientId: ingredientId.parse(id), left: amount, ample: 0 }));

describe('what has run out', () => {
  test('where nothing is counted, nothing runs out', () => {
    expect(availabilityOf(startingMenu, [])).toEqual({ ingredientsOut: [], drinksOut: [] });
  });

  test('without oat milk every drink can still be made with another milk', () => {
    expect(availabilityOf(startingMenu, stock({ 'oat-milk': 0 }))).toEqual({
      ingredientsOut: ['oat-milk'],
      drinksOut: [],
    });
  });

  test('without any milk the drinks with milk are out', () => {
    expect(availabilityOf(startingMenu, stock({ 'oat-milk': 0, 'whole-milk': 10, 'soy-milk': 119 }))).toEqual({
      ingredientsOut: ['whole-milk', 'oat-milk', 'soy-milk'],
      drinksOut: ['cappuccino', 'latte', 'flat-white', 'hot-chocolate'],
    });
  });

  test('what is left of the milk makes the small drink and not the large one', () => {
    const left = stock({ 'oat-milk': 0, 'whole-milk': 125, 'soy-milk': 0 });
    expect(availabilityOf(startingMenu, left)).toMatchObject({ drinksOut: ['latte', 'flat-white', 'hot-chocolate'] });
  });

  test('9 g of beans are one espresso, and nothing else', () => {
    const left = stock({ beans: 9, 'decaf-beans': 0 });
    expect(availabilityOf(startingMenu, left)).toEqual({
      ingredientsOut: ['decaf-beans'],
      drinksOut: ['americano', 'cappuccino', 'latte', 'flat-white'],
    });
  });

  test('without cups nothing is made', () => {
    expect(availabilityOf(startingMenu, stock({ cup: 0 }))).toEqual({
      ingredientsOut: ['cup'],
      drinksOut: startingMenu.drinks.map(({ id }) => id),
    });
  });

  test('an ingredient that nothing takes never runs out', () => {
    const menu = { ...startingMenu, drinks: startingMenu.drinks.slice(0, 1) };
    expect(availabilityOf(menu, stock({ cocoa: 0 }))).toMatchObject({ ingredientsOut: [] });
  });
});

describe('laws of availability', () => {
  const anyStock = fc
    .dictionary(
      fc.constantFrom(...startingMenu.ingredients.map(({ id }) => id)),
      fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 500 })),
    )
    .map(stock);
  const oneOrMore = (menu: Menu, max: number): Menu => ({
    ...menu,
    groups: menu.groups.map((group) => (group.id === 'milk' ? { ...group, max } : group)),
  });
  const anyChoice = fc
    .record({
      drinkId: fc.constantFrom(...startingMenu.drinks.map(({ id }) => id)),
      options: fc.record(
        {
          beans: fc.constantFrom(['house'], ['decaf']),
          milk: fc.uniqueArray(fc.constantFrom('whole', 'oat', 'soy'), { minLength: 1 }),
          extras: fc.subarray(['extra-shot', 'cocoa']),
        },
        { requiredKeys: [] },
      ),
    })
    .map((one) => choice.parse(one));

  test('a drink that is out cannot be ordered in any variant', () => {
    fc.assert(
      fc.property(anyStock, anyChoice, fc.integer({ min: 1, max: 3 }), (left, one, max) => {
        const menu = oneOrMore(startingMenu, max);
        const resolved = resolveChoice(menu, one);
        if (!resolved.accepted) return;
        const out = availabilityOf(menu, left);
        const possible = take(left, resolved.drink.ingredients).enough;
        if (out.drinksOut.includes(one.drinkId)) expect(possible).toBe(false);
        if (out.ingredientsOut.some((id) => Object.hasOwn(resolved.drink.ingredients, id)))
          expect(possible).toBe(false);
      }),
    );
  });

  test('what stays ample changes nothing about what can be made', () => {
    fc.assert(
      fc.property(anyStock, fc.array(fc.nat(300)), (left, more) => {
        const before = withAmple(startingMenu, left);
        const after = before.map((line, at) =>
          line.left < line.ample ? line : { ...line, left: line.ample + (more[at] ?? 0) },
        );
        expect(sameAvailability(availabilityOf(startingMenu, before), availabilityOf(startingMenu, after))).toBe(true);
      }),
    );
  });

  test('more of something never makes anything run out', () => {
    fc.assert(
      fc.property(anyStock, fc.nat(300), (left, more) => {
        const before = availabilityOf(startingMenu, left);
        const after = availabilityOf(
          startingMenu,
          left.map((line) => ({ ...line, left: line.left + more })),
        );
        expect(before.drinksOut).toEqual(expect.arrayContaining([...after.drinksOut]));
        expect(before.ingredientsOut).toEqual(expect.arrayContaining([...after.ingredientsOut]));
      }),
    );
  });
});
