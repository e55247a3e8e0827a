import { describe, expect, test } from 'vitest';
import { drinkId, ingredientId, language, menu, shopId, startingMenu } from './contract/index.ts';
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

describe('the menu in a language of the reader', () => {
  const [de, ja] = [language.parse('de'), language.parse('ja')];
  const translated: Offer = {
    ...offer,
    menu: menu.parse({
      drinks: [
        {
          id: 'milk',
          name: 'Hot milk',
          description: 'With honey.',
          translations: { de: { name: 'Heiße Milch' }, ja: { description: '蜂蜜入り。' } },
          sizes: [{ id: 'small', name: 'Small', factor: 1, translations: { de: { name: 'Klein' } } }],
          groups: ['honey'],
          labels: { allergens: ['milk'], vegan: false },
        },
      ],
      groups: [
        {
          id: 'honey',
          name: 'Honey',
          translations: { de: { name: 'Honig' } },
          min: 0,
          max: 1,
          defaults: [],
          options: [{ id: 'forest', name: 'Forest', translations: { de: { name: 'Wald' } } }],
        },
      ],
      ingredients: [],
    }),
  };

  test('is read in it where it is translated', () => {
    expect(menuViewOf(translated, de)).toMatchObject({
      language: 'de',
      drinks: [{ name: 'Heiße Milch', sizes: [{ name: 'Klein' }] }],
      groups: [{ name: 'Honig', options: [{ name: 'Wald' }] }],
    });
  });

  test('and in its own where it is not: then it says which that is, word by word', () => {
    const [drink] = menuViewOf(translated, de).drinks;
    expect(drink).not.toHaveProperty('lang');
    expect(drink).toMatchObject({ description: 'With honey.', descriptionLang: 'en' });
    expect(menuViewOf(translated, ja)).toMatchObject({
      drinks: [{ name: 'Hot milk', lang: 'en', description: '蜂蜜入り。' }],
    });
  });

  test('nothing is marked for who reads the menu as it is written', () => {
    expect(JSON.stringify(menuViewOf(translated))).not.toMatch(/lang"|Lang"|translations/);
  });

  test('says which languages there are, its own first', () => {
    expect(menuViewOf(translated).languages).toEqual(['en', 'de', 'ja']);
  });

  test('says what a drink contains', () => {
    expect(menuViewOf(translated, de)).toMatchObject({ drinks: [{ labels: { allergens: ['milk'], vegan: false } }] });
  });
});
