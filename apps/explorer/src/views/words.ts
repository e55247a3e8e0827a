import type { Language, Translate } from '@espresso/ui/i18n';
import { translator } from '@espresso/ui/i18n';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { en, type Key } from '../words/index.ts';
import { formats, type Formats } from '../model/formats.ts';

/** How the page speaks: its sentences, and times and numbers as the language writes them. */
export interface Speech {
  readonly language: Language;
  readonly t: Translate<Key>;
  readonly formats: Formats;
}

export const SpeechContext = createContext<Speech>({ language: 'en', t: translator('en', en), formats: formats('en') });

export const useSpeech = (): Speech => useContext(SpeechContext);
export const useWords = (): Translate<Key> => useSpeech().t;
