import { eventMetadata, type AnyEvent, type Envelope } from '@espresso/contract';
import { isJsonObject, iso, toJson, type JsonObject } from '@espresso/kernel';
import type { Cause } from '../work/cause.ts';
import type { LoggedEvent } from './logged-event.ts';

/** An event that is decided but not committed: it gets its number at the commit. */
export type NewEvent = Omit<LoggedEvent, 'number'>;

/** Where and when an event is published. */
export interface Publication {
  readonly bus: string;
  readonly id: string;
  readonly atMs: number;
  readonly account: string;
  readonly region: string;
  readonly cause: Cause;
}

/** What somebody says happened. */
export interface Facts {
  readonly source: string;
  readonly detailType: string;
  readonly detail: JsonObject;
  readonly resources?: readonly string[];
  /** The definition of the event, where it is one of ours. */
  readonly definition: AnyEvent | undefined;
}

const partialMetadata = eventMetadata.partial();

/**
 * The envelope and the thread: an event belongs to the conversation its own field names, else to the one its metadata
 * name, else to its cause's, else it begins one.
 */
export const newEvent = (facts: Facts, publication: Publication): NewEvent => {
  const { definition, detail } = facts;
  const { id, atMs, bus, cause } = publication;
  const given = detail['metadata'] === undefined ? {} : (partialMetadata.safeParse(detail['metadata']).data ?? {});
  const own = definition?.correlatedBy === undefined ? undefined : detail[definition.correlatedBy];
  const correlationId = typeof own === 'string' ? own : (given.correlationId ?? cause.correlationId ?? id);
  const causationId = given.causationId ?? cause.causationId;
  const metadata = {
    correlationId,
    ...(causationId !== undefined && { causationId }),
    version: given.version ?? definition?.version ?? 1,
  };
  const envelope: Envelope = {
    version: '0',
    id,
    'detail-type': facts.detailType,
    source: facts.source,
    account: publication.account,
    time: iso(atMs),
    region: publication.region,
    resources: facts.resources ?? [],
    detail: { ...detail, metadata },
  };
  return { bus, atMs, correlationId, ...(causationId !== undefined && { causationId }), envelope };
};

/**
 * Any value as the JSON object it is on the wire.
 * @throws TypeError when it is not an object
 */
export const asJsonObject = (value: unknown): JsonObject => {
  const json = toJson(value);
  if (!isJsonObject(json)) throw new TypeError('an event has an object as its detail');
  return json;
};
