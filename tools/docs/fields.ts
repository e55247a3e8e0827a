import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { requiredIn } from '../contracts/compare-schemas.ts';

/** A field as a table of fields shows it. */
export interface Field {
  /** The way to it: `drink.name`, `menu.drinks[].id`. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly default?: Json;
}

/** Every field of an object schema, those inside its fields after them. */
export const fieldsOf = (schema: JsonObject, at = ''): readonly Field[] => {
  const { properties } = schema;
  if (!isJsonObject(properties)) return [];
  const required = requiredIn(schema);
  return Object.entries(properties).flatMap(([name, inner]): readonly Field[] => {
    const path = at === '' ? name : `${at}.${name}`;
    if (!isJsonObject(inner)) return [{ path, type: 'anything', required: required.has(name) }];
    const usual = inner['default'];
    return [
      { path, type: typeOf(inner), required: required.has(name), ...(usual !== undefined && { default: usual }) },
      ...fieldsBelow(inner, path),
    ];
  });
};

const fieldsBelow = (schema: JsonObject, at: string): readonly Field[] => {
  const { items } = schema;
  if (isJsonObject(items)) return fieldsBelow(items, `${at}[]`);
  const shapes = shapesOf(schema).filter((shape) => isJsonObject(shape['properties']));
  return shapes.length === 0
    ? fieldsOf(schema, at)
    : shapes.flatMap((shape, place) => fieldsOf(shape, shapes.length === 1 ? at : `${at}(${String(place + 1)})`));
};

const shapesOf = ({ anyOf, oneOf }: JsonObject): readonly JsonObject[] =>
  [anyOf, oneOf].flatMap((shapes) => (Array.isArray(shapes) ? shapes.filter(isJsonObject) : []));

/** A schema's type in a few words: `integer, at least 1`, `list of string`, `"customer" or "barista"`. */
export const typeOf = (schema: JsonObject): string => {
  const { type, items, additionalProperties } = schema;
  if (schema['const'] !== undefined) return JSON.stringify(schema['const']);
  if (Array.isArray(schema['enum'])) return schema['enum'].map((word: Json) => JSON.stringify(word)).join(' or ');
  const shapes = shapesOf(schema);
  if (shapes.length > 0) return [...new Set(shapes.map(typeOf))].join(' or ');
  if (type === 'array') return `list of ${isJsonObject(items) ? typeOf(items) : 'anything'}`;
  if (type === 'object' && isJsonObject(additionalProperties)) return `${typeOf(additionalProperties)} by name`;
  if (Array.isArray(type)) return type.join(' or ');
  if (typeof type !== 'string') return 'anything';
  return [type, ...boundsOf(schema)].join(', ');
};

/** What zod says of every whole number, which tells nobody anything. */
const SAFE = 2 ** 53 - 1;

const bound = (words: string, value: number | undefined, unit = ''): readonly string[] =>
  value === undefined ? [] : [`${words} ${String(value)}${unit}`];

const span = (least: number | undefined, most: number | undefined, unit = ''): readonly string[] =>
  least === undefined || most === undefined
    ? [...bound('at least', least, unit), ...bound('at most', most, unit)]
    : [`${String(least)} to ${String(most)}${unit}`];

const boundsOf = (schema: JsonObject): readonly string[] => {
  const number = (keyword: string): number | undefined => {
    const value = schema[keyword];
    return typeof value === 'number' && Math.abs(value) !== SAFE ? value : undefined;
  };
  const { pattern, format } = schema;
  return [
    ...(typeof format === 'string' ? [format] : typeof pattern === 'string' ? [`like \`${pattern}\``] : []),
    ...span(number('minLength'), number('maxLength'), ' characters'),
    ...span(number('minimum'), number('maximum')),
    ...bound('above', number('exclusiveMinimum')),
    ...bound('below', number('exclusiveMaximum')),
  ];
};
