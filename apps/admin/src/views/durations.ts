import type { Translate } from '@espresso/ui/i18n';
import type { Key } from '../words/en.ts';

/** A wait as a person says it: seconds up to a minute and a half, minutes beyond. */
export const minutesOf = (t: Translate<Key>, seconds: number): string =>
  seconds < 90 ? t('seconds', { n: Math.round(seconds) }) : t('minutes', { n: Math.round(seconds / 30) / 2 });
