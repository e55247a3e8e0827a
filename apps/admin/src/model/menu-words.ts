import type { MenuDraft, Translations } from './menu-draft.ts';

type Field = 'name' | 'description';

/** A text of a menu, and what it is in another language; empty where nobody has said. */
export interface MenuWord {
  /** The way to its thing, as the API's faults name it: `drinks/0/sizes/1`. */
  readonly path: string;
  readonly field: Field;
  readonly text: string;
  readonly translation: string;
}

interface Thing {
  readonly name: string;
  readonly description?: string;
  readonly translations?: Translations | undefined;
}

/** A menu in which everything that has words was passed through `change`, from its first drink to its last ingredient. */
const mapped = (menu: MenuDraft, change: <T extends Thing>(thing: T, path: string) => T): MenuDraft => ({
  ...menu,
  drinks: menu.drinks.map((drink, at) => {
    const path = `drinks/${at}`;
    const changed = change(drink, path);
    return { ...changed, sizes: drink.sizes.map((size, place) => change(size, `${path}/sizes/${place}`)) };
  }),
  groups: menu.groups.map((group, at) => {
    const path = `groups/${at}`;
    const changed = change(group, path);
    return { ...changed, options: group.options.map((option, place) => change(option, `${path}/options/${place}`)) };
  }),
  ingredients: menu.ingredients.map((ingredient, at) => change(ingredient, `ingredients/${at}`)),
});

/** Everything there is to translate, in the order of the menu. */
export const wordsOf = (menu: MenuDraft, language: string): readonly MenuWord[] => {
  const words: MenuWord[] = [];
  mapped(menu, (thing, path) => {
    const said = thing.translations?.[language];
    words.push({ path, field: 'name', text: thing.name, translation: said?.name ?? '' });
    if (thing.description !== undefined && thing.description !== '')
      words.push({ path, field: 'description', text: thing.description, translation: said?.description ?? '' });
    return thing;
  });
  return words;
};

/** The menu with one text translated; an empty translation is none. */
export const withTranslation = (
  menu: MenuDraft,
  { path, field }: Pick<MenuWord, 'path' | 'field'>,
  language: string,
  text: string,
): MenuDraft =>
  mapped(menu, (thing, at) => {
    if (at !== path) return thing;
    const { translations: before = {}, ...rest } = thing;
    const { [field]: _, ...others } = before[language] ?? {};
    const said = { ...others, ...(text !== '' && { [field]: text }) };
    const { [language]: __, ...kept } = before;
    const translations = Object.keys(said).length === 0 ? kept : { ...kept, [language]: said };
    const isTranslated = Object.keys(translations).length > 0;
    return { ...thing, ...rest, translations: isTranslated ? translations : undefined };
  });

/** The menu as somebody reads it who speaks this language. */
export const readIn = (menu: MenuDraft, language: string): MenuDraft =>
  mapped(menu, (thing) => {
    const { name = thing.name, description = thing.description } = thing.translations?.[language] ?? {};
    return { ...thing, name, ...(description !== undefined && { description }) };
  });
