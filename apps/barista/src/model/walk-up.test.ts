import { expect, test } from 'vitest';
import type { Menu } from '../wire.ts';
import { choiceOf, groupsOf, nothingPicked, sizesOf } from './walk-up.ts';

const option = (id: string) => ({ id, name: id, soldOut: false });
const menu: Menu = {
  drinks: [
    {
      id: 'latte',
      name: 'Latte',
      icon: 'latte',
      soldOut: false,
      sizes: ['s', 'l'].map((id) => ({ id, name: id })),
      groups: ['milk'],
    },
    { id: 'espresso', name: 'Espresso', icon: 'cup', soldOut: false, sizes: [], groups: ['beans'] },
  ],
  groups: [
    { id: 'milk', name: 'Milk', max: 1, defaults: ['whole'], options: [option('whole'), option('oat')] },
    { id: 'beans', name: 'Beans', max: 1, defaults: ['house'], options: [option('house')] },
  ],
};

test('who picks nothing gets the usual', () => {
  expect(choiceOf(menu, 'latte', nothingPicked)).toEqual({ drinkId: 'latte', options: {} });
});

test('a drink is asked only for what it knows', () => {
  const picked = { options: { milk: ['oat'] }, size: 'l' };
  expect(choiceOf(menu, 'latte', picked)).toEqual({ drinkId: 'latte', sizeId: 'l', options: { milk: ['oat'] } });
  expect(choiceOf(menu, 'espresso', picked)).toEqual({ drinkId: 'espresso', options: {} });
});

test('only what there is a choice of is offered', () => {
  expect(groupsOf(menu).map(({ id }) => id)).toEqual(['milk']);
  expect(sizesOf(menu)).toEqual(['l']);
});
