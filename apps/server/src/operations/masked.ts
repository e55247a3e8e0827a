import { MASK, type AnyEvent } from '@espresso/contract';
import { isJsonObject, parseJson, type Json, type JsonObject } from '@espresso/kernel';

/** Names under which nothing is shown, whoever chose them. */
const TELLING_NAME = /token|secret|password|passwd|e-?mail|credential|authorization|cookie|api-?_?key/i;
/** Texts that open doors whatever they are called: task tokens (base64url of `["`), signed tokens (of `{"`). */
const TOKEN = /\b(?:Wy|ey)[I-L][A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{16,}(?:\.[A-Za-z0-9_-]{16,})?/g;
const ADDRESS = /[^\s"<>(),;:]+@[^\s"<>(),;:]+/g;

/** Masks what must not leave the process, wherever it stands in a value: in executions, histories, errors. */
export type Masker = (value: Json) => Json;

/**
 * A masker for the events there are: a field that any of them marks is masked under its name everywhere, since workflows carry
 * fields from event to event. Texts that hold JSON, as histories have them, are masked inside.
 */
export const maskerFor = (events: readonly AnyEvent[]): Masker => {
  const marked = new Set(events.flatMap(({ sensitive }) => sensitive.flatMap(({ path }) => path.at(-1) ?? [])));
  const hides = (name: string): boolean => marked.has(name) || TELLING_NAME.test(name);

  const mask = (value: Json): Json => {
    if (typeof value === 'string') return maskText(value);
    if (Array.isArray(value)) return value.map((entry: Json) => mask(entry));
    return isJsonObject(value) ? maskFields(value) : value;
  };
  const maskFields = (value: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(value).map(([name, field]) => [name, hides(name) ? MASK : mask(field)]));
  const maskText = (text: string): Json => {
    const document = documentIn(text);
    if (document !== undefined) return JSON.stringify(mask(document));
    return text.replace(TOKEN, MASK).replace(ADDRESS, MASK);
  };
  return mask;
};

/** The object or list that a text is the JSON of. */
const documentIn = (text: string): Json | undefined => {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
};
