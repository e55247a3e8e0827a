/** A cell: a number is written as one, a text so that no spreadsheet takes it for a formula. */
export type Cell = string | number;

/** What spreadsheets begin a formula with, and what they pass over before it (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

/** Rows as a table that spreadsheets open (RFC 4180), marked as UTF-8 so that they read every letter. */
export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;

const cellOf = (cell: Cell): string => {
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n\t']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
