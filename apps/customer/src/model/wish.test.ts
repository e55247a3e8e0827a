import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Menu } from './shapes.ts';
import { fieldsOf, wishFrom, wishIn, type Wish } from './wish.ts';

const option = (id: string, soldOut = false) => ({ id, name: id.toUpperCase(), soldOut });
const menu: Menu = {
  revision: 1,
  drinks: [
    {
      id: 'latte',
      name: 'Latte',
      description: '',
      icon: 'latte',
      soldOut: false,
      sizes: [
        { id: 'regular', name: 'Regular' },
        { id: 'large', name: 'Large' },
      ],
      groups: ['milk', 'extras'],
    },
    { id: 'tea', name: 'Tea', description: '', icon: 'cup', soldOut: true, sizes: [], groups: [] },
  ],
  groups: [
    {
      id: 'milk',
      name: 'Milk',
      min: 1,
      max: 1,
      defaults: ['whole'],
      options: [option('whole'), option('oat'), option('soy', true)],
    },
    { id: 'extras', name: 'Extras', min: 0, max: 2, defaults: ['cocoa'], options: [option('cocoa'), option('shot')] },
  ],
};
const form = (fields: readonly (readonly [string, string])[]) =>
  new URLSearchParams(fields.map(([name, value]) => [name, value]));

describe('what a form comes to', () => {
  test('the drink that is picked, with its own options and nobody else’s', () => {
    const fields = form([
      ['drink', 'latte'],
      ['latte.size', 'large'],
      ['latte.milk', 'oat'],
      ['tea.milk', 'soy'],
      ['latte.extras', ''],
    ]);
    expect(wishIn(fields, menu)).toEqual({ drinkId: 'latte', sizeId: 'large', options: { milk: ['oat'], extras: [] } });
  });
  test('nothing where no drink is picked, or one that is not there', () => {
    expect(wishIn(form([]), menu)).toBeUndefined();
    expect(wishIn(form([['drink', 'coconut']]), menu)).toBeUndefined();
  });
  test('a wish sent as fields is the same wish again', () => {
    const anyWish: fc.Arbitrary<Wish> = fc.record({
      drinkId: fc.constant('latte'),
      sizeId: fc.constantFrom('regular', 'large'),
      options: fc.record({
        milk: fc.constantFrom(['whole'], ['oat']),
        extras: fc.constantFrom([], ['cocoa'], ['cocoa', 'shot']),
      }),
    });
    fc.assert(
      fc.property(anyWish, (wish) => {
        expect(wishIn(form(fieldsOf(wish)), menu)).toEqual(wish);
      }),
    );
  });
});

describe('the usual', () => {
  const had = { drinkId: 'latte', name: 'Latte', icon: 'latte', size: 'Large', modifiers: ['OAT', 'SHOT'] };
  test('is what somebody had last', () => {
    expect(wishFrom({ drink: had }, menu)).toEqual({
      drinkId: 'latte',
      sizeId: 'large',
      options: { milk: ['oat'], extras: ['shot'] },
    });
  });
  test('falls back to the defaults for what ran out', () => {
    expect(wishFrom({ drink: { ...had, modifiers: ['SOY'] } }, menu)).toEqual({
      drinkId: 'latte',
      sizeId: 'large',
      options: { extras: [] },
    });
  });
  test('is nothing when the drink itself is sold out or gone', () => {
    expect(wishFrom({ drink: { ...had, drinkId: 'tea' } }, menu)).toBeUndefined();
    expect(wishFrom({ drink: { ...had, drinkId: 'chai' } }, menu)).toBeUndefined();
  });
});
