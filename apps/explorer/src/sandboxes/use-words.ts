import { translator, type Messages, type Translate } from '@espresso/ui/i18n';
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { useSpeech } from '../views/words.ts';
import { en, wordsOf, type Key } from './words/index.ts';

export const SandboxWords = createContext<Translate<Key>>(translator('en', en));
export const useSandboxWords = (): Translate<Key> => useContext(SandboxWords);

/** The sentences about sandboxes in the page's language, once they are here. */
export const useLoadedWords = (): Translate<Key> | undefined => {
  const { language } = useSpeech();
  const [spoken, setSpoken] = useState<{ readonly language: typeof language; readonly messages: Messages<Key> }>();
  useEffect(() => {
    void wordsOf(language).then((messages) => setSpoken({ language, messages }));
  }, [language]);
  return spoken === undefined ? undefined : translator(spoken.language, spoken.messages);
};
