import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findBar } from './bar-here.ts';
import { Complaint } from './faults.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'espresso-here-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const aBarAt = (port: number, pid = process.pid): void => {
  writeFileSync(
    join(folder, `${port}.json`),
    JSON.stringify({ url: `http://127.0.0.1:${port}`, token: `of-${port}`, pid }),
  );
};

describe('the bar that is meant', () => {
  test('is the only one on this machine', () => {
    aBarAt(4711);
    const bar = findBar({}, {}, folder);
    expect([bar.url, bar.token()]).toEqual(['http://127.0.0.1:4711', 'of-4711']);
  });

  test('is the one at the usual port, of several', () => {
    aBarAt(4711);
    aBarAt(4000);
    expect(findBar({}, {}, folder).token()).toBe('of-4000');
  });

  test('is asked for, where several are as likely', () => {
    aBarAt(4711);
    aBarAt(4712);
    expect(() => findBar({}, {}, folder)).toThrow(/--url http:\/\/127\.0\.0\.1:4711 or --url/);
  });

  test('is not one whose process is gone', () => {
    aBarAt(4711, 2 ** 22 + 1);
    expect(() => findBar({}, {}, folder)).toThrow(Complaint);
  });

  test('has the session it gave out last, when it was started anew', () => {
    aBarAt(4711);
    const { token } = findBar({}, {}, folder);
    writeFileSync(
      join(folder, '4711.json'),
      JSON.stringify({ url: 'http://127.0.0.1:4711', token: 'new', pid: process.pid }),
    );
    expect(token()).toBe('new');
  });
});

describe('a session', () => {
  test('of a bar here is not sent elsewhere', () => {
    aBarAt(4711);
    expect(findBar({ url: 'http://coffee.example:4711' }, {}, folder).token()).toBe(undefined);
    expect(findBar({ url: 'http://127.0.0.1:4712' }, {}, folder).token()).toBe(undefined);
    expect(findBar({ url: 'http://localhost:4711' }, {}, folder).token()).toBe('of-4711');
  });

  test('that somebody gives goes before the one found', () => {
    aBarAt(4711);
    expect(findBar({ token: 'mine' }, { ESPRESSO_TOKEN: 'from-env' }, folder).token()).toBe('mine');
    expect(findBar({}, { ESPRESSO_TOKEN: 'from-env' }, folder).token()).toBe('from-env');
  });

  test('is not believed where others could have written it', () => {
    aBarAt(4711);
    chmodSync(folder, 0o777);
    expect(() => findBar({}, {}, folder)).toThrow(/No bar runs/);
    chmodSync(folder, 0o700);
  });
});
