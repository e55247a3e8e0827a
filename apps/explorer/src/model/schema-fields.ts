import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';

/** A field of a JSON Schema, written flat. */
export interface SchemaField {
  /** Steps joined by dots; `[]` is each entry of a list. */
  readonly path: string;
  readonly kind: string;
  readonly isRequired: boolean;
}

const DEPTH_MAX = 6;

/** The fields of a schema (JSON Schema 2020-12), those inside below those around them. */
export const schemaFields = (schema: Json, path = '', depth = 0): readonly SchemaField[] => {
  if (!isJsonObject(schema) || depth > DEPTH_MAX) return [];
  const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  return Object.entries(properties).flatMap(([name, field]) => {
    const own = path === '' ? name : `${path}.${name}`;
    const inner = isJsonObject(field) ? field : {};
    const items = inner['items'] ?? null;
    return [
      { path: own, kind: kindOf(inner), isRequired: required.has(name) },
      ...schemaFields(inner, own, depth + 1),
      ...schemaFields(items, `${own}[]`, depth + 1),
    ];
  });
};

const kindOf = (schema: JsonObject): string => {
  const { type, format, enum: words, const: only, items } = schema;
  if (only !== undefined) return JSON.stringify(only);
  if (Array.isArray(words)) return words.map((word: Json) => JSON.stringify(word)).join(' | ');
  const either = [schema['anyOf'], schema['oneOf']].find((list) => Array.isArray(list));
  if (Array.isArray(either)) return either.filter(isJsonObject).map(kindOf).join(' | ');
  if (type === 'array') return `${items === undefined ? 'any' : kindOf(objectOf(items))}[]`;
  return [typeof type === 'string' ? type : 'any', typeof format === 'string' ? `(${format})` : ''].join(' ').trim();
};

const objectOf = (value: Json): JsonObject => (isJsonObject(value) ? value : {});
