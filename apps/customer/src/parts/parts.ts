import type { Language, Translate } from '@espresso/ui/i18n';
import type { Key } from '../messages/index.ts';

/** What every part of the page is given to speak with. */
export interface Speaks {
  readonly t: Translate<Key>;
  readonly language: Language;
}
