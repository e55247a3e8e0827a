import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { list, maybe, number, object, text, word, type Of, type Read } from '@espresso/ui/read';

/** Any JSON, taken as it is. */
export const anything: Read<Json> = (json) => json ?? null;
/** An object, taken as it is; anything else is an empty one. */
export const fields: Read<JsonObject> = (json) => (isJsonObject(json) ? json : {});

/** What an event tells, without its number: the live stream says the number beside it. */
const told = {
  id: text,
  at: text,
  source: text,
  detailType: text,
  sentence: text,
  correlationId: maybe(text),
  causationId: maybe(text),
  version: maybe(number),
  replayName: maybe(text),
  detail: fields,
};
/** An event of the log as it is shown: nothing secret, nothing personal. */
export const busEvent = object({ number, ...told });
export type BusEvent = Of<typeof busEvent>;
const toldEvent = object(told);

/** A message of the live stream as an event. */
export const liveEvent = (message: Json, position: number): BusEvent => ({ number: position, ...toldEvent(message) });

export const eventPage = object({ events: list(busEvent), lastNumber: number, next: maybe(number) });
export type EventPage = Of<typeof eventPage>;

export const whoami = object({ kind: text, name: maybe(text), role: maybe(text), shopId: maybe(text) });

export const ruleView = object({
  name: text,
  owner: text,
  bus: text,
  pattern: anything,
  target: object({ type: text, workflow: maybe(text) }),
});
export type RuleView = Of<typeof ruleView>;
export const ruleList = object({ rules: list(ruleView) });

const wait = object({ state: text, for: text, sinceMs: number, untilMs: maybe(number), resource: maybe(text) });
export type Wait = Of<typeof wait>;

const summary = {
  stateMachine: text,
  name: text,
  status: text,
  correlationId: text,
  startMs: number,
  stopMs: maybe(number),
  current: list(text),
  waits: list(wait),
  error: maybe(text),
  cause: maybe(text),
};
export const executionSummary = object(summary);
export type ExecutionSummary = Of<typeof executionSummary>;
export const executionPage = object({ executions: list(executionSummary), next: maybe(text) });

export const historyEvent = object({
  id: number,
  previousEventId: number,
  timestampMs: number,
  type: text,
  details: fields,
});
export type HistoryEvent = Of<typeof historyEvent>;

export const execution = object({ ...summary, definition: fields, history: list(historyEvent) });
export type Execution = Of<typeof execution>;

export const journey = object({
  orderId: text,
  shopId: text,
  summary: object({
    outcome: text,
    waitsFor: maybe(text),
    orderNumber: maybe(number),
    drink: maybe(text),
    totalMs: number,
    waitedForCustomerMs: number,
    waitedForBaristaMs: number,
  }),
});
export type Journey = Of<typeof journey>;

export const catalogue = object({
  contexts: list(
    object({
      kind: text,
      name: text,
      purpose: text,
      rules: list(object({ name: text, pattern: anything, events: list(text), target: text })),
      functions: list(object({ name: text, purpose: text, errors: list(text) })),
      tables: list(object({ name: text, purpose: text })),
      workflows: list(object({ name: text, purpose: text, type: text, definition: fields, emits: list(text) })),
      routes: list(object({ method: text, path: text, summary: text, access: list(text) })),
    }),
  ),
  events: list(
    object({
      detailType: text,
      source: text,
      owner: text,
      version: number,
      schema: anything,
      example: anything,
      sentence: text,
      sensitive: list(object({ path: text, sensitivity: text })),
      consumers: list(object({ context: text, rule: text, target: text })),
    }),
  ),
});
export type Catalogue = Of<typeof catalogue>;
export type Context = Catalogue['contexts'][number];
export type EventType = Catalogue['events'][number];

const failure = object({ name: text, message: text });
export const deadLetter = object({
  rule: text,
  eventNumber: number,
  eventId: text,
  eventType: text,
  correlationId: text,
  replayName: maybe(text),
  attempts: number,
  firstAt: text,
  deadAt: text,
  why: text,
  error: maybe(failure),
});
export type DeadLetter = Of<typeof deadLetter>;
export const deadLetterList = object({ deadLetters: list(deadLetter) });

export const waitingList = object({
  deliveries: list(
    object({
      rule: text,
      eventId: text,
      eventType: text,
      correlationId: text,
      attempts: number,
      firstAt: text,
      dueAt: text,
      error: maybe(failure),
    }),
  ),
});

export const replay = object({
  name: text,
  from: text,
  to: text,
  rules: list(text),
  speed: maybe(number),
  startedAt: text,
  sent: number,
  state: text,
});
export type Replay = Of<typeof replay>;
export const replayList = object({ replays: list(replay) });

export const timerList = object({ timers: list(object({ dueAt: text, type: text, of: text })) });
export type Timer = Of<typeof timerList>['timers'][number];

export const figures = object({
  events: number,
  lastEventNumber: number,
  bytes: number,
  flushes: number,
  commandsWaiting: number,
  rules: number,
  deliveriesWaiting: number,
  deadLetters: number,
  liveReaders: number,
});
export type Figures = Of<typeof figures>;

const attempt = object({ at: text, result: text, tookMs: number });
export const trace = object({
  event: busEvent,
  /** Attempts are remembered since then; what was delivered before is not told. */
  since: text,
  deliveries: list(
    object({
      rule: text,
      state: text,
      attempts: list(attempt),
      dueAt: maybe(text),
      why: maybe(text),
      error: maybe(failure),
    }),
  ),
});
export type Trace = Of<typeof trace>;
export type TracedDelivery = Trace['deliveries'][number];

const found = object({
  what: text,
  item: maybe(text),
  evidence: list(object({ number, id: text, type: text, correlationId: text })),
});
export type Finding = Of<typeof found>;
const checked = object({
  id: text,
  claim: text,
  remedy: text,
  severity: word('error', 'warning', 'hint'),
  count: number,
  findings: list(found),
});
export type Checked = Of<typeof checked>;
export const checkUp = object({
  at: text,
  examined: object({ events: number, rules: number }),
  checks: list(checked),
});

export const usage = object({
  events: number,
  transitions: number,
  invocations: number,
  requests: number,
  reads: number,
  writes: number,
  updates: number,
});
export type Usage = Of<typeof usage>;
