import { faultsIn } from '@espresso/contract';
import { existsSync, globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './project.ts';
import { wholeBar } from './whole-bar.ts';

test('every context and extension with a manifest is in the whole bar', () => {
  const there = globSync('{contexts,extensions}/*/package.json', { cwd: root })
    .map(dirname)
    .filter((folder) => existsSync(join(root, folder, 'src/manifest.ts')))
    .map((folder) => basename(folder));
  expect(wholeBar.contexts.map(({ name }) => name).sort()).toEqual(there.sort());
});

test('the whole bar fits together', () => {
  expect(faultsIn(wholeBar.contexts)).toEqual([]);
});
