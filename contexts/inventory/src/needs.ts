import type { Drink, IngredientId, Menu, ModifierGroup } from '@coffee/shop/contract';

/** Amounts by ingredient, in the ingredient's unit. */
export type Amounts = ReadonlyMap<IngredientId, number>;

/** The least that any variant of a drink takes, and what each pickable option takes on top. */
export interface DrinkNeeds {
  readonly drinkId: Drink['id'];
  /** What every variant takes. */
  readonly always: Amounts;
  readonly groups: readonly {
    /** So many of these options a customer picks at least. */
    readonly min: number;
    readonly options: readonly Amounts[];
  }[];
}

/**
 * What the drinks of a menu take at least: in the smallest size, with options of a group sharing as far as they can.
 * It never says more than an order really takes, so a drink that lacks it cannot be made.
 */
export const needsOf = (menu: Menu): readonly DrinkNeeds[] => {
  const pieces = new Set(menu.ingredients.filter(({ unit }) => unit === 'piece').map(({ id }) => id));
  return menu.drinks.map((drink) => {
    const smallest = drink.sizes.reduce((least, { factor }) => Math.min(least, factor), drink.sizes[0]?.factor ?? 1);
    const scaled = (ingredient: IngredientId, amount: number) => (pieces.has(ingredient) ? amount : amount * smallest);
    return {
      drinkId: drink.id,
      always: sumOf(
        drink.recipe.flatMap((line) =>
          'ingredient' in line ? [[line.ingredient, scaled(line.ingredient, line.amount)] as const] : [],
        ),
      ),
      groups: drink.groups.flatMap((id) => {
        const group = menu.groups.find((known) => known.id === id);
        return group === undefined ? [] : [{ min: group.min, options: optionNeeds(drink, group, scaled) }];
      }),
    };
  });
};

const optionNeeds = (
  drink: Drink,
  group: ModifierGroup,
  scaled: (ingredient: IngredientId, amount: number) => number,
): readonly Amounts[] => {
  const suppliers = group.options.filter(({ available, ingredient }) => available && ingredient !== undefined).length;
  const shares = Math.max(Math.min(group.max, suppliers), 1);
  const lines = drink.recipe.flatMap((line) =>
    'from' in line && line.from === group.id ? [line.amount / shares] : [],
  );
  return group.options
    .filter(({ available }) => available)
    .map(({ ingredient, adds }) =>
      sumOf([
        ...(ingredient === undefined ? [] : lines.map((amount) => [ingredient, scaled(ingredient, amount)] as const)),
        ...adds.map((added) => [added.ingredient, added.amount] as const),
      ]),
    );
};

const sumOf = (amounts: readonly (readonly [IngredientId, number])[]): Amounts => {
  const sum = new Map<IngredientId, number>();
  for (const [ingredient, amount] of amounts) sum.set(ingredient, (sum.get(ingredient) ?? 0) + amount);
  return sum;
};
