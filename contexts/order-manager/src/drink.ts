import type { ChosenDrink } from '@coffee/shop/contract';

/** Whether two choices are the same drink to the customer: recipes may have changed in between. */
export const sameDrink = (a: ChosenDrink, b: ChosenDrink): boolean =>
  a.drinkId === b.drinkId &&
  a.size === b.size &&
  a.modifiers.length === b.modifiers.length &&
  a.modifiers.every((modifier, at) => modifier === b.modifiers[at]);

/** A drink as one says it: `Large Latte with Oat milk and Extra shot`. */
export const drinkInWords = ({ name, size, modifiers }: ChosenDrink): string => {
  const drink = size === undefined ? name : `${size} ${name}`;
  const last = modifiers.at(-1);
  if (last === undefined) return drink;
  const others = modifiers.slice(0, -1);
  return `${drink} with ${others.length === 0 ? last : `${others.join(', ')} and ${last}`}`;
};
