import type { GroupId, IngredientId, OptionId } from './ids.ts';
import type { Choice, ChosenDrink, Drink, Menu, ModifierGroup, Option } from './menu.ts';

/** A choice the menu allows, or the sentence that tells the customer why it does not. */
export type Resolution =
  { readonly accepted: true; readonly drink: ChosenDrink } | { readonly accepted: false; readonly reason: string };

/**
 * What a choice comes to on this menu: the names a barista reads and the amounts it takes.
 * A size left out is the drink's first; a group left out gets its defaults; options of a group share what the recipe
 * takes from that group evenly. Pieces do not grow with the size (a large latte still takes one cup), nor does what an
 * option adds.
 */
export const resolveChoice = (menu: Menu, choice: Choice): Resolution => {
  const drink = menu.drinks.find(({ id }) => id === choice.drinkId);
  if (drink === undefined) return no('This drink is not on the menu.');
  if (!drink.available) return no(`${drink.name} is not on the menu right now.`);
  const size = sizeOf(drink, choice);
  if (typeof size === 'string') return no(size);
  const foreign = Object.keys(choice.options).find((id) => !drink.groups.some((group) => group === id));
  if (foreign !== undefined) return no(`${drink.name} cannot be changed that way: there is no choice of '${foreign}'.`);

  const picked: Picked[] = [];
  for (const id of drink.groups) {
    const group = menu.groups.find((known) => known.id === id);
    if (group === undefined)
      return no(`${drink.name} cannot be ordered: the menu does not know its choice of '${id}'.`);
    const options = pick(group, asked(choice, id) ?? group.defaults);
    if (typeof options === 'string') return no(options);
    picked.push({ group, options });
  }
  return { accepted: true, drink: chosen(menu, drink, size, picked) };
};

interface Picked {
  readonly group: ModifierGroup;
  readonly options: readonly Option[];
}

const no = (reason: string): Resolution => ({ accepted: false, reason });

type Size = Drink['sizes'][number];

/** The size asked for, nothing where the drink has none, or why not. */
const sizeOf = (drink: Drink, { sizeId }: Choice): Size | undefined | string => {
  if (sizeId === undefined) return drink.sizes[0];
  const size = drink.sizes.find(({ id }) => id === sizeId);
  if (size !== undefined) return size;
  return drink.sizes.length === 0
    ? `${drink.name} comes in one size only.`
    : `${drink.name} does not come in that size. There is: ${namesOf(drink.sizes)}.`;
};

/** What the customer asked for in a group. A group may be called 'constructor', which every object answers to. */
const asked = (choice: Choice, group: GroupId): readonly OptionId[] | undefined =>
  Object.hasOwn(choice.options, group) ? choice.options[group] : undefined;

/** The options of these ids, or why they cannot be had together. */
const pick = (group: ModifierGroup, ids: readonly OptionId[]): readonly Option[] | string => {
  const options: Option[] = [];
  for (const id of ids) {
    const option = group.options.find((known) => known.id === id);
    if (option === undefined) return `${group.name}: there is no such choice. There is: ${namesOf(group.options)}.`;
    if (!option.available) return `${option.name} is not available right now. Please choose again.`;
    if (options.includes(option)) return `${option.name} can be chosen once only.`;
    options.push(option);
  }
  if (options.length < group.min) return `${group.name}: please choose at least ${group.min}.`;
  if (options.length > group.max) return `${group.name}: please choose at most ${group.max}.`;
  return options;
};

const chosen = (menu: Menu, drink: Drink, size: Size | undefined, picked: readonly Picked[]): ChosenDrink => {
  const amounts = new Map<IngredientId, number>();
  const add = (ingredient: IngredientId, amount: number) =>
    amounts.set(ingredient, (amounts.get(ingredient) ?? 0) + amount);

  const grows = (ingredient: IngredientId) => menu.ingredients.find(({ id }) => id === ingredient)?.unit !== 'piece';
  const factorOf = (ingredient: IngredientId) => (grows(ingredient) ? (size?.factor ?? 1) : 1);
  for (const line of drink.recipe) {
    if ('ingredient' in line) {
      add(line.ingredient, line.amount * factorOf(line.ingredient));
      continue;
    }
    const suppliers = (picked.find(({ group }) => group.id === line.from)?.options ?? []).flatMap((option) =>
      option.ingredient === undefined ? [] : [option.ingredient],
    );
    for (const ingredient of suppliers) add(ingredient, (line.amount * factorOf(ingredient)) / suppliers.length);
  }
  for (const { options } of picked)
    for (const option of options) for (const { ingredient, amount } of option.adds) add(ingredient, amount);

  const read = inReadingOrder(picked);
  return {
    drinkId: drink.id,
    name: drink.name,
    icon: drink.icon,
    ...(size && { size: size.name, sizeId: size.id }),
    modifiers: read.map(({ option }) => option.name),
    picked: read.map(({ group, option }) => ({ groupId: group.id, optionId: option.id })),
    ingredients: Object.fromEntries([...amounts].map(([ingredient, amount]) => [ingredient, toThousandths(amount)])),
  };
};

/** Everything picked: first what differs from the usual, as the barista must not miss it. */
const inReadingOrder = (picked: readonly Picked[]) => {
  const all = picked.flatMap(({ group, options }) => options.map((option) => ({ group, option })));
  const isUsual = ({ group, option }: (typeof all)[number]) => group.defaults.includes(option.id);
  return [...all.filter((one) => !isUsual(one)), ...all.filter(isUsual)];
};

const namesOf = (things: readonly { readonly name: string }[]): string => things.map(({ name }) => name).join(', ');

/** A third of 200 ml is 66.667 ml: sums of many orders stay readable, and what is given back is what was taken. */
const toThousandths = (amount: number): number => Math.max(Math.round(amount * 1_000), 1) / 1_000;
