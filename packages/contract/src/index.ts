export { correlates } from './correlation.ts';
export { accept, refuse, type Accepted, type Outcome, type Refused, type Resume, type Start } from './outcome.ts';
export { defineContext, defineExtension, type ContextDefinition } from './contexts.ts';
export { NotPublished } from './own-events.ts';
export type { Envelope } from './envelope.ts';
export {
  defineEvent,
  eventMetadata,
  type AnyEvent,
  type Emission,
  type EventDefinition,
  type EventMetadata,
  type FieldsOf,
  type Received,
  type ReceivedEvent,
  type Reader,
} from './events.ts';
export { defineFunction, type FunctionDefinition } from './functions.ts';
export { serve, type ServedFunction } from './serve.ts';
export {
  deadLettersDiscarded,
  deadLettersRedriven,
  executionStatusChanged,
  executionStopped,
  PLATFORM,
  platformEvents,
  replayStarted,
} from './platform.ts';
export {
  InvalidRequest,
  route,
  staffRoles,
  type Access,
  type Caller,
  type RouteDefinition,
  type RouteRequest,
  type ServedRoute,
  type StaffRole,
  issuesAt,
  owns,
  worksAt,
} from './routes.ts';
export { mask, MASK, personal, secret, sensitivePaths, type Sensitivity, type SensitivePath } from './sensitive.ts';
export { line, lineOrNothing } from './text.ts';
export { on, onEffect, onPattern, patternOf, startOn, type Subscription, type Target } from './subscriptions.ts';
export { emittedBy, faultsIn, IncoherentSystem, type Fault } from './system.ts';
export {
  defineTable,
  type AnyTable,
  type Condition,
  type IndexDefinition,
  type Key,
  type KeyAttribute,
  type Table,
  type Value,
  type Write,
} from './tables.ts';
export type { Page, Query, Work } from './work.ts';
export {
  defineWorkflow,
  placeholdersIn,
  resolvePlaceholders,
  type Placeholder,
  type WorkflowDefinition,
} from './workflows.ts';
