import type { Menu } from '../wire.ts';

/** What was picked for an order at the counter, before its drink: options by group, and a size by its name. */
export interface Picked {
  readonly options: Readonly<Record<string, readonly string[]>>;
  readonly size?: string | undefined;
}

export const nothingPicked: Picked = { options: {} };

/** The groups of the menu with a choice worth a tap. */
export const groupsOf = (menu: Menu): Menu['groups'] => menu.groups.filter(({ options }) => options.length > 1);

/** All sizes of all drinks but the usual ones, by name: each once. */
export const sizesOf = (menu: Menu): readonly string[] => [
  ...new Set(menu.drinks.flatMap(({ sizes }) => sizes.slice(1).map(({ name }) => name))),
];

/** What is asked for a drink: of what was picked, that which the drink knows. The rest is as usual. */
export const choiceOf = (menu: Menu, drinkId: string, { options, size }: Picked) => {
  const drink = menu.drinks.find(({ id }) => id === drinkId);
  const sizeId = drink?.sizes.find(({ name }) => name === size)?.id;
  const asked = Object.entries(options).filter(([group]) => drink?.groups.includes(group) === true);
  return {
    drinkId,
    ...(sizeId !== undefined && { sizeId }),
    options: Object.fromEntries(asked.map(([id, of]) => [id, [...of]])),
  };
};
