import type { Chime } from '@espresso/ui/live';
import type { Language, Translate } from '@espresso/ui/i18n';
import type { Word } from './words.ts';

/** Says aloud what is ready: a chime, then the numbers in every language of the screen. */
export interface Caller {
  call(numbers: readonly number[]): void;
}

export interface CallerPorts {
  readonly chime: Chime;
  /** The browser's voice; undefined where it has none, or where nobody asked for it. */
  readonly voice: SpeechSynthesis | undefined;
  readonly languages: ReadonlyMap<Language, Translate<Word>>;
  readonly isQuiet: () => boolean;
}

/** Beyond so many at once nobody listens. */
const CALLED_MAX = 5;

export const openCaller = ({ chime, voice, languages, isQuiet }: CallerPorts): Caller => ({
  call: (numbers) => {
    if (numbers.length === 0 || isQuiet()) return;
    chime.ring();
    if (voice === undefined) return;
    for (const [language, t] of languages) {
      const said = numbers.slice(0, CALLED_MAX).map(String);
      const sentence = new SpeechSynthesisUtterance(t('calling', { numbers: said.join(', ') }));
      sentence.lang = language;
      sentence.rate = 0.9;
      voice.speak(sentence);
    }
  },
});
