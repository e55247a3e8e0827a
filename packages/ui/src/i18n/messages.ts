import type { Language } from './languages.ts';

/** A sentence, or one for each way a language counts (CLDR's plural categories), chosen by the value `n`. */
export type Message = string | Plural;
export type Plural = { readonly other: string } & Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

/** A page's sentences in one language. `{name}` stands for a value. */
export type Messages<Key extends string = string> = Readonly<Record<Key, Message>>;

export type Values = Readonly<Record<string, string | number>>;

/** Says a sentence. Numbers are written as the language writes them. */
export type Translate<Key extends string> = (key: Key, values?: Values) => string;

const PLACE = /\{(\w+)\}/g;

/** A translator for one language's messages. */
export const translator = <Key extends string>(language: Language, messages: Messages<Key>): Translate<Key> => {
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (key, values = {}) => {
    const message: Message = messages[key];
    const text = typeof message === 'string' ? message : pluralOf(message, values['n'], plurals);
    return text.replaceAll(PLACE, (place, name: string) => {
      const value = values[name];
      if (value === undefined) return place;
      return typeof value === 'number' ? numbers.format(value) : value;
    });
  };
};

const pluralOf = (plural: Plural, count: string | number | undefined, rules: Intl.PluralRules): string =>
  (typeof count === 'number' ? plural[rules.select(count)] : undefined) ?? plural.other;

/** The names of the values a message has places for. */
export const placesIn = (message: Message): ReadonlySet<string> =>
  new Set(
    (typeof message === 'string' ? [message] : Object.values(message)).flatMap((text) =>
      [...text.matchAll(PLACE)].map(([, name = '']) => name),
    ),
  );
