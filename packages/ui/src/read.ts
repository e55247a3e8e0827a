import { EspressoError, isJsonObject, type Json, type JsonArray } from '@espresso/kernel';

/** The server said something this page does not understand. */
export class NotUnderstood extends EspressoError {
  readonly place: string;

  constructor(place: string, wanted: string) {
    super(`${place}: ${wanted} is wanted`);
    this.place = place;
  }
}

/**
 * Reads a piece of JSON as what it should be: what a page asks of a reply, and no more. What the server adds later is passed over.
 * @throws NotUnderstood
 */
export type Read<T> = (json: Json | undefined, place?: string) => T;

export const text: Read<string> = (json, place = '') => {
  if (typeof json !== 'string') throw new NotUnderstood(place, 'text');
  return json;
};
export const number: Read<number> = (json, place = '') => {
  if (typeof json !== 'number') throw new NotUnderstood(place, 'a number');
  return json;
};
export const flag: Read<boolean> = (json, place = '') => {
  if (typeof json !== 'boolean') throw new NotUnderstood(place, 'yes or no');
  return json;
};

/** One of these words. */
export const word =
  <const Word extends string>(...words: readonly Word[]): Read<Word> =>
  (json, place = '') => {
    const found = words.find((known) => known === json);
    if (found === undefined) throw new NotUnderstood(place, words.join(' or '));
    return found;
  };

/** What may be left out; null counts as left out. */
export const maybe =
  <T>(read: Read<T>): Read<T | undefined> =>
  (json, place) =>
    json === undefined || json === null ? undefined : read(json, place);

export const list =
  <T>(read: Read<T>): Read<readonly T[]> =>
  (json, place = '') => {
    if (!isList(json)) throw new NotUnderstood(place, 'a list');
    return json.map((one, at) => read(one, `${place}/${at}`));
  };

const isList = (json: Json | undefined): json is JsonArray => Array.isArray(json);

/** An object whose keys are not known beforehand. */
export const table =
  <T>(read: Read<T>): Read<Readonly<Record<string, T>>> =>
  (json, place = '') => {
    if (!isJsonObject(json)) throw new NotUnderstood(place, 'an object');
    return Object.fromEntries(Object.entries(json).map(([key, one]) => [key, read(one, `${place}/${key}`)]));
  };

type Shape = Readonly<Record<string, Read<unknown>>>;
type Optional<S extends Shape> = { [K in keyof S]: undefined extends ReturnType<S[K]> ? K : never }[keyof S];
/** What an object of this shape is: what reads as undefined may be left out. */
type Shaped<S extends Shape> = { readonly [K in Exclude<keyof S, Optional<S>>]: ReturnType<S[K]> } & {
  readonly [K in Optional<S>]?: ReturnType<S[K]>;
};

/** An object with these fields. */
export const object =
  <S extends Shape>(shape: S): Read<Shaped<S>> =>
  (json, place = '') => {
    if (!isJsonObject(json)) throw new NotUnderstood(place, 'an object');
    const read: Record<string, unknown> = {};
    for (const [key, field] of Object.entries(shape)) {
      const value = field(json[key], `${place}/${key}`);
      if (value !== undefined) read[key] = value;
    }
    if (!isShaped(read, shape)) throw new NotUnderstood(place, 'an object');
    return read;
  };

/** Every field was just read by its own reader; this only says so to the compiler. */
const isShaped = <S extends Shape>(read: object, shape: S): read is Shaped<S> =>
  Object.keys(read).every((key) => Object.hasOwn(shape, key));

/** What a reader reads. */
export type Of<R extends Read<unknown>> = ReturnType<R>;
