import { catalogueFaults } from '@espresso/ui/i18n';
import { expect, test } from 'vitest';
import { catalogue } from './index.ts';

test('the customer reads every sentence in every language', () => {
  expect(catalogueFaults(catalogue)).toEqual([]);
});
