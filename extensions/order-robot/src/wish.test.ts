import { expect, test } from 'vitest';
import type { MenuView } from './api/bar.ts';
import { wishFor } from './wish.ts';

const drinkCalled = (id: string, name: string, soldOut = false) => ({ id, name, soldOut, groups: ['milk'] });
const menu: MenuView = {
  drinks: [drinkCalled('espresso', 'Espresso'), drinkCalled('latte', 'Latte'), drinkCalled('flat-white', 'Flat White')],
  groups: [
    {
      id: 'milk',
      max: 1,
      options: [
        { id: 'whole', name: 'Whole milk', soldOut: false },
        { id: 'oat', name: 'Oat milk', soldOut: false },
      ],
    },
  ],
};

test.each([
  ['Caffe Latte', 'latte'],
  ['Flat White', 'flat-white'],
  ['espresso', 'espresso'],
])('%s is %s here', (drink, drinkId) => {
  expect(wishFor(menu, { drink, modifiers: [] })).toMatchObject({ drinkId });
});

test("another bar's special is always the same drink of this menu", () => {
  const asked = { drink: 'House Special', modifiers: [] };
  expect(wishFor(menu, asked)?.drinkId).toBe(wishFor(menu, asked)?.drinkId);
  expect(wishFor(menu, asked)).toBeDefined();
});

test('modifiers are found by name, and left to the usual where the menu does not know them', () => {
  expect(wishFor(menu, { drink: 'Latte', modifiers: ['OAT MILK', 'Sprinkles'] })).toMatchObject({
    options: { milk: ['oat'] },
  });
});

test('what is not to be had is skipped, until nothing is left', () => {
  const first = wishFor(menu, { drink: 'Latte', modifiers: [] }, 0);
  expect(wishFor(menu, { drink: 'Latte', modifiers: [] }, 1)?.drinkId).not.toBe(first?.drinkId);
  expect(wishFor({ ...menu, drinks: [drinkCalled('latte', 'Latte', true)] }, { drink: 'Latte', modifiers: [] })).toBe(
    undefined,
  );
});
