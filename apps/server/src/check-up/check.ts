import type { AnyEvent, ContextDefinition } from '@espresso/contract';
import type { Delivery, LoggedEvent } from '@espresso/host';
import type { Json, JsonObject } from '@espresso/kernel';

/** How bad it is: something is broken, something will hurt, something to think about. */
export type Severity = 'error' | 'warning' | 'hint';

/** A rule as a check sees it: what it hears, and what it does about what fails. */
export interface ExaminedRule {
  readonly name: string;
  readonly owner: string;
  readonly pattern: Json;
  readonly matches: (event: JsonObject) => boolean;
  readonly target: string;
  readonly attemptsMax: number;
  readonly ageMsMax: number;
}

/** What is examined: the definitions, the newest stretch of the log, and what is under way. Data alone, so that a fault can be planted. */
export interface Examined {
  readonly nowMs: number;
  readonly contexts: readonly ContextDefinition[];
  readonly events: readonly AnyEvent[];
  readonly rules: readonly ExaminedRule[];
  /** The newest events, oldest of them first. */
  readonly log: readonly LoggedEvent[];
  /** An event of the log by its id, also one before that stretch. */
  readonly eventById: (id: string) => LoggedEvent | undefined;
  /** Whether the log still holds its first event: nothing was swept out yet. */
  readonly logIsWhole: boolean;
  readonly deliveries: readonly Delivery[];
  readonly timers: readonly { readonly dueMs: number; readonly of: string }[];
  readonly waits: readonly {
    readonly execution: string;
    readonly correlationId: string;
    readonly state: string;
    readonly untilMs?: number;
  }[];
}

/** An event that shows what was found. */
export interface Evidence {
  readonly number: number;
  readonly id: string;
  readonly type: string;
  readonly correlationId: string;
}

export interface Found {
  /** What is wrong, in a sentence. */
  readonly what: string;
  /** Where in the catalogue it is: `event:…`, `rule:…`, `workflow:…`, `context:…`. */
  readonly item?: string;
  readonly evidence?: readonly Evidence[];
}

/** A question asked of the running system. */
export interface Check {
  readonly id: string;
  /** What holds where nothing is found. */
  readonly claim: string;
  /** What to do about a finding. */
  readonly remedy: string;
  readonly severity: Severity;
  readonly look: (system: Examined) => readonly Found[];
}

const EVIDENCE_MAX = 5;

export const evidenceOf = (events: readonly LoggedEvent[]): readonly Evidence[] =>
  events.slice(-EVIDENCE_MAX).map(({ number, correlationId, envelope }) => ({
    number,
    id: envelope.id,
    type: envelope['detail-type'],
    correlationId,
  }));

/** One finding per kind of fault, however many events show it. */
export const foundIn = (
  events: readonly LoggedEvent[],
  faultsOf: (event: LoggedEvent) => readonly string[],
): readonly Found[] => {
  const faulty = events.flatMap((event) => faultsOf(event).map((what) => ({ event, what })));
  return [...Map.groupBy(faulty, ({ what }) => what)].map(([what, shown]) => ({
    what: shown.length === 1 ? what : `${what} (${shown.length} times)`,
    item: `event:${shown[0]?.event.envelope['detail-type'] ?? ''}`,
    evidence: evidenceOf(shown.map(({ event }) => event)),
  }));
};
