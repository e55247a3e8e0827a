import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { AwsError, constraint } from './errors.ts';

const wrongType = (name: string, wanted: string): AwsError =>
  new AwsError('SerializationException', `${name} can not be converted to ${wanted}`);

const present = (input: JsonObject, name: string): Json | undefined => input[name] ?? undefined;

/** Lower camel case, as validation messages name fields. */
const shown = (name: string): string => `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;

/** A member of a request that is a text; undefined where it is absent or null. */
export const textIn = (input: JsonObject, name: string): string | undefined => {
  const value = present(input, name);
  if (value === undefined || typeof value === 'string') return value;
  throw wrongType(name, 'a String');
};

/** As `textIn`, where an empty text is none. */
export const filledText = (input: JsonObject, name: string): string | undefined => {
  const value = textIn(input, name);
  return value === '' ? undefined : value;
};

export const requiredText = (input: JsonObject, name: string): string => {
  const value = textIn(input, name);
  if (value === undefined) throw constraint(undefined, shown(name), 'Member must not be null');
  return value;
};

export const numberIn = (input: JsonObject, name: string): number | undefined => {
  const value = present(input, name);
  if (value === undefined || typeof value === 'number') return value;
  throw wrongType(name, 'a Number');
};

export const booleanIn = (input: JsonObject, name: string): boolean | undefined => {
  const value = present(input, name);
  if (value === undefined || typeof value === 'boolean') return value;
  throw wrongType(name, 'a Boolean');
};

export const objectIn = (input: JsonObject, name: string): JsonObject | undefined => {
  const value = present(input, name);
  if (value === undefined || isJsonObject(value)) return value;
  throw wrongType(name, 'an object');
};

export const requiredObject = (input: JsonObject, name: string): JsonObject => {
  const value = objectIn(input, name);
  if (value === undefined) throw constraint(undefined, shown(name), 'Member must not be null');
  return value;
};

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

export const listIn = (input: JsonObject, name: string): readonly Json[] | undefined => {
  const value = present(input, name);
  if (value === undefined || isList(value)) return value;
  throw wrongType(name, 'a list');
};

export const requiredList = (input: JsonObject, name: string): readonly Json[] => {
  const value = listIn(input, name);
  if (value === undefined) throw constraint(undefined, shown(name), 'Member must not be null');
  return value;
};

export const objectsIn = (input: JsonObject, name: string): readonly JsonObject[] | undefined =>
  listIn(input, name)?.map((entry) => {
    if (isJsonObject(entry)) return entry;
    throw wrongType(name, 'a list of objects');
  });

export const textsIn = (input: JsonObject, name: string): readonly string[] | undefined =>
  listIn(input, name)?.map((entry) => {
    if (typeof entry === 'string') return entry;
    throw wrongType(name, 'a list of Strings');
  });

/** An object whose values are all texts. */
export const textMapIn = (input: JsonObject, name: string): Readonly<Record<string, string>> | undefined => {
  const given = objectIn(input, name);
  if (given === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => {
      if (typeof value !== 'string') throw wrongType(name, 'a map of Strings');
      return [key, value];
    }),
  );
};

/** A text that is one of a set. */
export const choiceIn = <const Choice extends string>(
  input: JsonObject,
  name: string,
  choices: readonly Choice[],
): Choice | undefined => {
  const value = textIn(input, name);
  if (value === undefined) return undefined;
  const found = choices.find((choice) => choice === value);
  if (found === undefined)
    throw constraint(value, shown(name), `Member must satisfy enum value set: [${choices.join(', ')}]`);
  return found;
};

/** A number between two bounds. */
export const countIn = (input: JsonObject, name: string, least: number, most: number): number | undefined => {
  const value = numberIn(input, name);
  if (value === undefined) return undefined;
  if (value < least) throw constraint(value, shown(name), `Member must have value greater than or equal to ${least}`);
  if (value > most) throw constraint(value, shown(name), `Member must have value less than or equal to ${most}`);
  return value;
};

/** An object without the members that are undefined. */
export const defined = (members: Readonly<Record<string, Json | undefined>>): JsonObject => {
  const kept: Record<string, Json> = {};
  for (const [name, value] of Object.entries(members)) if (value !== undefined) kept[name] = value;
  return kept;
};

/** Instants are seconds since 1970 in these protocols. */
export const seconds = (epochMs: number): number => epochMs / 1_000;
