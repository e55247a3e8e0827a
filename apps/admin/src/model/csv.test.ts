import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvOf } from './csv.ts';

describe('a table for a spreadsheet', () => {
  test('has one line a row, and says that it is UTF-8', () => {
    expect(
      csvOf([
        ['Bar', 'Orders'],
        ['Café', 3],
      ]),
    ).toBe('\uFEFFBar,Orders\r\nCafé,3\r\n');
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('never begins a cell with a formula: %j', (name) => {
    expect(csvOf([[name]])).toBe(`\uFEFF"'${name}"\r\n`);
  });

  test('a number stays one, below nothing too', () => {
    expect(csvOf([[-3.5]])).toBe('\uFEFF-3.5\r\n');
  });

  test('whatever a cell says, it is read again as it was, but for the mark of a text', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { minLength: 1 }), { minLength: 1 }), (rows) => {
        const marked = rows.map((row) => row.map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)));
        expect(read(csvOf(rows))).toEqual(marked);
      }),
    );
  });
});

/** A reader of RFC 4180 that knows nothing of the writer. */
const read = (text: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
};
