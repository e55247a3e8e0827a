import type { MenuView, Wish } from './api/bar.ts';

/** Names that other bars give to drinks of this one, without spaces and accents. */
const alsoCalled: Readonly<Record<string, string>> = {
  caffelatte: 'latte',
  cafelatte: 'latte',
  caffelatteoat: 'latte',
  caffeamericano: 'americano',
  longblack: 'americano',
  doppio: 'espresso',
  cappucino: 'cappuccino',
  cocoa: 'hotchocolate',
};

/**
 * What to order when somebody asks for a drink by a name: the drink of that name, else one of the menu that follows from
 * the name alone, so that a special of another bar is always the same drink here.
 * @param skip how many drinks were not to be had already
 * @returns nothing when everything is sold out
 */
export const wishFor = (
  menu: MenuView,
  asked: { readonly drink: string; readonly modifiers: readonly string[] },
  skip = 0,
): (Wish & { readonly name: string }) | undefined => {
  const there = menu.drinks.filter(({ soldOut }) => !soldOut);
  if (there.length === 0) return undefined;
  const name = plain(asked.drink);
  const wanted = alsoCalled[name] ?? name;
  const byName = there.findIndex((drink) => plain(drink.name) === wanted || plain(drink.id) === wanted);
  const place = byName === -1 ? hash(name) : byName;
  const drink = there[(place + skip) % there.length];
  return drink && { drinkId: drink.id, name: drink.name, ...optionsFor(menu, drink.groups, asked.modifiers) };
};

/** The options of the drink's groups that are named; what is not known or not to be had is left to the bar's usual. */
const optionsFor = (menu: MenuView, groups: readonly string[], modifiers: readonly string[]): Pick<Wish, 'options'> => {
  const named = new Set(modifiers.map(plain));
  const picked = menu.groups.flatMap(({ id, max, options }): readonly (readonly [string, readonly string[]])[] => {
    if (!groups.includes(id)) return [];
    const found = options.filter((option) => !option.soldOut && named.has(plain(option.name))).slice(0, max);
    return found.length === 0 ? [] : [[id, found.map((option) => option.id)]];
  });
  return picked.length === 0 ? {} : { options: Object.fromEntries(picked) };
};

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** FNV-1a, 32 bits: the same number for the same name, on every machine. */
const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
};
