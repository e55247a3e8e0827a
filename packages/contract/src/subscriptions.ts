import type { JsonObject } from '@espresso/kernel';
import type { Envelope } from './envelope.ts';
import { eventMetadata, type AnyEvent, type Reader, type ReceivedEvent } from './events.ts';
import type { Accepted } from './outcome.ts';
import type { Work } from './work.ts';
import type { WorkflowDefinition } from './workflows.ts';

/** What a rule's target does with an event. */
export type Target =
  | { readonly type: 'handler'; readonly run: (envelope: Envelope, work: Work) => Promise<Accepted<undefined>> }
  /** For effects outside the store (mail, push): at least once, with the delivery's key to recognise a second try. */
  | { readonly type: 'effect'; readonly run: (envelope: Envelope, deliveryKey: string) => Promise<void> }
  /** Starts one execution per event, named after the event, with the whole event as its input. */
  | { readonly type: 'workflow'; readonly workflow: WorkflowDefinition };

/** A rule of a context: the events it listens to, and its one target. */
export interface Subscription {
  /** The events it listens to; `'*'` for a pattern that does not name types. */
  readonly events: readonly AnyEvent[] | '*';
  /** The rule's EventBridge pattern. */
  readonly pattern: JsonObject;
  readonly target: Target;
}

/** The pattern that these events, and only these, match. */
export const patternOf = (events: readonly AnyEvent[], detail?: JsonObject): JsonObject => ({
  source: [...new Set(events.map((event) => event.source))],
  'detail-type': [...new Set(events.map((event) => event.detailType))],
  ...(detail && { detail }),
});

/** The readers of several types of events: together they read any of them. */
type Readers<Events extends readonly ReceivedEvent[]> = {
  readonly [Position in keyof Events]: Reader<Events[Position]>;
};

/**
 * Listens to one event, or to several with one handler. The handler may run twice and late: it decides by what it finds.
 * @param more.detail narrows the rule, as an EventBridge pattern of the event's detail
 */
export const on = <Events extends readonly ReceivedEvent[]>(
  readers: Readers<Events>,
  handler: (event: Events[number], work: Work) => Promise<Accepted<undefined>>,
  more: { readonly detail?: JsonObject } = {},
): Subscription => ({
  events: readers,
  pattern: patternOf(readers, more.detail),
  target: { type: 'handler', run: (envelope, work) => handler(receive(readers, envelope), work) },
});

/** As `on`, for effects outside the store: runs after the commit, at least once, retried, with a stable key. */
export const onEffect = <Events extends readonly ReceivedEvent[]>(
  readers: Readers<Events>,
  handler: (event: Events[number], deliveryKey: string) => Promise<void>,
): Subscription => ({
  events: readers,
  pattern: patternOf(readers),
  target: { type: 'effect', run: (envelope, deliveryKey) => handler(receive(readers, envelope), deliveryKey) },
});

/** Starts one execution of the workflow for every such event. */
export const startOn = (event: AnyEvent, workflow: WorkflowDefinition): Subscription => ({
  events: [event],
  pattern: patternOf([event]),
  target: { type: 'workflow', workflow },
});

/** Listens to whatever the pattern says; the handler gets the envelope as it is. For readers of everything. */
export const onPattern = (
  pattern: JsonObject,
  handler: (envelope: Envelope, work: Work) => Promise<Accepted<undefined>>,
): Subscription => ({ events: '*', pattern, target: { type: 'handler', run: handler } });

const receive = <Event extends ReceivedEvent>(readers: readonly Reader<Event>[], envelope: Envelope): Event => {
  const { version } = eventMetadata.parse(envelope.detail['metadata']);
  const ofType = readers.filter((reader) => reader.detailType === envelope['detail-type']);
  // Versions of a type live side by side, each with its own reader; a reader left alone with another version tries.
  const reader = ofType.find((candidate) => candidate.version === version) ?? ofType[0];
  if (reader === undefined) throw new TypeError(`nobody reads ${envelope['detail-type']} here`);
  return reader.read(envelope);
};
