import { catalogueFaults } from '@espresso/ui/i18n';
import { expect, test } from 'vitest';
import { words } from './words.ts';

test('the screen says everything in every language', () => {
  expect(catalogueFaults(words)).toEqual([]);
});
