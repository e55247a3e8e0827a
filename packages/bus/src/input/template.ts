import { type Json, parseJson } from '@espresso/kernel';
import { InvalidInput } from '../faults.ts';

export type TemplatePart =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'placeholder'; readonly name: string; readonly quoted: boolean };

/** A template cut at its placeholders. `json` gives a JSON value; `text` gives lines of quoted text. */
export interface Template {
  readonly gives: 'json' | 'text';
  readonly parts: readonly TemplatePart[];
}

const placeholder = /<([A-Za-z0-9_.-]+)>/y;

/** Reads an InputTemplate. Throws `InvalidInput` when it is neither JSON nor lines of quoted strings. SPEC 7.3. */
export const readTemplate = (text: string): Template => {
  const parts: TemplatePart[] = [];
  let quoted = false;
  let literal = '';
  for (let at = 0; at < text.length; at++) {
    placeholder.lastIndex = at;
    const [whole, name] = placeholder.exec(text) ?? [];
    if (whole !== undefined && name !== undefined) {
      if (literal !== '') parts.push({ kind: 'literal', text: literal });
      parts.push({ kind: 'placeholder', name, quoted });
      literal = '';
      at += whole.length - 1;
      continue;
    }
    const letter = text.charAt(at);
    literal += letter;
    if (letter === '"') quoted = !quoted;
    else if (letter === '\\' && quoted) literal += text.charAt(++at);
  }
  if (literal !== '') parts.push({ kind: 'literal', text: literal });
  return { gives: givenBy(parts), parts };
};

/** Fills the template with harmless values to see what it is. */
const givenBy = (parts: readonly TemplatePart[]): Template['gives'] => {
  const sample = parts.map((part) => (part.kind === 'literal' ? part.text : part.quoted ? '' : 'null')).join('');
  const value = parsed(sample);
  if (value !== undefined) return typeof value === 'string' ? 'text' : 'json';
  const lines = sample.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > 0 && lines.every((line) => typeof parsed(line) === 'string')) return 'text';
  throw new InvalidInput('InputTemplate', 'is neither JSON nor lines of quoted text.');
};

/** The value of JSON text; undefined if it is none. */
export const parsed = (text: string): Json | undefined => {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
};

/** How a value stands in the text at a placeholder. What was not found is empty text (SPEC 7.4). */
export const written = (value: Json | undefined, gives: Template['gives'], quoted: boolean): string => {
  if (gives === 'json' && !quoted) return value === undefined ? '""' : JSON.stringify(value);
  if (value === undefined) return '';
  if (typeof value === 'string') return gives === 'json' ? JSON.stringify(value).slice(1, -1) : value;
  const text = JSON.stringify(value);
  // An object inside a quoted JSON string keeps its quotes and so breaks the string, as it does in the service.
  return gives === 'json' ? text : text.replaceAll('"', '');
};
