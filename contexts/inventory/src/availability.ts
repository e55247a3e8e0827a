import type { DrinkId, IngredientId, Menu } from '@coffee/shop/contract';
import { needsOf, type Amounts, type DrinkNeeds } from './needs.ts';
import type { StockLine } from './shelf.ts';

/** What has run out, in the order of the menu. */
export interface Availability {
  /** Ingredients of which too little is left for anything that takes them. */
  readonly ingredientsOut: readonly IngredientId[];
  /** Drinks that cannot be made in any variant. */
  readonly drinksOut: readonly DrinkId[];
}

/** What has run out with this much left. What is not counted never runs out. */
export const availabilityOf = (menu: Menu, stock: readonly StockLine[]): Availability => {
  if (stock.length === 0) return { ingredientsOut: [], drinksOut: [] };
  const needs = needsOf(menu);
  const left = new Map(stock.map((line) => [line.ingredientId, line.left]));
  const short = (ingredient: IngredientId, amount: number): boolean =>
    isShort(left.get(ingredient) ?? Infinity, amount);

  const least = new Map<IngredientId, number>();
  for (const [ingredient, amount] of needs.flatMap(uses))
    least.set(ingredient, Math.min(least.get(ingredient) ?? Infinity, amount));
  return {
    ingredientsOut: menu.ingredients.flatMap(({ id }) => (short(id, least.get(id) ?? 0) ? [id] : [])),
    drinksOut: needs.filter((drink) => !canBeMade(drink, short)).map(({ drinkId }) => drinkId),
  };
};

/** The stock with, by each line, how much is ample: with so much or more left, nothing on the menu is short of it. */
export const withAmple = (menu: Menu, stock: readonly StockLine[]): StockLine[] => {
  const ample = new Map<IngredientId, number>();
  for (const [ingredient, amount] of needsOf(menu).flatMap(together))
    ample.set(ingredient, Math.max(ample.get(ingredient) ?? 0, amount));
  return stock.map((line) => ({ ...line, ample: ample.get(line.ingredientId) ?? 0 }));
};

/** Whether two availabilities tell people the same. Both are in the order of a menu. */
export const sameAvailability = (one: Availability, other: Availability): boolean =>
  one.ingredientsOut.join() === other.ingredientsOut.join() && one.drinksOut.join() === other.drinksOut.join();

// Orders take amounts rounded to thousandths; half of one must not make a drink look impossible.
const isShort = (left: number, amount: number): boolean => left < amount - 0.001;

type Short = (ingredient: IngredientId, amount: number) => boolean;

const canBeMade = ({ always, groups }: DrinkNeeds, short: Short): boolean =>
  isThere(always, short) &&
  groups.every(({ min, options }) => options.filter((option) => isThere(over(always, option), short)).length >= min);

const isThere = (amounts: Amounts, short: Short): boolean => {
  for (const [ingredient, amount] of amounts) if (short(ingredient, amount)) return false;
  return true;
};

/** What an option takes, with what the drink takes of the same ingredients anyway. */
const over = (always: Amounts, option: Amounts): Amounts =>
  new Map([...option].map(([ingredient, amount]) => [ingredient, amount + (always.get(ingredient) ?? 0)]));

const uses = ({ always, groups }: DrinkNeeds): (readonly [IngredientId, number])[] => [
  ...always,
  ...groups.flatMap(({ options }) => options.flatMap((option) => [...option])),
];

const together = ({ always, groups }: DrinkNeeds): (readonly [IngredientId, number])[] => [
  ...always,
  ...groups.flatMap(({ options }) => options.flatMap((option) => [...over(always, option)])),
];
