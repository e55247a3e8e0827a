import type { Language, Messages } from '@espresso/ui/i18n';
import { en, type Key } from './en.ts';

export { en, type Key };

/** Every other language comes only when somebody reads it. */
const others: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Messages<Key>>>> = {
  de: async () => (await import('./de.ts')).de,
  fr: async () => (await import('./fr.ts')).fr,
  es: async () => (await import('./es.ts')).es,
  pt: async () => (await import('./pt.ts')).pt,
  ja: async () => (await import('./ja.ts')).ja,
  ar: async () => (await import('./ar.ts')).ar,
  uk: async () => (await import('./uk.ts')).uk,
};

export const wordsOf = (language: Language): Promise<Messages<Key>> =>
  language === 'en' ? Promise.resolve(en) : others[language]();
