import type { Translate } from '@espresso/ui/i18n';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Key } from '../words/en.ts';

export const Words = createContext<Translate<Key>>((key) => key);

/** What says things in the language of this device. */
export const useWords = (): Translate<Key> => useContext(Words);
