import type { BusEvent } from '../wire.ts';

/** How events are saved: for a spreadsheet, as one document, or one a line. */
export const exportFormats = ['csv', 'json', 'ndjson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

const MEDIA = { csv: 'text/csv', json: 'application/json', ndjson: 'application/x-ndjson' } as const;
const COLUMNS = [
  'number',
  'at',
  'source',
  'detailType',
  'sentence',
  'correlationId',
  'causationId',
  'id',
  'version',
  'replayName',
] as const;

export const mediaOf = (format: ExportFormat): string => MEDIA[format];

/** Events as a text of that format; whatever is masked on the page stays so. */
export const exported = (events: readonly BusEvent[], format: ExportFormat): string => {
  if (format === 'json') return `${JSON.stringify(events, undefined, 2)}\n`;
  if (format === 'ndjson') return events.map((event) => `${JSON.stringify(event)}\n`).join('');
  const rows = events.map((event) => [...COLUMNS.map((column) => event[column] ?? ''), JSON.stringify(event.detail)]);
  return [[...COLUMNS, 'detail'], ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
};

/** A cell as RFC 4180 writes it. What a spreadsheet would take for a formula is only text. */
const cell = (value: string | number): string => {
  const text = String(value).replace(/^(?=[=+\-@\t\r])/, "'");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
