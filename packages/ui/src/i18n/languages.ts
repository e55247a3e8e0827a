/** The languages the pages speak, each under the name its speakers give it, and the direction it is written in. */
export const languages = {
  en: { name: 'English', direction: 'ltr' },
  de: { name: 'Deutsch', direction: 'ltr' },
  fr: { name: 'Français', direction: 'ltr' },
  es: { name: 'Español', direction: 'ltr' },
  pt: { name: 'Português', direction: 'ltr' },
  ja: { name: '日本語', direction: 'ltr' },
  ar: { name: 'العربية', direction: 'rtl' },
  uk: { name: 'Українська', direction: 'ltr' },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly direction: 'ltr' | 'rtl' }>>;

export type Language = keyof typeof languages;

export const isLanguage = (text: string | undefined): text is Language =>
  text !== undefined && Object.hasOwn(languages, text);

/** Every language, in the order in which they are offered. */
export const languageCodes: readonly Language[] = Object.keys(languages).filter(isLanguage);

/**
 * The first language of ours that somebody prefers; English where there is none.
 * @param wished `navigator.languages`, or an Accept-Language header (RFC 9110, 12.5.4)
 */
export const chooseLanguage = (wished: readonly string[] | string | undefined): Language => {
  const tags = typeof wished === 'string' ? byWeight(wished) : (wished ?? []);
  for (const tag of tags) {
    const [primary] = tag.toLowerCase().split('-');
    if (isLanguage(primary)) return primary;
  }
  return 'en';
};

const byWeight = (header: string): readonly string[] =>
  header
    .split(',', 30)
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim());
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
