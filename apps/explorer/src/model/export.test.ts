import { parseJson } from '@espresso/kernel';
import { describe, expect, test } from 'vitest';
import { anEvent } from '../testing/events.ts';
import { exported } from './export.ts';

const events = [anEvent(1, { sentence: 'He said "one, please".' }), anEvent(2, { sentence: '=1+1' })];

describe('events that are saved', () => {
  test('as JSON are one list, and one a line as NDJSON', () => {
    expect(parseJson(exported(events, 'json'))).toMatchObject([{ number: 1 }, { number: 2 }]);
    const lines = exported(events, 'ndjson').trimEnd().split('\n');
    expect(lines.map((line) => parseJson(line))).toMatchObject([{ number: 1 }, { number: 2 }]);
  });

  test('as CSV have a head, quoted cells, and nothing a spreadsheet would calculate', () => {
    const [head, first, second] = exported(events, 'csv').split('\r\n');
    expect(head).toMatch(/^number,at,.*,detail$/);
    expect(first).toContain('"He said ""one, please""."');
    expect(second).toContain(",'=1+1,");
  });
});
