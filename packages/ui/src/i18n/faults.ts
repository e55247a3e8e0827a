import { languageCodes, type Language } from './languages.ts';
import { placesIn, type Messages } from './messages.ts';

/**
 * What is wrong with a catalogue, in sentences; nothing where it is whole. Every language has every key, with something to say, places
 * for the same values, and, where English counts, every way of counting the language has. For a page's test.
 */
export const catalogueFaults = (catalogue: Readonly<Record<Language, Messages>>): readonly string[] =>
  languageCodes.flatMap((language) => {
    const own = catalogue[language];
    const extra = Object.keys(own).filter((key) => !Object.hasOwn(catalogue.en, key));
    return [
      ...extra.map((key) => `${language}: ${key} is in no other language`),
      ...Object.entries(catalogue.en).flatMap(([key, english]) => faultsOf(language, key, english, own)),
    ];
  });

const faultsOf = (language: Language, key: string, english: Messages[string], own: Messages): readonly string[] => {
  if (!Object.hasOwn(own, key)) return [`${language}: ${key} is missing`];
  const message = own[key] ?? '';
  const texts = typeof message === 'string' ? [message] : Object.values(message);
  if (texts.some((text) => text.trim() === '')) return [`${language}: ${key} says nothing`];
  const [wanted, found] = [placesIn(english), placesIn(message)];
  // How many, a language may say without the number: "one cup" needs no {n}.
  const differing = [...wanted.symmetricDifference(found)].filter((name) => name !== 'n');
  if (differing.length > 0) return [`${language}: ${key} has other places than English: ${differing.join(', ')}`];
  if (typeof english === 'string' || typeof message === 'string') return [];
  const missing = new Intl.PluralRules(language)
    .resolvedOptions()
    .pluralCategories.filter((category) => !Object.hasOwn(message, category) && category !== 'other');
  // 'many' of Latin languages is for millions, which no bar counts to.
  const needed = missing.filter((category) => !(category === 'many' && ['fr', 'es', 'pt'].includes(language)));
  return needed.map((category) => `${language}: ${key} cannot count '${category}'`);
};
