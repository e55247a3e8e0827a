import { isJsonObject, parseJson, type Json, type JsonObject } from '@espresso/kernel';
import { publish, failed, succeeded, type Service, type TaskCall } from '../engine.ts';

/** `events:putEvents`, as the optimised integration answers it: a failed entry fails the task (FailedEntry). */
export const events: Service = {
  putEvents: (call) => {
    const { Entries: entries = [] } = call.arguments;
    const results = (Array.isArray(entries) ? entries : [entries]).map((entry: Json) => putEntry(call, entry));
    const failedCount = results.filter((result) => 'ErrorCode' in result).length;
    const answer = { Entries: results, FailedEntryCount: failedCount };
    return Promise.resolve(
      failedCount > 0 ? failed('EventBridge.FailedEntry', JSON.stringify(answer)) : succeeded(answer),
    );
  },
};

const putEntry = ({ engine, unit, caller }: TaskCall, entry: Json): JsonObject => {
  if (!isJsonObject(entry)) return invalid('InvalidArgument', 'An entry is an object.');
  const { Source: source, DetailType: detailType, EventBusName: bus, Resources: resources } = entry;
  if (typeof source !== 'string' || source === '') return required('Source');
  if (typeof detailType !== 'string' || detailType === '') return required('DetailType');
  const detail = detailOf(entry['Detail']);
  if (detail === undefined) return invalid('MalformedDetail', 'Detail is malformed.');
  const definition = engine.definitions.events.get(detailType);
  if (definition?.source === source) {
    const checked = definition.schema.safeParse(detail);
    if (!checked.success) return invalid('InvalidArgument', `Detail is not a ${detailType}: ${checked.error.message}`);
  }
  const event = publish(engine, unit, {
    source,
    detailType,
    detail,
    ...(typeof bus === 'string' && { bus }),
    // The service adds its own, as AWS does: the machine and the execution that spoke.
    resources: [...textsIn(resources), caller.execution.stateMachineArn, caller.execution.executionArn],
  });
  return { EventId: event.envelope.id };
};

/** Detail may be an object or the JSON text of one. */
const detailOf = (detail: Json | undefined): JsonObject | undefined => {
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

const invalid = (code: string, message: string): JsonObject => ({ ErrorCode: code, ErrorMessage: message });

const required = (parameter: string): JsonObject =>
  invalid('InvalidArgument', `Parameter ${parameter} is not valid. Reason: ${parameter} is a required argument.`);
