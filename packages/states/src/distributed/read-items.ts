import { isJsonObject, type Json, type JsonObject, parseJson } from '@espresso/kernel';
import { numberOf, textOf, textsOf } from '../compile/fields.ts';
import { ERRORS, StateFault } from '../fault.ts';
import { isArray, type MutableObject, put } from '../json.ts';
import { csvRows } from './csv.ts';

/** Whether a Map's data set is a list of objects of a bucket, or the content of one of them. */
export type ReaderSource = 'objects' | 'content';

const refused = (why: string): StateFault => new StateFault(ERRORS.itemReader, why, { framed: false });

const DELIMITERS: Readonly<Record<string, string>> = {
  COMMA: ',',
  PIPE: '|',
  SEMICOLON: ';',
  SPACE: ' ',
  TAB: '\t',
};

/**
 * The items of a data set (developer guide, "ItemReader (Map)"): what the reader's call answered, as the ReaderConfig
 * says. Throws States.ItemReaderFailed for what cannot be read so.
 */
export const readItems = (answer: Json, source: ReaderSource, config: JsonObject): readonly Json[] => {
  const items = allItems(answer, source, config);
  const most = numberOf(config, 'MaxItems');
  return most === undefined || most === 0 ? items : items.slice(0, most);
};

const allItems = (answer: Json, source: ReaderSource, config: JsonObject): readonly Json[] => {
  const found = isJsonObject(answer) ? answer : {};
  if (source === 'objects') return isArray(found['Contents']) ? found['Contents'] : [];
  const text = textOf(found, 'Body') ?? '';
  switch (textOf(config, 'InputType') ?? 'JSON') {
    case 'CSV':
      return csvItems(text, config);
    case 'JSONL':
      return text
        .split(/\r?\n/)
        .filter((line) => line.trim() !== '')
        .map(parsed);
    case 'JSON':
      return jsonItems(pointed(parsed(text), textOf(config, 'ItemsPointer')));
    default:
      throw refused(`InputType ${textOf(config, 'InputType') ?? ''} is not supported.`);
  }
};

const parsed = (text: string): Json => {
  try {
    return parseJson(text);
  } catch {
    throw refused('Attempting to map over non-iterable node.');
  }
};

/** An array's items; the fields of an object, each with its key and value. */
const jsonItems = (value: Json): readonly Json[] => {
  if (isArray(value)) return value;
  if (isJsonObject(value)) return Object.entries(value).map(([Key, Value]) => ({ Key, Value }));
  throw refused('Attempting to map over non-iterable node.');
};

/** The place in a document that a JSON pointer names (RFC 6901). */
const pointed = (document: Json, pointer: string | undefined): Json => {
  let value: Json = document;
  for (const step of (pointer ?? '').split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const inside: Json | undefined = isArray(value)
      ? value[Number(name)]
      : isJsonObject(value)
        ? value[name]
        : undefined;
    if (inside === undefined) throw refused(`ItemsPointer ${pointer ?? ''} does not name a place in the file.`);
    value = inside;
  }
  return value;
};

/** Each row by the names of its columns; a row's missing columns are empty, those without a name are left out. */
const csvItems = (text: string, config: JsonObject): readonly Json[] => {
  const rows = csvRows(text, DELIMITERS[textOf(config, 'CSVDelimiter') ?? 'COMMA'] ?? ',');
  const isGiven = textOf(config, 'CSVHeaderLocation') === 'GIVEN';
  const names = isGiven ? textsOf(config, 'CSVHeaders') : (rows[0] ?? []);
  return rows.slice(isGiven ? 0 : 1).map((row) => {
    const item: MutableObject = {};
    names.forEach((name, at) => {
      put(item, name, row[at] ?? '');
    });
    return item;
  });
};
