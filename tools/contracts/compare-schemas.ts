import { isJsonObject, type Json, type JsonArray, type JsonObject } from '@espresso/kernel';

/** One difference between two JSON Schemas, and where: `menu.drinks[].name`, or nothing for the whole. */
export type SchemaChange = { readonly at: string } & (
  | {
      readonly kind: 'added';
      readonly required: boolean;
      /** To an object that refuses words it does not know. */ readonly closed: boolean;
    }
  | { readonly kind: 'removed'; /** A new field of the very same shape. */ readonly renamedTo?: string }
  | { readonly kind: 'made-required' | 'made-optional' }
  | {
      readonly kind: 'altered';
      readonly keyword: string;
      readonly before: Json | undefined;
      readonly after: Json | undefined;
    }
);

/** Keywords that hold one schema, several in an order, or several by name, and how a place below them is written. */
const ONE: Readonly<Record<string, string>> = {
  items: '[]',
  additionalProperties: '{}',
  propertyNames: '{key}',
  not: '{not}',
};
const SEVERAL = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems']);
const BY_NAME = new Set(['$defs', 'definitions', 'patternProperties']);

/**
 * Every difference between two JSON Schemas of draft 2020-12, field by field, however deep. Where the same name still stands
 * for a field, the field is compared; what is no field is compared keyword by keyword. Of schemas as zod writes them (what is
 * required is also a property), only equal ones have none.
 */
export const compareSchemas = (before: Json, after: Json, at = ''): readonly SchemaChange[] => {
  if (!isJsonObject(before) || !isJsonObject(after))
    return equal(before, after) ? [] : [{ at, kind: 'altered', keyword: 'schema', before, after }];
  const keywords = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keywords].sort().flatMap((keyword) => compareKeyword(keyword, before, after, at));
};

const compareKeyword = (
  keyword: string,
  before: JsonObject,
  after: JsonObject,
  at: string,
): readonly SchemaChange[] => {
  const [was, is] = [before[keyword], after[keyword]];
  if (keyword === 'properties') return compareFields(before, after, at);
  // Said by the fields themselves.
  if (keyword === 'required') return [];
  if (was !== undefined && is !== undefined) {
    const below = ONE[keyword];
    if (below !== undefined) return compareSchemas(was, is, at + below);
    if (SEVERAL.has(keyword) && isList(was) && isList(is) && was.length === is.length)
      return was.flatMap((schema, place) => compareSchemas(schema, is[place] ?? null, `${at}|${String(place + 1)}`));
    if (
      BY_NAME.has(keyword) &&
      isJsonObject(was) &&
      isJsonObject(is) &&
      equal(Object.keys(was).sort(), Object.keys(is).sort())
    )
      return Object.entries(was).flatMap(([name, schema]) =>
        compareSchemas(schema, is[name] ?? null, `${at}{${name}}`),
      );
  }
  return equal(was, is) ? [] : [{ at, kind: 'altered', keyword, before: was, after: is }];
};

const compareFields = (before: JsonObject, after: JsonObject, at: string): readonly SchemaChange[] => {
  const [were, are] = [fieldsOf(before), fieldsOf(after)];
  const [mustBefore, mustNow] = [requiredIn(before), requiredIn(after)];
  const added = [...are.keys()].filter((name) => !were.has(name));
  const closed = before['additionalProperties'] === false || after['additionalProperties'] === false;
  return [
    ...[...were].flatMap(([name, schema]): readonly SchemaChange[] => {
      const place = below(at, name);
      const now = are.get(name);
      if (now === undefined) {
        const heir = added.find((candidate) => equal(are.get(candidate), schema));
        return [{ at: place, kind: 'removed', ...(heir !== undefined && { renamedTo: below(at, heir) }) }];
      }
      const required = mustNow.has(name);
      const inside = compareSchemas(schema, now, place);
      return required === mustBefore.has(name)
        ? inside
        : [{ at: place, kind: required ? 'made-required' : 'made-optional' }, ...inside];
    }),
    ...added.map((name) => ({ at: below(at, name), kind: 'added', required: mustNow.has(name), closed }) as const),
  ];
};

const below = (at: string, name: string): string => (at === '' ? name : `${at}.${name}`);

const fieldsOf = ({ properties }: JsonObject): ReadonlyMap<string, Json> =>
  new Map(isJsonObject(properties) ? Object.entries(properties) : []);

/** The fields that a value must have. */
export const requiredIn = ({ required }: JsonObject): ReadonlySet<Json> => new Set(isList(required) ? required : []);

const isList = (value: Json | undefined): value is JsonArray => Array.isArray(value);

/** Whether two values say the same, whatever the order of their fields. */
export const equal = (one: Json | undefined, other: Json | undefined): boolean => {
  if (isList(one))
    return isList(other) && one.length === other.length && one.every((entry, at) => equal(entry, other[at]));
  if (!isJsonObject(one)) return one === other;
  if (!isJsonObject(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && equal(one[name], other[name]))
  );
};
