import type { Menu, Order } from './shapes.ts';

/** Something's name, and the language it is in where that is not the reader's. */
export interface Name {
  readonly name: string;
  readonly lang?: string | undefined;
}

/** A chosen drink as its customer reads it: by the menu in their language; what is not on it any more, as it was ordered. */
export const drinkInWords = (
  drink: NonNullable<Order['drink']>,
  menu: Menu | undefined,
): { readonly name: Name; readonly size: Name | undefined; readonly picked: readonly Name[] } => {
  const offered = menu?.drinks.find(({ id }) => id === drink.drinkId);
  const size = drink.size === undefined ? undefined : { name: drink.size };
  return {
    name: offered ?? { name: drink.name },
    size: offered?.sizes.find(({ id }) => id === drink.sizeId) ?? size,
    picked: drink.modifiers.map((name, at) => {
      const { groupId, optionId } = drink.picked?.[at] ?? {};
      const group = menu?.groups.find(({ id }) => id === groupId);
      return group?.options.find(({ id }) => id === optionId) ?? { name };
    }),
  };
};
