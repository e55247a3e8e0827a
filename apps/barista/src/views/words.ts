import type { Translate } from '@espresso/ui/i18n';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Key } from '../words/en.ts';

export const Words = createContext<Translate<Key>>((key) => key);

/** What says things in the language of this device. */
export const useWords = (): Translate<Key> => useContext(Words);

/** What says a moment as a clock in the language of this device: an instant, ISO 8601 or milliseconds since 1970. */
export const useTimeOf = (): ((at: string | number) => string) => {
  const language = document.documentElement.lang === '' ? 'en' : document.documentElement.lang;
  const format = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
  return (at) => format.format(new Date(at));
};
