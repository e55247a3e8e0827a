import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { isArray } from '../json.ts';

/** Fields of a definition that was checked, read without asking again. */

export const textOf = (from: JsonObject, field: string): string | undefined => {
  const value = from[field];
  return typeof value === 'string' ? value : undefined;
};

export const numberOf = (from: JsonObject, field: string): number | undefined => {
  const value = from[field];
  return typeof value === 'number' ? value : undefined;
};

export const objectOf = (from: JsonObject, field: string): JsonObject | undefined => {
  const value = from[field];
  return isJsonObject(value) ? value : undefined;
};

export const objectsOf = (from: JsonObject, field: string): readonly JsonObject[] => {
  const value = from[field];
  return isArray(value) ? value.filter((item) => isJsonObject(item)) : [];
};

export const textsOf = (from: JsonObject, field: string): readonly string[] => {
  const value = from[field];
  return isArray(value) ? value.filter((item) => typeof item === 'string') : [];
};

export type QueryLanguage = 'JSONata' | 'JSONPath';

/** The language of a state, or of a machine: its own word, or that of the one around it. */
export const languageOf = (from: JsonObject, around: QueryLanguage): QueryLanguage => {
  const own: Json | undefined = from['QueryLanguage'];
  return own === 'JSONata' || own === 'JSONPath' ? own : around;
};
