import type { Language, Messages } from '@espresso/ui/i18n';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en, type Key } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import { pt } from './pt.ts';
import { uk } from './uk.ts';

/** Every language's sentences: the server picks one, so a phone loads no other. */
export const catalogue: Readonly<Record<Language, Messages<Key>>> = { en, de, fr, es, pt, ja, ar, uk };
export type { Key };
