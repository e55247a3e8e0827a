import { MASK, mask, type AnyEvent, type Envelope } from '@espresso/contract';
import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';

/**
 * What is kept of an event: the fields its definition knows, less those it marks. A journey is read by customers and staff,
 * so nothing secret or personal is written down in the first place.
 */
export const shownDetail = (envelope: Envelope, event: AnyEvent): JsonObject => {
  const { shape } = event.schema;
  const known = Object.entries(envelope.detail).filter(([name]) => Object.hasOwn(shape, name));
  return scrubFields(mask(Object.fromEntries(known), event.sensitive));
};

/** A net under the marks: people write addresses into free text (a reason, a note). */
const scrub = (value: Json): Json => {
  if (typeof value === 'string') return value.includes('@') ? value.replace(/\S+@\S+/g, MASK) : value;
  if (Array.isArray(value)) return value.map((entry: Json) => scrub(entry));
  return isJsonObject(value) ? scrubFields(value) : value;
};

const scrubFields = (value: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(value).map(([name, field]) => [name, scrub(field)]));
