import { expect, test } from 'vitest';
import { parseSchedule } from './schedule.ts';

const next = (expression: string, after: string): string | undefined => {
  const dueMs = parseSchedule(expression)?.next(Date.parse(after));
  return dueMs === undefined ? undefined : new Date(dueMs).toISOString().replace('.000Z', 'Z');
};

test.each([
  ['rate(5 minutes)', '2026-11-23T09:30:10Z', '2026-11-23T09:35:10Z'],
  ['rate(1 day)', '2026-11-23T09:30:00Z', '2026-11-24T09:30:00Z'],
  ['cron(0 10 * * ? *)', '2026-11-23T10:00:00Z', '2026-11-24T10:00:00Z'],
  ['cron(0/15 8-17 ? * MON-FRI *)', '2026-11-20T17:50:00Z', '2026-11-23T08:00:00Z'],
  ['cron(15 12 ? * SAT#3 *)', '2026-11-01T00:00:00Z', '2026-11-21T12:15:00Z'],
  ['cron(0 9 ? * 6L *)', '2026-11-01T00:00:00Z', '2026-11-27T09:00:00Z'],
  ['cron(0 0 L FEB ? 2028)', '2026-01-01T00:00:00Z', '2028-02-29T00:00:00Z'],
  ['cron(0 8 1W * ? *)', '2026-08-01T00:00:00Z', '2026-08-03T08:00:00Z'],
  ['cron(0,30 1 1,15 * ? *)', '2026-11-15T01:00:00Z', '2026-11-15T01:30:00Z'],
])('%s after %s is due at %s', (expression, after, due) => expect(next(expression, after)).toBe(due));

test.each([
  'rate(1 minutes)',
  'rate(2 minute)',
  'rate(0 minutes)',
  'rate(5 seconds)',
  'cron(0 1 * * * *)',
  'cron(0 1 ? * ? *)',
  'cron(0 1 * * ?)',
  'cron(60 1 * * ? *)',
  'cron(0 1 0 * ? *)',
  'every day',
])('%s is no schedule', (expression) => expect(parseSchedule(expression)).toBeUndefined());

test('a year that is over has no next time', () => {
  expect(next('cron(0 0 1 1 ? 2020)', '2026-01-01T00:00:00Z')).toBeUndefined();
});
