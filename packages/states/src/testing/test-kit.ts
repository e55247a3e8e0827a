import { type Json, type JsonObject, seededRandom } from '@espresso/kernel';
import { compile } from '../compile/machine.ts';
import { start, step } from '../interpret/step.ts';
import type { Effect, Execution, HistoryEvent, Machine, Signal, StartRequest, Step, World } from '../types.ts';

/** Helpers for this package's tests: a small world with a clock of its own, and somebody who answers tasks. */

export const START_MS = Date.UTC(2026, 10, 23, 9, 30);

export const requestOf = (input: Json): StartRequest => ({
  executionArn: 'arn:aws:states:eu-west-1:000000000000:execution:bar:order-1',
  name: 'order-1',
  stateMachineArn: 'arn:aws:states:eu-west-1:000000000000:stateMachine:bar',
  stateMachineName: 'bar',
  roleArn: 'arn:aws:iam::000000000000:role/bar',
  input,
});

export const worldAt = (nowMs: number = START_MS, seed = 1): World => {
  let made = 0;
  return {
    nowMs,
    random: seededRandom(seed + nowMs),
    uuid: () => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`,
    taskToken: (ref) => `token-${ref}`,
  };
};

type TaskEffect = Extract<Effect, { type: 'task' }>;
export type Answer = { readonly output: Json } | { readonly error: string; readonly cause?: string } | 'silence';
export type Answers = (task: TaskEffect, attempt: number) => Answer;

export interface Told {
  readonly execution: Execution;
  readonly history: readonly HistoryEvent[];
  readonly tasks: readonly TaskEffect[];
  readonly endedMs: number;
  readonly steps: readonly Step[];
}

/** Runs a machine to its end: tasks are answered at once, then the earliest timer comes, until nothing is left. */
export const runMachine = async (
  machine: Machine,
  input: Json,
  answers: Answers = () => ({ output: {} }),
): Promise<Told> => {
  let nowMs = START_MS;
  let last = await start(machine, requestOf(input), worldAt(nowMs));
  const steps = [last];
  const tasks: TaskEffect[] = [];
  const timers = new Map<string, number>();
  const due: Signal[] = [];
  const take = (effects: readonly Effect[]): void => {
    for (const effect of effects) {
      if (effect.type === 'timer') timers.set(effect.ref, effect.dueMs);
      else if (effect.type === 'cancel') timers.delete(effect.ref);
      else if (effect.type === 'task') {
        const answer = answers(effect, tasks.filter(({ state }) => state === effect.state).length + 1);
        tasks.push(effect);
        if (answer !== 'silence')
          due.push(
            'output' in answer
              ? { type: 'task-succeeded', ref: effect.ref, output: answer.output }
              : { type: 'task-failed', ref: effect.ref, ...answer },
          );
      }
    }
  };
  take(last.effects);
  while (last.execution.status === 'RUNNING') {
    const signal = due.shift() ?? earliest(timers);
    if (!signal) break;
    if (signal.type === 'timer') {
      nowMs = Math.max(nowMs, timers.get(signal.ref) ?? nowMs);
      timers.delete(signal.ref);
    }
    last = await step(machine, last.execution, signal, worldAt(nowMs));
    steps.push(last);
    take(last.effects);
  }
  const history = steps.flatMap((each) => each.history);
  return { execution: last.execution, history, tasks, endedMs: nowMs, steps };
};

const earliest = (timers: ReadonlyMap<string, number>): Extract<Signal, { type: 'timer' }> | undefined => {
  const [first] = [...timers].toSorted(([, a], [, b]) => a - b);
  return first && { type: 'timer', ref: first[0] };
};

export const run = (definition: JsonObject, input: Json = {}, answers?: Answers): Promise<Told> =>
  runMachine(compile(definition), input, answers);

/** A JSONata machine whose first state is the first one given. */
export const jsonata = (states: JsonObject, more: JsonObject = {}): JsonObject => ({
  QueryLanguage: 'JSONata',
  StartAt: Object.keys(states)[0] ?? '',
  States: states,
  ...more,
});

/** The same for JSONPath. */
export const jsonpath = (states: JsonObject, more: JsonObject = {}): JsonObject => ({
  StartAt: Object.keys(states)[0] ?? '',
  States: states,
  ...more,
});

export const FUNCTION = 'arn:aws:lambda:eu-west-1:000000000000:function:brew';
export const INVOKE = 'arn:aws:states:::lambda:invoke';
export const CALLBACK = 'arn:aws:states:::events:putEvents.waitForTaskToken';

/** `3 TaskScheduled < 2`, one line an event: type and what it links to. */
export const outline = (history: readonly HistoryEvent[]): readonly string[] =>
  history.map(({ id, type, previousEventId }) => `${String(id)} ${type} < ${String(previousEventId)}`);
