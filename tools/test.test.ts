import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isGood, tallyLine } from './tally.ts';

/** What `npm test` says at the end, and how it ends, for a project with these test files. */
const runOf = async (
  files: Readonly<Record<string, string>>,
): Promise<{ lastLine: string | undefined; code: number }> => {
  const root = await mkdtemp(join(tmpdir(), 'run-'));
  onTestFinished(() => rm(root, { recursive: true }));
  await symlink(join(import.meta.dirname, '../node_modules'), join(root, 'node_modules'));
  for (const [name, body] of Object.entries(files)) {
    await writeFile(join(root, name), `import { expect, test } from 'vitest';\n${body}`);
  }
  // The run under test is one of its own, not a worker of this one.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(import.meta.dirname, 'test.ts'), '--root', root],
      { env },
      (_, out) => {
        resolve({ lastLine: out.split('\n').at(-2), code: child.exitCode ?? -1 });
      },
    );
  });
};

describe('the last line of a test run', () => {
  test('counts what passed, failed and was skipped', async () => {
    const run = await runOf({
      'a.test.ts':
        "test('a', () => {}); test('b', () => { expect(1).toBe(2); }); test.skip('c', () => {}); test.todo('d');",
    });
    expect(run).toEqual({ lastLine: '1 passed, 1 failed, 2 skipped', code: 1 });
  });

  test('is a good end only where something passed and nothing failed', async () => {
    expect(await runOf({ 'a.test.ts': "test('a', () => {});" })).toEqual({ lastLine: '1 passed, 0 failed', code: 0 });
    expect(await runOf({})).toEqual({ lastLine: '0 passed, 0 failed', code: 1 });
  });

  test('counts a file that does not load, and an error nobody caught, as failed', async () => {
    const run = await runOf({
      'a.test.ts': "test('a', () => {});",
      'b.test.ts': "throw new Error('broken');",
      'c.test.ts': "test('c', () => { void Promise.reject(new Error('lost')); });",
    });
    expect(run).toEqual({ lastLine: '2 passed, 2 failed', code: 1 });
  });

  test('leaves out what is zero, but never the two that matter', () => {
    expect(tallyLine({ passed: 0, failed: 0, skipped: 0 })).toBe('0 passed, 0 failed');
    expect(tallyLine({ passed: 3, failed: 0, skipped: 1 })).toBe('3 passed, 0 failed, 1 skipped');
  });

  test('only skipped tests are no good run', () => {
    expect(isGood({ passed: 0, failed: 0, skipped: 4 })).toBe(false);
  });
});
