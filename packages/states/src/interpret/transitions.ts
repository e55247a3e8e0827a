import type { Json, JsonObject } from '@espresso/kernel';
import type { Flow, MapNode, StateNode } from '../compile/nodes.ts';
import { StateFault } from '../fault.ts';
import { isTooLarge } from '../limits.ts';
import type { Scope } from '../scope.ts';
import type { Thread } from '../types.ts';
import { settle, type Work } from '../work.ts';
import { childFailed, childFinished, startBranches, startIterations } from './branches.ts';
import { dataLimitFault, type Failure, failureOf, fieldsOf, matches } from './failure.ts';
import { startMapRun } from './map-run.ts';
import { parentOf, type Run } from './run.ts';
import { callTask } from './task.ts';

/** Lets every ready thread enter its state, until all of them wait or the execution ended. */
export function* drain(run: Run): Work<void> {
  for (let id = run.ready.shift(); id !== undefined; id = run.ready.shift()) if (run.has(id)) yield* enter(run, id);
}

function* enter(run: Run, id: string): Work<void> {
  const { retries: _spent, wait: _over, ...thread } = run.thread(id);
  const { kind, name } = run.node(thread);
  const enteredId = run.log(`${kind}StateEntered`, thread.previousId, { name, input: run.text(thread.input) });
  run.set({
    ...thread,
    beforeId: thread.previousId,
    previousId: enteredId,
    enteredId,
    enteredMs: run.world.nowMs,
  });
  yield* attempt(run, id);
}

/** Does what the state says, from its input on: at its entry and at every retry. */
export function* attempt(run: Run, id: string): Work<void> {
  try {
    yield* perform(run, id);
  } catch (thrown) {
    yield* failed(run, id, asFault(thrown));
  }
}

const asFault = (thrown: unknown): StateFault => {
  if (thrown instanceof StateFault) return thrown;
  throw thrown;
};

function* perform(run: Run, id: string): Work<void> {
  const thread = run.thread(id);
  const node = run.node(thread);
  if (node.kind === 'Task') return yield* callTask(run, thread, node);
  const scope = run.scope(thread);
  const argument = yield* settle(node.flow.argument(scope));
  switch (node.kind) {
    case 'Pass':
      return yield* complete(run, id, node.flow, scope, node.result === undefined ? argument : node.result, node.next);
    case 'Succeed':
      return yield* complete(run, id, node.flow, scope, argument, undefined);
    case 'Choice':
      return yield* choose(run, id, node, scope, argument);
    case 'Wait': {
      const untilMs = yield* settle(node.until(scope, argument));
      if (untilMs <= run.world.nowMs) return yield* complete(run, id, node.flow, scope, argument, node.next);
      waitUntil(run, id, 'timer', untilMs);
      return;
    }
    case 'Fail': {
      const error = node.error && (yield* settle(node.error(scope, argument)));
      const cause = node.cause && (yield* settle(node.cause(scope, argument)));
      return yield* failThread(run, id, { error, cause }, thread.previousId);
    }
    case 'Parallel':
      startBranches(run, thread, node, argument);
      return;
    case 'Map':
      return yield* mapOver(run, thread, node, scope, argument);
  }
}

function* mapOver(run: Run, thread: Thread, node: MapNode, scope: Scope, argument: Json): Work<void> {
  if (node.distributed) return yield* startMapRun(run, thread, node, node.distributed, scope, argument);
  const result = yield* startIterations(run, thread, node, scope, argument);
  if (result) yield* resultArrived(run, thread.id, result);
}

const waitUntil = (run: Run, id: string, why: 'timer' | 'retry', untilMs: number): void => {
  const ref = run.nextRef();
  run.set({ ...run.thread(id), wait: { for: why, ref, sinceMs: run.world.nowMs, untilMs } });
  run.effects.push({ type: 'timer', ref, dueMs: untilMs });
};

function* choose(
  run: Run,
  id: string,
  node: Extract<StateNode, { kind: 'Choice' }>,
  scope: Scope,
  argument: Json,
): Work<void> {
  for (const rule of node.rules)
    if (yield* settle(rule.holds(scope, argument)))
      return yield* complete(run, id, rule.flow, scope, argument, rule.next);
  if (node.otherwise !== undefined) return yield* complete(run, id, node.flow, scope, argument, node.otherwise);
  const why = 'Failed to transition out of the state. The state does not point to a next state.';
  throw new StateFault('States.NoChoiceMatched', why);
}

/** A waiting state is through: the timer of a Wait is due. */
export function* resume(run: Run, id: string): Work<void> {
  const thread = run.thread(id);
  const node = run.node(thread);
  try {
    const scope = run.scope(thread);
    const argument = yield* settle(node.flow.argument(scope));
    run.proceed(id, thread.previousId);
    yield* complete(run, id, node.flow, scope, argument, 'next' in node ? node.next : undefined);
  } catch (thrown) {
    yield* failed(run, id, asFault(thrown));
  }
}

/** A task, all branches or all iterations gave their result. */
export function* resultArrived(run: Run, id: string, result: Json): Work<void> {
  const thread = run.thread(id);
  const node = run.node(thread);
  try {
    const scope = run.scope(thread).withResult(result);
    yield* complete(run, id, node.flow, scope, result, 'next' in node ? node.next : undefined);
  } catch (thrown) {
    yield* failed(run, id, asFault(thrown));
  }
}

/** Assign and Output (both see the old variables), then on to the next state, or to the end of the block. */
function* complete(
  run: Run,
  id: string,
  flow: Pick<Flow, 'assign' | 'output'>,
  scope: Scope,
  subject: Json,
  next: string | undefined,
): Work<void> {
  const assigned = flow.assign && (yield* settle(flow.assign(scope, subject)));
  const output = yield* settle(flow.output(scope, subject));
  yield* leave(run, id, output, assigned, next);
}

function* leave(
  run: Run,
  id: string,
  output: Json,
  assigned: JsonObject | undefined,
  next: string | undefined,
): Work<void> {
  const thread = run.thread(id);
  const { kind } = run.node(thread);
  const text = run.text(output);
  if (isTooLarge(text)) throw dataLimitFault(thread.state);
  const exitedId = run.log(`${kind}StateExited`, thread.previousId, {
    name: thread.state,
    output: text,
    ...(assigned && { assignedVariables: textsOf(assigned) }),
  });
  const variables = assigned ? { ...thread.variables, ...assigned } : thread.variables;
  if (next !== undefined) {
    run.set({ ...thread, state: next, input: output, variables, previousId: exitedId });
    run.ready.push(id);
    return;
  }
  run.set({ ...thread, variables, previousId: exitedId });
  if (parentOf(id) === undefined) {
    run.log('ExecutionSucceeded', exitedId, { output: text });
    run.end('SUCCEEDED', { output });
    return;
  }
  const around = childFinished(run, id, output);
  if (around) yield* resultArrived(run, around.parentId, around.results);
}

const textsOf = (assigned: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(assigned).map(([name, value]) => [name, JSON.stringify(value)]));

/** A state failed: again, elsewhere, or out. `fromInside` when a branch or iteration of it brought the failure. */
export function* failed(run: Run, id: string, fault: StateFault, fromInside = false): Work<void> {
  const thread = run.thread(id);
  const failure = failureOf(fault, thread);
  if (fault.evaluation) {
    const link = fault.evaluation === 'expression' ? thread.beforeId : thread.enteredId;
    const location = fault.location === undefined ? undefined : { location: fault.location };
    run.proceed(id, run.log('EvaluationFailed', link, { state: thread.state, ...location, ...fieldsOf(failure) }));
  } else run.proceed(id, thread.previousId);
  const node = run.node(thread);
  if ('retriers' in node) {
    if (retries(run, id, node, failure)) return;
    if ((node.kind === 'Map' || node.kind === 'Parallel') && (fromInside || fault.evaluation))
      run.proceed(id, run.log(`${node.kind}StateFailed`, run.thread(id).previousId, fieldsOf(failure)));
    const catcher = node.catchers.find(({ errors }) => matches(errors, failure.error));
    if (catcher) return yield* caught(run, id, catcher, failure);
  }
  yield* failThread(run, id, failure, run.thread(id).previousId);
}

/** Whether the first retrier that names the error has attempts left; if so its wait begins. */
const retries = (run: Run, id: string, node: Extract<StateNode, { retriers: unknown }>, failure: Failure): boolean => {
  const at = node.retriers.findIndex(({ errors }) => matches(errors, failure.error));
  const retrier = node.retriers[at];
  const thread = run.thread(id);
  const used = node.retriers.map((_, index) => thread.retries?.[index] ?? 0);
  const attemptNumber = (used[at] ?? 0) + 1;
  if (!retrier || attemptNumber > retrier.attemptsMax) return false;
  run.set({ ...thread, retries: used.with(at, attemptNumber) });
  waitUntil(run, id, 'retry', run.world.nowMs + retrier.delayMs(attemptNumber, run.world.random));
  return true;
};

function* caught(
  run: Run,
  id: string,
  catcher: Extract<StateNode, { catchers: unknown }>['catchers'][number],
  { error = '', cause = '' }: Failure,
): Work<void> {
  const errorOutput = { Error: error, Cause: cause };
  try {
    const scope = run.scope(run.thread(id)).withError(errorOutput);
    yield* complete(run, id, catcher.flow, scope, errorOutput, catcher.next);
  } catch (thrown) {
    const fault = asFault(thrown);
    const thread: Thread = run.thread(id);
    const failure = failureOf(fault, thread);
    const location = fault.location === undefined ? undefined : { location: fault.location };
    const link = fault.evaluation
      ? run.log('EvaluationFailed', thread.beforeId, { state: thread.state, ...location, ...fieldsOf(failure) })
      : thread.previousId;
    yield* failThread(run, id, failure, link);
  }
}

/** Nothing caught it: the execution fails, or the Map or Parallel around does. */
function* failThread(run: Run, id: string, failure: Failure, link: number): Work<void> {
  if (parentOf(id) !== undefined) {
    const { parentId, fault } = childFailed(run, id, failure, link);
    return yield* failed(run, parentId, fault, true);
  }
  run.log('ExecutionFailed', link, fieldsOf(failure));
  run.end('FAILED', fieldsOf(failure));
}
