import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolveChoice } from './choose.ts';
import { startingMenu } from './example.ts';
import { choice, menu, type Menu } from './menu.ts';

const choose = (
  drinkId: string,
  more: { sizeId?: string; options?: Record<string, string[]> } = {},
  from = startingMenu,
) => resolveChoice(from, choice.parse({ drinkId, ...more }));

const without = (drinkOrOption: string): Menu => ({
  ...startingMenu,
  drinks: startingMenu.drinks.map((drink) => ({ ...drink, available: drink.id !== drinkOrOption && drink.available })),
  groups: startingMenu.groups.map((group) => ({
    ...group,
    options: group.options.map((option) => ({ ...option, available: option.id !== drinkOrOption })),
  })),
});

describe('what a customer may choose', () => {
  test('who says nothing gets the usual size and the usual options', () => {
    expect(choose('latte')).toEqual({
      accepted: true,
      drink: {
        drinkId: 'latte',
        name: 'Latte',
        icon: 'latte',
        size: 'Regular',
        sizeId: 'regular',
        modifiers: ['House blend', 'Whole milk'],
        picked: [
          { groupId: 'beans', optionId: 'house' },
          { groupId: 'milk', optionId: 'whole' },
        ],
        ingredients: { beans: 18, 'whole-milk': 200, cup: 1 },
      },
    });
  });

  test('what differs from the usual is read first', () => {
    expect(choose('latte', { options: { milk: ['oat'], extras: ['cocoa'] } })).toMatchObject({
      drink: {
        modifiers: ['Oat milk', 'Cocoa on top', 'House blend'],
        picked: [{ optionId: 'oat' }, { optionId: 'cocoa' }, { optionId: 'house' }],
      },
    });
  });

  test('a larger size takes more of the recipe, but no second cup, and no more of what an option adds', () => {
    expect(choose('latte', { sizeId: 'large', options: { extras: ['extra-shot'] } })).toMatchObject({
      drink: { size: 'Large', ingredients: { beans: 18 * 1.5 + 9, 'whole-milk': 300, cup: 1 } },
    });
  });

  test('a drink of one size has no size to read', () => {
    expect(choose('americano')).not.toHaveProperty('drink.size');
  });

  test('two milks share what the recipe takes of milk', () => {
    const mixed = {
      ...startingMenu,
      groups: startingMenu.groups.map((group) => (group.id === 'milk' ? { ...group, max: 3 } : group)),
    };
    expect(choose('latte', { options: { milk: ['whole', 'oat', 'soy'] } }, mixed)).toMatchObject({
      drink: { ingredients: { 'whole-milk': 66.667, 'oat-milk': 66.667, 'soy-milk': 66.667 } },
    });
  });

  test('a group may be named after something every object has', () => {
    const odd = menu.parse({
      ...startingMenu,
      groups: [
        { id: 'constructor', name: 'Shape', min: 0, max: 1, defaults: [], options: [{ id: 'any', name: 'Any' }] },
      ],
      drinks: [{ id: 'water', name: 'Water', groups: ['constructor'] }],
    });
    expect(choose('water', {}, odd)).toMatchObject({ accepted: true, drink: { modifiers: [] } });
  });
});

describe('what the menu does not allow, in a sentence', () => {
  test.each<[string, ReturnType<typeof choose>, string]>([
    ['an unknown drink', choose('tea'), 'This drink is not on the menu.'],
    ['a drink taken off the menu', choose('latte', {}, without('latte')), 'Latte is not on the menu right now.'],
    ['a size of a drink without sizes', choose('americano', { sizeId: 'large' }), 'Americano comes in one size only.'],
    [
      'an unknown size',
      choose('latte', { sizeId: 'huge' }),
      'Latte does not come in that size. There is: Regular, Large.',
    ],
    [
      'milk in an espresso',
      choose('espresso', { options: { milk: ['oat'] } }),
      "Espresso cannot be changed that way: there is no choice of 'milk'.",
    ],
    [
      'an unknown milk',
      choose('latte', { options: { milk: ['goat'] } }),
      'Milk: there is no such choice. There is: Whole milk, Oat milk, Soy milk.',
    ],
    [
      'an option that is not available',
      choose('latte', { options: { milk: ['oat'] } }, without('oat')),
      'Oat milk is not available right now. Please choose again.',
    ],
    [
      'a usual option that is not available',
      choose('latte', {}, without('whole')),
      'Whole milk is not available right now. Please choose again.',
    ],
    ['no milk at all', choose('latte', { options: { milk: [] } }), 'Milk: please choose at least 1.'],
    ['two milks', choose('latte', { options: { milk: ['oat', 'soy'] } }), 'Milk: please choose at most 1.'],
    [
      'the same extra twice',
      choose('latte', { options: { extras: ['cocoa', 'cocoa'] } }),
      'Cocoa on top can be chosen once only.',
    ],
  ])('%s', (_, resolution, reason) => {
    expect(resolution).toEqual({ accepted: false, reason });
  });

  test('more groups than a drink can have are no choice at all', () => {
    const options = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`group-${at}`, []]));
    expect(choice.safeParse({ drinkId: 'latte', options }).success).toBe(false);
  });
});

describe('laws of choosing', () => {
  const word = (words: readonly string[]) => fc.constantFrom(...words, 'nobody-knows-this');
  const anyChoice = fc
    .record(
      {
        drinkId: word(startingMenu.drinks.map(({ id }) => id)),
        sizeId: word(startingMenu.drinks.flatMap(({ sizes }) => sizes.map(({ id }) => id))),
        options: fc.dictionary(
          word(startingMenu.groups.map(({ id }) => id)),
          fc.array(word(startingMenu.groups.flatMap(({ options }) => options.map(({ id }) => id))), { maxLength: 3 }),
        ),
      },
      { requiredKeys: ['drinkId'] },
    )
    .map((one) => choice.parse(one));

  test('every choice gets a drink or a sentence', () => {
    fc.assert(
      fc.property(anyChoice, (one) => {
        const resolution = resolveChoice(startingMenu, one);
        if (!resolution.accepted) expect(resolution.reason).toMatch(/^[A-Z].*\.$/);
        else expect(resolution.drink.drinkId).toBe(one.drinkId);
      }),
    );
  });

  test('an accepted drink takes known ingredients only, and of each a positive amount', () => {
    const known = new Set<string>(startingMenu.ingredients.map(({ id }) => id));
    fc.assert(
      fc.property(anyChoice, (one) => {
        const resolution = resolveChoice(startingMenu, one);
        if (!resolution.accepted) return;
        for (const [ingredient, amount] of Object.entries(resolution.drink.ingredients)) {
          expect(known).toContain(ingredient);
          expect(amount).toBeGreaterThan(0);
        }
      }),
    );
  });

  test('saying the usual aloud changes nothing', () => {
    fc.assert(
      fc.property(anyChoice, (one) => {
        const drink = startingMenu.drinks.find(({ id }) => id === one.drinkId);
        const spelled = {
          ...one,
          options: {
            ...Object.fromEntries(
              startingMenu.groups
                .filter(({ id }) => drink?.groups.includes(id))
                .map((group) => [group.id, group.defaults]),
            ),
            ...one.options,
          },
        };
        expect(resolveChoice(startingMenu, choice.parse(spelled))).toEqual(resolveChoice(startingMenu, one));
      }),
    );
  });
});
