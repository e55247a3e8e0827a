import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const eslint = new ESLint({ cwd: root });

/** The rules that refuse this text, were it to stand in that file. */
const refusals = async (path: string, text: string): Promise<readonly string[]> => {
  const [result] = await eslint.lintText(text, { filePath: join(root, path) });
  return result?.messages.map(({ ruleId, message }) => ruleId ?? message) ?? [];
};

const PURE = 'packages/bus/src/index.ts';

describe('a package asks nobody but its caller for', () => {
  test.each([
    ['the time', 'export const at = Date.now();', 'no-restricted-properties'],
    ['the time, as a date', 'export const at = new Date();', 'no-restricted-syntax'],
    ['the time since a start', 'export const at = performance.now();', 'no-restricted-properties'],
    ['chance', 'export const toss = Math.random();', 'no-restricted-properties'],
    ['an id', 'export const id = crypto.randomUUID();', 'no-restricted-properties'],
    [
      'an id, by import',
      "import { randomUUID } from 'node:crypto';\nexport const id = randomUUID();",
      '@typescript-eslint/no-restricted-imports',
    ],
    ['a setting', "export const port = process.env['PORT'];", 'no-restricted-properties'],
    ['a pause', 'export const t = setTimeout(() => 1, 5);', 'no-restricted-globals'],
  ])('%s', async (_, text, rule) => {
    expect(await refusals(PURE, text)).toContain(rule);
  });
});

describe('the machine may be asked', () => {
  test.each([
    ['by the kernel', 'packages/kernel/src/clock.ts'],
    ['by a composition root', 'tools/verify.ts'],
    ['by a test', 'tools/lint.test.ts'],
  ])('%s', async (_, path) => {
    expect(await refusals(path, 'export const now = [Date.now(), Math.random(), new Date()];\n')).toEqual([]);
  });

  test('for a date that is told which moment it is', async () => {
    expect(
      await refusals(PURE, 'export const date = (epochMs: number): string => new Date(epochMs).toISOString();\n'),
    ).toEqual([]);
  });
});

describe('the compiler is shown, not told:', () => {
  test.each([
    ['any', 'export const a: any = 1;', '@typescript-eslint/no-explicit-any'],
    [
      'a cast',
      'export const a = (b: unknown): string => b as string;',
      '@typescript-eslint/consistent-type-assertions',
    ],
    ['a bang', 'export const a = (b?: string): string => b!;', '@typescript-eslint/no-non-null-assertion'],
    ['a silenced compiler', '// @ts-ignore\nexport const a = 1;', '@typescript-eslint/ban-ts-comment'],
    [
      'a promise nobody waits for',
      'export const a = (b: Promise<void>): void => { b; };',
      '@typescript-eslint/no-floating-promises',
    ],
    [
      'a switch that forgets a case',
      "export const a = (b: 'x' | 'y'): void => { switch (b) { case 'x': break; } };",
      '@typescript-eslint/switch-exhaustiveness-check',
    ],
    [
      'a type imported as a value',
      "import { Clock } from '@espresso/kernel';\nexport const a = (b: Clock): number => b.now();",
      '@typescript-eslint/consistent-type-imports',
    ],
  ])('%s is refused', async (_, text, rule) => {
    expect(await refusals(PURE, text)).toContain(rule);
  });
});
