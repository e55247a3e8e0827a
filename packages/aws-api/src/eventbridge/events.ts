import { putEntry, refusedEntry } from '@espresso/host/resources';
import { compilePatternText, InvalidPattern, type Pattern } from '@espresso/bus';
import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { AwsError, validation } from '../protocol/errors.ts';
import { requiredList, requiredText } from '../protocol/fields.ts';
import { isFault, readJson } from '../protocol/json-text.ts';
import type { Operation } from '../protocol/operation.ts';

const ENTRIES_MAX = 10;
const BYTES_MAX = 262_144;
const TIME_BYTES = 14;

export const putEvents: Operation = async ({ host }, input) => {
  const entries = requiredList(input, 'Entries');
  if (entries.length === 0 || entries.length > ENTRIES_MAX) {
    const rule = entries.length === 0 ? 'greater than or equal to 1' : 'less than or equal to 10';
    throw validation(
      `1 validation error detected: Value '[${entries.map(shownEntry).join(', ')}]' at 'entries' failed to satisfy constraint: Member must have length ${rule}`,
    );
  }
  if (entries.reduce<number>((sum, entry) => sum + entryBytes(entry), 0) > BYTES_MAX)
    throw validation('Total size of the entries in the request is over the limit.');
  const results = await host.transact((unit, engine) =>
    entries.map((entry) => (isOfAws(entry) ? notAuthorized() : putEntry(engine, unit, entry))),
  );
  return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
};

/** An entry as the service shows it in what it refuses (as recorded). */
const shownEntry = (entry: Json): string => {
  const given = isJsonObject(entry) ? entry : {};
  const members = ['Time', 'Source', 'Resources', 'DetailType', 'Detail', 'EventBusName', 'TraceHeader'].map((name) => {
    const value = given[name] ?? null;
    const text =
      typeof value === 'string' ? value : Array.isArray(value) ? `[${value.join(', ')}]` : JSON.stringify(value);
    return `${name.charAt(0).toLowerCase()}${name.slice(1)}=${text}`;
  });
  return `PutEventsRequestEntry(${members.join(', ')}, kmsKeyIdentifier=null, internalMetadata=null)`;
};

/** Nobody but AWS speaks as AWS. */
const isOfAws = (entry: Json): boolean =>
  isJsonObject(entry) && typeof entry['Source'] === 'string' && entry['Source'].startsWith('aws.');

const notAuthorized = (): JsonObject => refusedEntry('NotAuthorizedForSource', 'Not authorized for the source.');

/** An entry's size (user guide, "Calculating PutEvents event entry size"). */
const entryBytes = (entry: Json): number => {
  if (!isJsonObject(entry)) return 0;
  const { Source: source, DetailType: type, Detail: detail, Resources: resources, Time: time } = entry;
  const texts = [source, type, detail, ...(Array.isArray(resources) ? resources.map((text: Json) => text) : [])];
  const bytes = texts.reduce<number>((sum, text) => sum + (typeof text === 'string' ? Buffer.byteLength(text) : 0), 0);
  return bytes + (time === undefined ? 0 : TIME_BYTES);
};

/** A pattern of a request. @throws AwsError InvalidEventPatternException */
export const patternOf = (text: string): Pattern => {
  try {
    return compilePatternText(text);
  } catch (error) {
    if (error instanceof InvalidPattern) throw new AwsError('InvalidEventPatternException', error.message);
    throw error;
  }
};

const EVENT_FIELDS = ['id', 'account', 'source', 'time', 'region', 'detail-type'];

export const testEventPattern: Operation = async (_call, input) => {
  const pattern = requiredText(input, 'EventPattern');
  const read = readJson(requiredText(input, 'Event'));
  if (isFault(read) || !isJsonObject(read.value)) throw validation('Parameter Event is not valid.');
  const event = read.value;
  if (EVENT_FIELDS.some((field) => event[field] === undefined)) throw validation('Parameter Event is not valid.');
  return { Result: patternOf(pattern).matches(event) };
};
