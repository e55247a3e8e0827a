export * from './activities.ts';
export * from './event-buses.ts';
export * from './event-rules.ts';
export * from './machine-versions.ts';
export * from './objects.ts';
export * from './queues.ts';
export * from './state-machines.ts';
export * from './tables.ts';
export * from './tags.ts';
export { publishAsIs, type OutsideEvent } from '../bus/publish-as-is.ts';
export { parseSchedule, type Schedule } from '../bus/schedule.ts';
export { putEntry, refusedEntry } from '../integrations/put-entry.ts';
export { DEFAULT_BUS, resolveBus } from '../bus/buses.ts';
export { listReplays, readReplay, writeReplay, type Replay } from '../bus/replays.ts';
export { failed, publish, succeeded, type Engine, type TaskResult } from '../engine.ts';
export { definitionHash, type DeployedWorkflow } from '../executions/machines.ts';
export {
  executionKey,
  forgetExecution,
  listExecutions,
  readExecution,
  readHistory,
  type ExecutionRecord,
} from '../executions/records.ts';
export { listMapRuns, mapRunId, readMapRun, writeMapRun, type MapRun, type Tally } from '../executions/map-runs.ts';
export { goOnMapping } from '../executions/run-map.ts';
export { runDetached, type DetachedOptions, type DetachedRun } from '../executions/run-detached.ts';
export {
  redriveExecution,
  runOut,
  signalByToken,
  signalExecution,
  startExecution,
  worldOf,
  type Running,
  type Started,
  type Wish,
} from '../executions/run.ts';
export { functionNamed } from '../integrations/lambda.ts';
export type { Unit } from '../work/unit.ts';
export { recall, remember, type Idempotency } from '../work/idempotency.ts';
