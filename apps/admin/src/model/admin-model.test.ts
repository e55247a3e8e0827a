import { menu as menuSchema, startingMenu } from '@coffee/shop/contract';
import { parseJson } from '@espresso/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checklistOf } from './checklist.ts';
import { everyHour, outcomesOf, type Summary } from './hours.ts';
import { writtenMenu } from '../wire.ts';
import {
  asJson,
  changedAt,
  idFor,
  moved,
  withDrink,
  withGroup,
  withIngredient,
  withoutGroup,
  withoutIngredient,
  withoutOption,
  type MenuDraft,
} from './menu-draft.ts';
import { faultsIn, faultsTold, faultsUnder } from './menu-faults.ts';
import { placeOf } from './places.ts';
import { lineThrough, scaleTo } from './scale.ts';

const menu: MenuDraft = startingMenu;

describe('writing a menu', () => {
  test('the menu a new shop starts with is without faults', () => {
    expect(faultsIn(menu)).toEqual(new Map());
  });

  test('whatever a menu says is still there after it went through the desk: translations and labels, too', () => {
    const rich = menuSchema.parse({
      language: 'de',
      ingredients: [{ id: 'oat', name: 'Hafermilch', unit: 'ml', translations: { en: { name: 'Oat milk' } } }],
      groups: [
        {
          id: 'milk',
          name: 'Milch',
          translations: { en: { name: 'Milk' } },
          min: 0,
          max: 1,
          defaults: [],
          options: [
            {
              id: 'oat',
              name: 'Hafer',
              ingredient: 'oat',
              adds: [{ ingredient: 'oat', amount: 10 }],
              translations: { en: { name: 'Oat' } },
              labels: { allergens: ['gluten'], vegan: true },
            },
          ],
        },
      ],
      drinks: [
        {
          id: 'tea',
          name: 'Tee',
          description: 'Schwarz.',
          translations: { en: { name: 'Tea', description: 'Black.' } },
          labels: { caffeine: true },
          sizes: [{ id: 'pot', name: 'Kanne', factor: 2, translations: { en: { name: 'Pot' } } }],
          groups: ['milk'],
          recipe: [{ from: 'milk', amount: 20 }],
        },
      ],
    });
    expect(asJson(writtenMenu(parseJson(JSON.stringify(rich))))).toEqual(rich);
  });

  test('a new thing is named after its name, and numbered where the name is taken', () => {
    expect(idFor('Café Crème', [], 'drink')).toBe('cafe-creme');
    expect(idFor('Latte', menu.drinks, 'drink')).toBe('latte-2');
    expect(idFor('抹茶', [], 'drink')).toBe('drink');
  });

  test('ids are what the API takes, whatever a person types', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(idFor(name, menu.drinks, 'drink')).toMatch(/^[a-z0-9][a-z0-9-]{0,39}$/);
      }),
    );
  });

  test('moving up and down again changes nothing, and the ends hold', () => {
    expect(moved(moved(menu.drinks, 2, -1), 1, 1)).toEqual(menu.drinks);
    expect(moved(menu.drinks, 0, -1)).toBe(menu.drinks);
    expect(moved(menu.drinks, menu.drinks.length - 1, 1)).toBe(menu.drinks);
  });

  test('what is taken away leaves no trace: the menu stays one that knows its parts', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...menu.groups.map(({ id }) => id)),
        fc.constantFrom(...menu.ingredients.map(({ id }) => id)),
        (group, ingredient) => {
          const text = JSON.stringify(withoutIngredient(withoutGroup(menu, group), ingredient).drinks);
          expect(text).not.toContain(`"from":"${group}"`);
          expect(text).not.toContain(`"ingredient":"${ingredient}"`);
        },
      ),
    );
  });

  test('a group from which an option is taken asks for no more than it has', () => {
    const milk = menu.groups.find(({ id }) => id === 'milk');
    expect(milk && withoutOption(milk, 'whole')).toMatchObject({ min: 1, max: 1, defaults: [] });
  });

  test('every new part can be published once it has a name', () => {
    const grown = withIngredient(withGroup(withDrink(menu, 'Matcha'), 'Syrup', 'Vanilla'), 'Matcha powder', 'g');
    expect(faultsIn(grown)).toEqual(new Map());
    expect(faultsIn(withDrink(menu, ' ')).get(`drinks/${menu.drinks.length}/name`)).toBe('name-missing');
  });
});

describe('what is wrong is said at its field', () => {
  test('an amount that is none', () => {
    const wrong = {
      ...menu,
      drinks: changedAt(menu.drinks, 0, (drink) => ({ ...drink, recipe: [{ ingredient: 'beans', amount: NaN }] })),
    };
    expect(faultsIn(wrong)).toEqual(new Map([['drinks/0/recipe/0/amount', 'amount-wrong']]));
  });

  test('what the server says lands at the same place', () => {
    const faults = faultsTold([{ pointer: '#/body/drinks/0/name', detail: 'too short' }]);
    expect(faults.get('drinks/0/name')).toEqual({ text: 'too short' });
    expect([faultsUnder(faults, 'drinks/0'), faultsUnder(faults, 'drinks/01')]).toEqual([1, 0]);
  });
});

describe('plots', () => {
  test('a scale ends at or above the greatest value, in steps a person counts in', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (greatest) => {
        const { max, ticks } = scaleTo(greatest);
        expect(max).toBeGreaterThanOrEqual(greatest);
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)).toBe(max);
      }),
    );
    expect(scaleTo(37).ticks).toEqual([0, 10, 20, 30, 40]);
    expect(scaleTo(1).ticks).toEqual([0, 1]);
  });

  test('a line is broken where nobody waited', () => {
    expect(lineThrough([[0, 1], undefined, [2, 3], [4, 5]])).toBe('M0 1M2 3L4 5');
  });

  const summary: Summary = {
    orders: 3,
    finished: 2,
    cancelled: { customer: 1, barista: 0 },
    timedOut: { customer: 0, barista: 0 },
    refused: { closed: 0, paused: 0, noCapacity: 0 },
    failed: 0,
    waits: { order: null, queue: null },
  };

  test('no hour is left out', () => {
    const hours = everyHour({
      from: '2026-06-01T10:00:00.000Z',
      to: '2026-06-01T12:30:00.000Z',
      total: summary,
      hours: [{ from: '2026-06-01T11:00:00.000Z', summary }],
    });
    expect(hours.map((hour) => hour.summary?.orders ?? 0)).toEqual([0, 3, 0]);
  });

  test('ends that did not happen are not shown', () => {
    expect(outcomesOf(summary)).toEqual([
      { outcome: 'finished', count: 2 },
      { outcome: 'cancelledCustomer', count: 1 },
    ]);
  });
});

test('the checklist counts who may work at this shop, and nobody who was signed out', () => {
  const staff = [
    { role: 'display', shopId: 'other' },
    { role: 'barista', revokedAt: '2026-06-01T12:00:00.000Z' },
  ];
  const done = (facts: Parameters<typeof checklistOf>[1]) =>
    checklistOf('main', facts)
      .filter(({ isDone }) => isDone)
      .map(({ step }) => step);
  expect(done({ status: 'open', staff, orders: 0 })).toEqual(['open']);
  expect(
    done({ status: 'closed', staff: [{ role: 'display' }, { role: 'barista', shopId: 'main' }], orders: 1 }),
  ).toEqual(['display', 'barista', 'order']);
});

test('an address leads to its page, a link to its token, and anything else home', () => {
  expect(placeOf('#/menu')).toEqual({ type: 'page', page: 'menu' });
  expect(placeOf('#set-up=abc')).toEqual({ type: 'set-up', token: 'abc' });
  expect(placeOf('#join=abc.def')).toEqual({ type: 'join', token: 'abc.def' });
  expect(placeOf('#/nowhere')).toEqual({ type: 'page', page: 'home' });
});
