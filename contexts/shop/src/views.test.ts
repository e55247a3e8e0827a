import { describe, expect, test } from 'vitest';
import { drinkId, ingredientId, shopId, startingMenu } from './contract/index.ts';
import type { Offer } from './tables.ts';
import { menuViewOf } from './views.ts';

const offer: Offer = {
  shopId: shopId.parse('main'),
  menu: startingMenu,
  ingredientsOut: [],
  drinksOut: [],
  availabilityRevision: 0,
  version: 1,
};
const soldOut = (of: Offer): string[] => {
  const { drinks, groups } = menuViewOf(of);
  return [...drinks, ...groups.flatMap(({ options }) => options)].filter((one) => one.soldOut).map(({ id }) => id);
};
const withoutMilk = (available: boolean): Offer => ({
  ...offer,
  menu: {
    ...startingMenu,
    groups: startingMenu.groups.map((group) =>
      group.id === 'milk' ? { ...group, options: group.options.map((option) => ({ ...option, available })) } : group,
    ),
  },
});

describe('the menu as customers read it', () => {
  test('offers everything while nothing has run out', () => expect(soldOut(offer)).toEqual([]));

  test('shows no recipe and no ingredient', () => {
    expect(JSON.stringify(menuViewOf(offer))).not.toMatch(/recipe|ingredient|amount|adds|factor/);
  });

  test('an option whose ingredient has run out is sold out, the drink is not', () => {
    expect(soldOut({ ...offer, ingredientsOut: [ingredientId.parse('oat-milk')] })).toEqual(['oat']);
  });

  test('an option that adds what has run out is sold out', () => {
    expect(soldOut({ ...offer, ingredientsOut: [ingredientId.parse('cocoa')] })).toEqual(['cocoa']);
  });

  test('a drink that the inventory calls out is sold out', () => {
    expect(soldOut({ ...offer, drinksOut: [drinkId.parse('latte')] })).toEqual(['latte']);
  });

  test('with every milk taken off the menu, so are the drinks that need one', () => {
    expect(soldOut(withoutMilk(false))).toEqual([
      'cappuccino',
      'latte',
      'flat-white',
      'hot-chocolate',
      'whole',
      'oat',
      'soy',
    ]);
    expect(soldOut(withoutMilk(true))).toEqual([]);
  });
});
