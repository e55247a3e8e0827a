import { isJsonObject, parseJson, type Json, type JsonObject } from '@espresso/kernel';
import { resolveBus } from '../bus/buses.ts';
import { publishAsIs } from '../bus/publish-as-is.ts';
import { publish, type Engine } from '../engine.ts';
import { busExists } from '../resources/event-buses.ts';
import type { Unit } from '../work/unit.ts';

/**
 * One entry of PutEvents, as the service answers it. Detail may be an object or the JSON text of one. An event that a
 * context defines is checked and told as that context tells it; any other is left as it is. What is put on a bus that does
 * not exist gets an id and vanishes, as on AWS.
 * @param more.resources what the service adds to the entry's own
 */
export const putEntry = (
  engine: Engine,
  unit: Unit,
  entry: Json,
  more: { readonly resources?: readonly string[] } = {},
): JsonObject => {
  if (!isJsonObject(entry)) return refusedEntry('InvalidArgument', 'An entry is an object.');
  const { Source: source, DetailType: detailType, EventBusName: bus, Resources: resources, Time: time } = entry;
  if (typeof source !== 'string' || source === '') return required('Source');
  if (typeof detailType !== 'string' || detailType === '') return required('DetailType');
  if (entry['Detail'] === undefined || entry['Detail'] === null || entry['Detail'] === '') return required('Detail');
  const detail = detailOf(entry['Detail']);
  if (detail === undefined) return refusedEntry('MalformedDetail', 'Detail is malformed.');
  const facts = {
    source,
    detailType,
    detail,
    ...(typeof bus === 'string' && { bus }),
    resources: [...textsIn(resources), ...(more.resources ?? [])],
  };
  if (!busExists(unit.layer, resolveBus(facts.bus))) return { EventId: unit.ids.next() };
  const definition = engine.definitions.events.get(detailType);
  if (definition?.source !== source) {
    const outside = publishAsIs(engine, unit, { ...facts, ...(typeof time === 'number' && { timeMs: time * 1_000 }) });
    return { EventId: outside.id };
  }
  const checked = definition.schema.safeParse(detail);
  if (!checked.success)
    return refusedEntry('InvalidArgument', `Detail is not a ${detailType}: ${checked.error.message}`);
  return { EventId: publish(engine, unit, facts).envelope.id };
};

const detailOf = (detail: Json): JsonObject | undefined => {
  if (typeof detail !== 'string') return isJsonObject(detail) ? detail : undefined;
  try {
    const parsed = parseJson(detail);
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    // Not JSON at all: the caller is told so.
    return undefined;
  }
};

const textsIn = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((entry: Json) => typeof entry === 'string') : [];

/** An entry that was not taken. */
export const refusedEntry = (code: string, message: string): JsonObject => ({ ErrorCode: code, ErrorMessage: message });

const required = (parameter: string): JsonObject =>
  refusedEntry('InvalidArgument', `Parameter ${parameter} is not valid. Reason: ${parameter} is a required argument.`);
