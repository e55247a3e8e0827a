import { chooseLanguage, isLanguage, type Language } from '@espresso/ui/i18n';

export type Theme = 'auto' | 'light' | 'dark';

/** What this browser remembers of how somebody likes the page; a browser that keeps nothing is no fault. */
const read = (name: string): string | undefined => {
  try {
    return localStorage.getItem(`explorer.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
};
const keep = (name: string, value: string): void => {
  try {
    localStorage.setItem(`explorer.${name}`, value);
  } catch {
    // A private window: it is asked again next time.
  }
};

export const keptLanguage = (): Language => {
  const kept = read('language');
  return isLanguage(kept) ? kept : chooseLanguage(navigator.languages);
};
export const keepLanguage = (language: Language): void => keep('language', language);

export const keptTheme = (): Theme => {
  const kept = read('theme');
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
};
export const keepTheme = (theme: Theme): void => keep('theme', theme);
