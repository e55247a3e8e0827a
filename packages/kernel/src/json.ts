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
