import { describe, expect, test } from 'vitest';
import { startingMenu } from './contract/index.ts';
import { menuBody } from './menu-body.ts';

/** The starting menu as JSON, after somebody's pencil went over it. */
const written = (pencil: (menu: Writable) => void): string[] => {
  const menu: Writable = structuredClone(startingMenu);
  pencil(menu);
  const read = menuBody.safeParse(menu);
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('/')}: ${message}`);
};

const at = <Thing>(things: readonly Thing[], position: number): Thing => {
  const thing = things[position];
  if (thing === undefined) throw new RangeError(`the starting menu has nothing at ${position}`);
  return thing;
};

interface Writable {
  ingredients: { id: string; name: string; unit: string }[];
  groups: { id: string; min: number; max: number; defaults: string[]; options: Record<string, unknown>[] }[];
  drinks: {
    id: string;
    groups: string[];
    recipe: ({ ingredient: string; amount: number } | { from: string; amount: number })[];
    sizes: { id: string; name: string; factor: number }[];
  }[];
}

describe('a menu whose parts know each other', () => {
  test('the starting menu has no fault', () => expect(written(() => undefined)).toEqual([]));

  test.each<[string, (menu: Writable) => void, string]>([
    [
      'two drinks of one id',
      ({ drinks }) => drinks.push({ ...at(drinks, 0), recipe: [], groups: [] }),
      "drinks/6/id: an id that no other entry has; 'espresso' exists already",
    ],
    [
      'two options of one id',
      ({ groups }) => at(groups, 1).options.push({ id: 'oat', name: 'Oat again' }),
      "groups/1/options/3/id: an id that no other entry has; 'oat' exists already",
    ],
    [
      'a recipe with an ingredient nobody stocks',
      ({ drinks }) => at(drinks, 0).recipe.push({ ingredient: 'sugar', amount: 1 }),
      'drinks/0/recipe/2/ingredient: the id of an existing ingredient: beans, decaf-beans, whole-milk, oat-milk, soy-milk, cocoa, cup',
    ],
    [
      'a recipe that takes from a group the drink does not offer',
      ({ drinks }) => at(drinks, 0).recipe.push({ from: 'milk', amount: 50 }),
      'drinks/0/recipe/2/from: the id of an existing group of this drink: beans',
    ],
    [
      'a recipe that takes from a group that supplies nothing',
      ({ drinks }) => at(drinks, 1).recipe.push({ from: 'extras', amount: 50 }),
      'drinks/1/recipe/2/from: a group of which at least one option supplies an ingredient',
    ],
    [
      'a drink with a group nobody knows',
      ({ drinks }) => at(drinks, 0).groups.push('syrup'),
      'drinks/0/groups/1: the id of an existing group: beans, milk, extras',
    ],
    [
      'a drink with a group twice',
      ({ drinks }) => at(drinks, 0).groups.push('beans'),
      'drinks/0/groups: every group once',
    ],
    [
      'a default that is no option',
      ({ groups }) => (at(groups, 1).defaults = ['goat']),
      'groups/1/defaults/0: the id of an existing option: whole, oat, soy',
    ],
    [
      'no default where something must be picked',
      ({ groups }) => (at(groups, 1).defaults = []),
      "groups/1/defaults: between 1 and 1 of the group's options",
    ],
    [
      'a minimum above the maximum',
      ({ groups }) => (at(groups, 2).min = 3),
      "groups/2/min: at most 2, which is this group's max",
    ],
    [
      'a maximum above what there is',
      ({ groups }) => (at(groups, 2).max = 3),
      'groups/2/max: at most 2: there are no more options',
    ],
    [
      'an option with an ingredient nobody stocks',
      ({ groups }) => (at(at(groups, 1).options, 1)['ingredient'] = 'goat-milk'),
      'groups/1/options/1/ingredient: the id of an existing ingredient',
    ],
    [
      'a word nobody knows',
      ({ groups }) => (at(at(groups, 1).options, 1)['avaliable'] = false),
      'groups/1/options/1: Unrecognized key: "avaliable"',
    ],
  ])('%s is told with its field, and with what would be right', (_, pencil, told) => {
    expect(written(pencil).join('\n')).toContain(told);
  });
});
