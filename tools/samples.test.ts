import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readText, root } from './project.ts';

// Inside the project, where a sample's imports lead to the packages.
const cache = join(root, '.cache');
let folder = '';
beforeAll(() => {
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, 'samples-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(['kernel', 'contract', 'host', 'testing'])(
  'the sample in the README of %s runs, and is right',
  async (name) => {
    const [, sample = ''] = /^```ts\n(.*?)^```$/ms.exec(readText(`packages/${name}/README.md`) ?? '') ?? [];
    expect(sample).toContain('assert');
    const file = join(folder, `${name}.ts`);
    writeFileSync(file, sample);
    await expect(promisify(execFile)(process.execPath, [file])).resolves.toMatchObject({ stderr: '' });
  },
);
