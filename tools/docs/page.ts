/** The first line of everything that is written from definitions. */
export const WRITTEN = '<!-- Written by `npm run docs` from the definitions; a change made here does not last. -->';

/** A page: its title, what it is about, and its parts, a blank line between each. */
export const page = (title: string, ...parts: readonly string[]): string => join(WRITTEN, `# ${title}`, ...parts);

export const join = (...parts: readonly string[]): string => `${parts.filter((part) => part !== '').join('\n\n')}\n`;

/** A table; nothing at all where it has no rows. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0 ? '' : [head, head.map(() => '---'), ...rows.map((row) => row.map(cell))].map(line).join('\n');

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const cell = (text: string): string => text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ');

/** A list of one line each. */
export const list = (entries: readonly string[]): string => entries.map((entry) => `- ${entry}`).join('\n');

/** A text as it is written in code. */
export const code = (text: string): string => `\`${text}\``;

/** Several of them in one line; a dash where there is none. */
export const codes = (texts: readonly string[]): string => (texts.length === 0 ? '–' : texts.map(code).join(', '));

export const fenced = (language: string, text: string): string => ['```' + language, text, '```'].join('\n');

/** How a heading is linked to within its page, as GitHub does it. */
export const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 _-]/g, '')
    .replaceAll(' ', '-');

export const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** `order-processor` as people write it. */
export const titleOf = (context: string): string => capital(context.replaceAll('-', ' '));

/** A sentence's end, where it has none. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
