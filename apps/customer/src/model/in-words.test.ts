import { expect, test } from 'vitest';
import { drinkInWords } from './in-words.ts';
import type { Menu } from './shapes.ts';

const menu: Menu = {
  revision: 1,
  drinks: [
    {
      id: 'latte',
      name: 'Milchkaffee',
      description: '',
      icon: 'latte',
      soldOut: false,
      sizes: [{ id: 'large', name: 'Groß' }],
      groups: ['milk'],
    },
  ],
  groups: [
    {
      id: 'milk',
      name: 'Milch',
      min: 1,
      max: 1,
      defaults: [],
      options: [{ id: 'oat', name: 'Hafer', soldOut: false }],
    },
  ],
};
const drink = {
  drinkId: 'latte',
  name: 'Latte',
  icon: 'latte',
  size: 'Large',
  sizeId: 'large',
  modifiers: ['Oat milk', 'Cinnamon'],
  picked: [
    { groupId: 'milk', optionId: 'oat' },
    { groupId: 'extras', optionId: 'cinnamon' },
  ],
};

test("a drink is read in the reader's words; what left the menu, as it was ordered", () => {
  const { name, size, picked } = drinkInWords(drink, menu);
  expect([name.name, size?.name, ...picked.map((one) => one.name)]).toEqual([
    'Milchkaffee',
    'Groß',
    'Hafer',
    'Cinnamon',
  ]);
});

test('without a menu it is read as it was ordered', () => {
  const { name, size, picked } = drinkInWords(drink, undefined);
  expect([name.name, size?.name, ...picked.map((one) => one.name)]).toEqual(['Latte', 'Large', 'Oat milk', 'Cinnamon']);
});
