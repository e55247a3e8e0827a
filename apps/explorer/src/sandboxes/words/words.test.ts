import { catalogueFaults } from '@espresso/ui/i18n';
import { expect, test } from 'vitest';
import { wordsOf } from './index.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import { pt } from './pt.ts';
import { uk } from './uk.ts';

test('every language says everything about sandboxes, with the same values, and can count', async () => {
  expect(catalogueFaults({ en, de, fr, es, pt, ja, ar, uk })).toEqual([]);
  expect((await wordsOf('ar')).newDay).toBe(ar.newDay);
});
