import { catalogueFaults, languageCodes } from '@espresso/ui/i18n';
import { expect, test } from 'vitest';
import { formats } from '../model/formats.ts';
import { wordsOf } from './index.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import { pt } from './pt.ts';
import { uk } from './uk.ts';

test('every language says everything, with the same values, and can count', () => {
  expect(catalogueFaults({ en, de, fr, es, pt, ja, ar, uk })).toEqual([]);
});

test('every language is there when it is asked for', async () => {
  const titles = await Promise.all(languageCodes.map(async (code) => (await wordsOf(code)).gateTitle));
  expect(new Set(titles).size).toBe(languageCodes.length);
});

test('a time is said in its two largest units', () => {
  const { duration, bytes } = formats('en');
  expect([350, 4_200, 42_000, 192_000, 7_260_000].map(duration)).toEqual([
    '350 ms',
    '4.2 sec',
    '42 sec',
    '3 min 12 sec',
    '2 hr 1 min',
  ]);
  expect([12, 5_300, 5_320_000].map(bytes)).toEqual(['12 byte', '5 kB', '5.3 MB']);
});
