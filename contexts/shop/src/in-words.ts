import { language as languageSchema, type Drink, type Language, type Menu } from './contract/index.ts';

interface Named {
  readonly name: string;
  readonly translations?: Readonly<Record<string, { readonly name?: string | undefined }>> | undefined;
}

/** A menu's words in the language somebody reads: each in it where it is translated, else in the menu's own, and marked. */
export const inWords = (menu: Menu, wished: Language) => {
  const isOwn = wished === menu.language;
  return {
    nameOf: ({ name, translations }: Named): { readonly name: string; readonly lang?: Language } => {
      const translated = translations?.[wished]?.name;
      if (translated !== undefined) return { name: translated };
      return isOwn ? { name } : { name, lang: menu.language };
    },

    descriptionOf: ({ description, translations }: Drink) => {
      const translated = translations?.[wished]?.description;
      if (translated !== undefined) return { description: translated };
      return isOwn || description === '' ? { description } : { description, descriptionLang: menu.language };
    },

    /** Every language that at least one thing on the menu is translated into; the menu's own first. */
    languages: languagesOf(menu),
  };
};

const languagesOf = ({ language, drinks, groups, ingredients }: Menu): Language[] => {
  const things = [
    ...drinks,
    ...drinks.flatMap(({ sizes }) => sizes),
    ...groups,
    ...groups.flatMap(({ options }) => options),
    ...ingredients,
  ];
  const others = new Set(things.flatMap(({ translations = {} }) => Object.keys(translations)));
  others.delete(language);
  return [language, ...[...others].toSorted().map((other) => languageSchema.parse(other))];
};
