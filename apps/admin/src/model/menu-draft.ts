import { parseJson, type JsonObject } from '@espresso/kernel';

/** A menu while somebody writes it: as the API has it, with names and numbers that may not be right yet. */
export interface MenuDraft {
  /** The language its names and descriptions are written in. */
  readonly language: string;
  readonly drinks: readonly DrinkDraft[];
  readonly groups: readonly GroupDraft[];
  readonly ingredients: readonly IngredientDraft[];
}

/** A thing's words in other languages, by language; what is left out is read in the menu's own. */
export type Translations = Readonly<
  Record<string, { readonly name?: string | undefined; readonly description?: string | undefined }>
>;

/** What is told of a drink or an option besides its name. */
export interface LabelsDraft {
  readonly allergens?: readonly string[] | undefined;
  readonly vegan?: boolean | undefined;
  readonly caffeine?: boolean | undefined;
}

export interface DrinkDraft {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly translations?: Translations | undefined;
  readonly labels?: LabelsDraft | undefined;
  readonly icon: string;
  readonly available: boolean;
  readonly sizes: readonly SizeDraft[];
  /** Ids of groups. */
  readonly groups: readonly string[];
  readonly recipe: readonly RecipeLineDraft[];
}

export interface SizeDraft {
  readonly id: string;
  readonly name: string;
  readonly translations?: Translations | undefined;
  /** How much of the recipe it takes; 1 is the recipe as written. */
  readonly factor: number;
}

/** So much of an ingredient, or of whatever the option picked from a group supplies. */
export type RecipeLineDraft =
  { readonly ingredient: string; readonly amount: number } | { readonly from: string; readonly amount: number };

export interface GroupDraft {
  readonly id: string;
  readonly name: string;
  readonly translations?: Translations | undefined;
  readonly min: number;
  readonly max: number;
  /** Ids of options. */
  readonly defaults: readonly string[];
  readonly options: readonly OptionDraft[];
}

export interface OptionDraft {
  readonly id: string;
  readonly name: string;
  readonly translations?: Translations | undefined;
  readonly labels?: LabelsDraft | undefined;
  readonly available: boolean;
  readonly ingredient?: string | undefined;
  readonly adds: readonly { readonly ingredient: string; readonly amount: number }[];
}

export interface IngredientDraft {
  readonly id: string;
  readonly name: string;
  readonly translations?: Translations | undefined;
  readonly unit: 'g' | 'ml' | 'piece';
}

/** Things of a menu that are told apart by an id. */
interface Named {
  readonly id: string;
}

/** An id for something new: made of its name, and of a number where there is one of that name already. */
export const idFor = (name: string, taken: readonly Named[], otherwise: string): string => {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 34);
  const base = slug === '' ? otherwise : slug;
  const ids = new Set(taken.map(({ id }) => id));
  for (let at = 1; ; at++) {
    const id = at === 1 ? base : `${base}-${at}`;
    if (!ids.has(id)) return id;
  }
};

/** A list with one thing moved by so many places; at its ends it stays. */
export const moved = <Thing>(list: readonly Thing[], at: number, by: number): readonly Thing[] => {
  const to = at + by;
  const thing = list[at];
  if (thing === undefined || to < 0 || to >= list.length) return list;
  return list.toSpliced(at, 1).toSpliced(to, 0, thing);
};

/** A list with one thing changed. */
export const changedAt = <Thing>(
  list: readonly Thing[],
  at: number,
  change: (thing: Thing) => Thing,
): readonly Thing[] => list.map((thing, index) => (index === at ? change(thing) : thing));

/** The menu with a new drink at its end, that takes nothing yet. */
export const withDrink = (menu: MenuDraft, name: string): MenuDraft => ({
  ...menu,
  drinks: [
    ...menu.drinks,
    {
      id: idFor(name, menu.drinks, 'drink'),
      name,
      description: '',
      icon: 'cup',
      available: true,
      sizes: [],
      groups: [],
      recipe: [],
    },
  ],
});

export const withGroup = (menu: MenuDraft, name: string, optionName: string): MenuDraft => {
  const option = { id: idFor(optionName, [], 'option'), name: optionName, available: true, adds: [] };
  const id = idFor(name, menu.groups, 'group');
  return { ...menu, groups: [...menu.groups, { id, name, min: 0, max: 1, defaults: [], options: [option] }] };
};

/** The menu without a group, and without what drinks took from it. */
export const withoutGroup = (menu: MenuDraft, id: string): MenuDraft => ({
  ...menu,
  groups: menu.groups.filter((group) => group.id !== id),
  drinks: menu.drinks.map((drink) => ({
    ...drink,
    groups: drink.groups.filter((group) => group !== id),
    recipe: drink.recipe.filter((line) => !('from' in line) || line.from !== id),
  })),
});

/** A group without an option, which is no default any more, and of which no more can be picked than are left. */
export const withoutOption = (group: GroupDraft, id: string): GroupDraft => {
  const options = group.options.filter((option) => option.id !== id);
  const max = Math.max(1, Math.min(group.max, options.length));
  return {
    ...group,
    options,
    max,
    min: Math.min(group.min, max),
    defaults: group.defaults.filter((option) => option !== id),
  };
};

export const withIngredient = (menu: MenuDraft, name: string, unit: IngredientDraft['unit']): MenuDraft => ({
  ...menu,
  ingredients: [...menu.ingredients, { id: idFor(name, menu.ingredients, 'ingredient'), name, unit }],
});

/** The menu without an ingredient: no recipe takes it, no option supplies or adds it. */
export const withoutIngredient = (menu: MenuDraft, id: string): MenuDraft => ({
  ...menu,
  ingredients: menu.ingredients.filter((ingredient) => ingredient.id !== id),
  drinks: menu.drinks.map((drink) => ({
    ...drink,
    recipe: drink.recipe.filter((line) => !('ingredient' in line) || line.ingredient !== id),
  })),
  groups: menu.groups.map((group) => ({
    ...group,
    options: group.options.map(({ ingredient, adds, ...option }) => ({
      ...option,
      ...(ingredient !== undefined && ingredient !== id && { ingredient }),
      adds: adds.filter((added) => added.ingredient !== id),
    })),
  })),
});

/** Whether two drafts say the same. */
export const isSameMenu = (one: MenuDraft, other: MenuDraft): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A draft as the API takes it: what is left out is not there. */
export const asJson = ({ language, drinks, groups, ingredients }: MenuDraft): JsonObject => ({
  language,
  drinks: plain(drinks),
  groups: plain(groups),
  ingredients: plain(ingredients),
});

const plain = (list: readonly object[]) => parseJson(JSON.stringify(list));
