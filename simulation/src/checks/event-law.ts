import { eventMetadata, platformEvents, type AnyEvent, type ContextDefinition } from '@espresso/contract';
import type { LoggedEvent } from '@espresso/host';
import { holds } from '../invariants.ts';

/** Holds every event of the log against its own schema, and its thread against the events before it. */
export class EventLaw {
  readonly #defined: ReadonlyMap<string, AnyEvent>;
  readonly #numbers = new Map<string, number>();
  #lastMs = 0;
  #last = 0;

  constructor(contexts: readonly ContextDefinition[]) {
    const events = [...platformEvents, ...contexts.flatMap(({ publishes }) => publishes)];
    this.#defined = new Map(events.map((event) => [event.detailType, event]));
  }

  check({ number, atMs, envelope }: LoggedEvent): void {
    const { id, detail, 'detail-type': type, source } = envelope;
    const told = () => `event ${number} (${type})`;
    holds('I13', number === this.#last + 1, () => `${told()} comes after event ${this.#last}`);
    holds('I13', !this.#numbers.has(id), () => `${told()} has the id of event ${this.#numbers.get(id) ?? 0}`);
    const definition = this.#defined.get(type);
    holds('I9', definition?.source === source, () => `nobody defines ${type} of ${source}`);
    holds('I9', definition.schema.safeParse(detail).success, () => `${told()} does not fit: ${JSON.stringify(detail)}`);
    const metadata = eventMetadata.safeParse(detail['metadata']);
    holds('I9', metadata.success, () => `${told()} has no thread: ${JSON.stringify(detail)}`);
    const { causationId, correlationId } = metadata.data;
    const own = definition.correlatedBy === undefined ? correlationId : detail[definition.correlatedBy];
    holds('I9', own === correlationId, () => `${told()} is in the conversation ${correlationId}`);
    const isCaused = causationId === undefined || this.#numbers.has(causationId);
    holds('I9', isCaused, () => `${told()} has a cause that never was: ${causationId ?? ''}`);
    holds('I9', atMs >= this.#lastMs, () => `${told()} happened before the event before it`);
    this.#numbers.set(id, number);
    this.#last = number;
    this.#lastMs = atMs;
  }
}
