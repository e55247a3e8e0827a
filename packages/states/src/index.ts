export type {
  CheckOptions,
  ChildInput,
  Diagnostic,
  Effect,
  Execution,
  ExecutionStatus,
  HistoryEvent,
  Integration,
  Machine,
  MachineType,
  MapRunEffect,
  ResultWriter,
  Signal,
  StartRequest,
  Step,
  Thread,
  Wait,
  WaitView,
  World,
} from './types.ts';
export { InvalidDefinition } from './invalid-definition.ts';
export { check } from './check/check.ts';
export { compile } from './compile/machine.ts';
export { redrive, start, step } from './interpret/step.ts';
export { isWaitingFor, waits } from './interpret/waits.ts';
export { parseResource } from './resource.ts';
export { detailsKeyOf } from './interpret/history.ts';
