import type { JsonObject } from '@espresso/kernel';
import { list, maybe, object, table, text, type Of } from '@espresso/ui/read';
import type { Menu, Order } from './shapes.ts';

/** What somebody would like, as the API takes it: a drink, a size, options by group. */
export const wish = object({ drinkId: text, sizeId: maybe(text), options: table(list(text)) });
export type Wish = Of<typeof wish>;

/** The name of a form's field: `latte.size`, `latte.milk`. Each drink has its own, so all of them can stand in one form. */
export const sizeField = (drinkId: string): string => `${drinkId}.size`;
export const groupField = (drinkId: string, groupId: string): string => `${drinkId}.${groupId}`;
export const DRINK_FIELD = 'drink';

/** A group's field that was there, though nothing in it was picked: an unchecked box sends nothing by itself. */
const NOTHING = '';

/** What a form's fields come to; undefined where no drink was picked. Only what this menu knows is taken. */
export const wishIn = (
  fields: { readonly getAll: (name: string) => readonly unknown[] },
  menu: Menu,
): Wish | undefined => {
  const drink = menu.drinks.find(({ id }) => id === fields.getAll(DRINK_FIELD)[0]);
  if (drink === undefined) return undefined;
  const sizeId = drink.sizes.find(({ id }) => id === fields.getAll(sizeField(drink.id))[0])?.id;
  const options: Record<string, readonly string[]> = {};
  for (const id of drink.groups) {
    const sent = fields.getAll(groupField(drink.id, id));
    const known = menu.groups.find((group) => group.id === id)?.options ?? [];
    // Nothing sent at all: the group gets its defaults.
    if (sent.length > 0) options[id] = known.filter((option) => sent.includes(option.id)).map((option) => option.id);
  }
  return { drinkId: drink.id, ...(sizeId !== undefined && { sizeId }), options };
};

/** The same as fields of a form or of an address. */
export const fieldsOf = ({ drinkId, sizeId, options }: Wish): readonly (readonly [string, string])[] => [
  [DRINK_FIELD, drinkId],
  ...(sizeId === undefined ? [] : [[sizeField(drinkId), sizeId] as const]),
  ...Object.entries(options).flatMap(([group, ids]) =>
    (ids.length === 0 ? [NOTHING] : ids).map((id) => [groupField(drinkId, group), id] as const),
  ),
];

/** What somebody had, as a wish on today's menu: what is not there any more falls back to the usual. */
export const wishFrom = ({ drink: had }: Pick<Order, 'drink'>, menu: Menu): Wish | undefined => {
  const drink = menu.drinks.find(({ id }) => id === had?.drinkId);
  if (had === undefined || drink === undefined || drink.soldOut) return undefined;
  const sizeId = drink.sizes.find(({ id, name }) =>
    had.sizeId === undefined ? name === had.size : id === had.sizeId,
  )?.id;
  const options = Object.fromEntries(
    menu.groups
      .filter(({ id }) => drink.groups.includes(id))
      .map((group) => {
        const chosen = had.picked?.filter(({ groupId }) => groupId === group.id).map(({ optionId }) => optionId);
        const picked = group.options.filter(
          ({ id, name, soldOut }) =>
            !soldOut && (chosen === undefined ? had.modifiers.includes(name) : chosen.includes(id)),
        );
        return [group.id, picked.map(({ id }) => id)] as const;
      })
      .filter(([id, picked]) => picked.length >= (menu.groups.find((group) => group.id === id)?.min ?? 0)),
  );
  return { drinkId: drink.id, ...(sizeId !== undefined && { sizeId }), options };
};

/** As the body of the command. */
export const bodyOf = ({ drinkId, sizeId, options }: Wish): JsonObject => ({
  drinkId,
  ...(sizeId !== undefined && { sizeId }),
  options,
});
