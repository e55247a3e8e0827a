import type { JsonObject } from '@espresso/kernel';
import { z } from 'zod';
import type { Envelope } from './envelope.ts';
import { correlatingField } from './correlation.ts';
import { sensitivePaths, type SensitivePath } from './sensitive.ts';

/** What the bus adds to every event's detail, so that a trail can be followed without anybody's help. */
export const eventMetadata = z.object({
  /** The conversation this event belongs to: for an order, its id. */
  correlationId: z.string(),
  /** The id of the event that directly caused this one; absent when a person did. */
  causationId: z.string().optional(),
  /** The version of the event's schema. */
  version: z.number().int().positive(),
});
export type EventMetadata = z.output<typeof eventMetadata>;

type Detail = z.ZodObject;

/** An event that happened and reached a reader, parsed. */
export interface ReceivedEvent<Fields = unknown, Type extends string = string> {
  readonly id: string;
  readonly type: Type;
  /** When it happened, in milliseconds since 1970. */
  readonly atMs: number;
  readonly detail: Fields;
  readonly metadata: EventMetadata;
  /** The replay that sent it again, if one did. */
  readonly replayName?: string;
}

/** An event somebody decided to publish: the bus gives it its id, time and metadata at the commit. */
export interface Emission<Fields = unknown> {
  readonly event: AnyEvent;
  readonly detail: Fields;
}

/** Something that can read one type of event off the bus. */
export interface Reader<Event extends ReceivedEvent = ReceivedEvent> extends AnyEvent {
  /**
   * The event as its readers see it, parsed once, at the door.
   * @throws ZodError when the detail does not fit the event's schema
   */
  read(envelope: Envelope): Event;
}

/** An event's definition: callable, to say that it happened. */
export interface EventDefinition<
  Owner extends string = string,
  Type extends string = string,
  Schema extends Detail = Detail,
> extends EventFacts<Owner, Type, Schema> {
  (detail: z.input<Schema>): Emission<z.output<Schema>>;
}

interface EventFacts<Owner extends string, Type extends string, Schema extends Detail> extends Reader<
  ReceivedEvent<z.output<Schema>, Type>
> {
  readonly owner: Owner;
  readonly detailType: Type;
  readonly schema: Schema;
  readonly example: z.output<Schema>;
}

/** Any event, where its fields do not matter. */
export interface AnyEvent {
  readonly kind: 'event';
  readonly owner: string;
  /** `espresso.<owner>`, the envelope's source. */
  readonly source: string;
  readonly detailType: string;
  readonly version: number;
  readonly schema: z.ZodObject;
  readonly example: unknown;
  /** What happened, in a sentence a newcomer understands; its type where the detail is not of this version. */
  sentence(detail: JsonObject): string;
  /** Fields that must not leave the process. */
  readonly sensitive: readonly SensitivePath[];
  /** The field of its detail that names the conversation it belongs to; without one it belongs to its cause's. */
  readonly correlatedBy: string | undefined;
}

/** The fields of an event, by its definition. */
export type FieldsOf<Definition> =
  Definition extends EventDefinition<string, string, infer Schema> ? z.output<Schema> : never;

/** What a reader of this event receives. */
export type Received<Definition> =
  Definition extends EventDefinition<string, infer Type, infer Schema> ? ReceivedEvent<z.output<Schema>, Type> : never;

/**
 * Defines an event once: type, validation, rule pattern, catalogue page and test data all come from here.
 * New fields are optional or have a default; a change a reader could not survive is a new version beside the old one.
 * @throws TypeError when the example does not fit the schema or a name breaks the rules of naming.
 */
export const defineEvent = <const Owner extends string, const Type extends string, Schema extends Detail>(definition: {
  /** The one context that may publish it. */
  readonly owner: Owner;
  /** `Context.FactInPastTense`. */
  readonly detailType: Type;
  readonly version: number;
  readonly detail: Schema;
  readonly example: z.input<Schema>;
  readonly sentence: (detail: z.output<Schema>) => string;
  /** Only for events of the platform itself; a context's source follows from its name. */
  readonly source?: string;
}): EventDefinition<Owner, Type, Schema> => {
  const { owner, detailType, version, detail: schema, sentence } = definition;
  const parsed = schema.safeParse(definition.example);
  if (!parsed.success)
    throw new TypeError(`the example of ${detailType} does not fit: ${z.prettifyError(parsed.error)}`);
  if ('metadata' in schema.shape) throw new TypeError(`${detailType}: 'metadata' is the bus's own field`);
  // Many rules read the same envelope: it is parsed for the first of them.
  const readBefore = new WeakMap<Envelope, ReceivedEvent<z.output<Schema>, Type>>();
  const facts: EventFacts<Owner, Type, Schema> = {
    kind: 'event',
    owner,
    source: definition.source ?? `espresso.${owner}`,
    detailType,
    version,
    schema,
    example: parsed.data,
    sensitive: sensitivePaths(schema),
    correlatedBy: correlatingField(schema),
    sentence: (detail) => {
      const known = schema.safeParse(detail);
      return known.success ? sentence(known.data) : detailType;
    },
    read: (envelope) => {
      const known = readBefore.get(envelope);
      if (known !== undefined) return known;
      const received: ReceivedEvent<z.output<Schema>, Type> = {
        id: envelope.id,
        type: detailType,
        atMs: Date.parse(envelope.time),
        detail: schema.parse(envelope.detail),
        metadata: eventMetadata.parse(envelope.detail['metadata']),
        ...(envelope['replay-name'] !== undefined && { replayName: envelope['replay-name'] }),
      };
      readBefore.set(envelope, received);
      return received;
    },
  };
  return Object.assign(
    (detail: z.input<Schema>): Emission<z.output<Schema>> => ({ event: facts, detail: schema.parse(detail) }),
    facts,
  );
};
