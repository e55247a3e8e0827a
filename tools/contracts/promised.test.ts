import { expect, test } from 'vitest';
import { wholeBar } from '../whole-bar.ts';
import { compareLocks } from './compare-locks.ts';
import { readLock } from './lock-file.ts';
import { lockOf } from './lock.ts';
import { report } from './report.ts';

test('every event and every function is what contracts.lock.json promised', () => {
  expect(report(compareLocks(readLock(), lockOf(wholeBar.events, wholeBar.contexts)))).toBe('');
});
