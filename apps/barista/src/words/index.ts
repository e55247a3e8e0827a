import type { Language, Messages } from '@espresso/ui/i18n';
import { en, type Key } from './en.ts';

const load: Readonly<Record<Language, () => Promise<Messages<Key>>>> = {
  en: () => Promise.resolve(en),
  de: async () => (await import('./de.ts')).de,
  fr: async () => (await import('./fr.ts')).fr,
  es: async () => (await import('./es.ts')).es,
  pt: async () => (await import('./pt.ts')).pt,
  ja: async () => (await import('./ja.ts')).ja,
  ar: async () => (await import('./ar.ts')).ar,
  uk: async () => (await import('./uk.ts')).uk,
};

/** A language's messages: only the one somebody speaks is fetched. English, which is always there, if that fails. */
export const messagesIn = (language: Language): Promise<Messages<Key>> => load[language]().catch(() => en);

export { en, type Key };
