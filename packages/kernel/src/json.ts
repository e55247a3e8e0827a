export type JsonScalar = string | number | boolean | null;
export type JsonArray = readonly Json[];
export interface JsonObject {
  readonly [key: string]: Json;
}
/** Whatever `JSON.parse` can give. Never mutated: a change is a copy. */
export type Json = JsonScalar | JsonArray | JsonObject;

export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * `JSON.parse` with an honest type.
 * @throws SyntaxError when the text is not JSON.
 */
export const parseJson = (text: string): Json => {
  const value: Json = JSON.parse(text);
  return value;
};

/**
 * A value as the JSON it would be on the wire, without the detour over text: undefined fields are left out.
 * @throws TypeError for what JSON cannot say (functions, sets, infinities, class instances)
 */
export const toJson = (value: unknown): Json => {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object' && isPlain(value)) return fieldsToJson(value);
  throw new TypeError(`JSON cannot say what this ${typeof value} is`);
};

const fieldsToJson = (value: object): JsonObject => {
  const fields: Record<string, Json> = {};
  for (const [name, field] of entriesOf(value)) if (field !== undefined) setField(fields, name, toJson(field));
  return fields;
};

/** As `JSON.parse` does it: a field named `__proto__` is a field, and no prototype. */
const setField = (fields: Record<string, Json>, name: string, value: Json): void => {
  if (name !== '__proto__') fields[name] = value;
  else Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true });
};

const entriesOf = (value: object): readonly (readonly [string, unknown])[] => Object.entries(value);

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};
