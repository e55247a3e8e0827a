import { describe, expect, test } from 'vitest';
import { compile } from '../compile/machine.ts';
import { CALLBACK, INVOKE, jsonata, requestOf, START_MS, worldAt } from '../testing/test-kit.ts';
import type { Signal, Step } from '../types.ts';
import { redrive, start, step } from './step.ts';
import { isWaitingFor, waits } from './waits.ts';

const ACTIVITY = 'arn:aws:states:eu-west-1:000000000000:activity:barista';

const machine = compile(
  jsonata({ Make: { Type: 'Task', Resource: CALLBACK, TimeoutSeconds: 900, HeartbeatSeconds: 60, End: true } }),
);

const begin = (): Promise<Step> => start(machine, requestOf({}), worldAt());
const refOf = ({ execution }: Step): string => waits(execution)[0]?.ref ?? '';
const send = (from: Step, signal: Signal, afterMs = 0): Promise<Step> =>
  step(machine, from.execution, signal, worldAt(START_MS + afterMs));

describe('a callback', () => {
  test('shows what it waits for, since when and until when', async () => {
    const begun = await begin();
    expect(waits(begun.execution)).toEqual([
      {
        ref: refOf(begun),
        state: 'Make',
        sinceMs: START_MS,
        untilMs: START_MS + 60_000,
        for: 'callback',
        resource: CALLBACK,
      },
    ]);
  });

  test('is submitted once, then succeeds by its token', async () => {
    const begun = await begin();
    const ref = refOf(begun);
    const submitted = await send(begun, { type: 'task-submitted', ref, output: { FailedEntryCount: 0 } });
    expect(submitted.history.map(({ type }) => type)).toEqual(['TaskSubmitted']);
    const twice = await send(submitted, { type: 'task-submitted', ref, output: {} });
    expect(twice.history).toEqual([]);
    const done = await send(submitted, { type: 'task-succeeded', ref, output: 'latte' });
    expect(done.execution).toMatchObject({ status: 'SUCCEEDED', output: 'latte' });
    expect(done.effects).toEqual([{ type: 'cancel', ref }]);
  });

  test('a second answer finds nothing to resume', async () => {
    const begun = await begin();
    const ref = refOf(begun);
    const done = await send(begun, { type: 'task-succeeded', ref, output: 1 });
    expect(isWaitingFor(done.execution, ref)).toBe(false);
    const again = await send(done, { type: 'task-succeeded', ref, output: 2 });
    expect(again).toEqual({ execution: done.execution, effects: [], history: [] });
    expect(again.execution).toBe(done.execution);
  });

  test('a heartbeat moves the timer, and missing one is States.HeartbeatTimeout', async () => {
    const begun = await begin();
    const ref = refOf(begun);
    const beaten = await send(begun, { type: 'task-heartbeat', ref }, 30_000);
    expect(beaten.effects).toEqual([{ type: 'timer', ref, dueMs: START_MS + 90_000 }]);
    const early = await send(beaten, { type: 'timer', ref }, 60_000);
    expect(early.effects).toEqual([{ type: 'timer', ref, dueMs: START_MS + 90_000 }]);
    const missed = await send(early, { type: 'timer', ref }, 90_000);
    expect(missed.execution).toMatchObject({ status: 'FAILED', error: 'States.HeartbeatTimeout' });
  });

  test('no heartbeat moves the timeout', async () => {
    let last = await begin();
    const ref = refOf(last);
    for (let atMs = 50_000; atMs < 900_000; atMs += 50_000)
      last = await send(last, { type: 'task-heartbeat', ref }, atMs);
    const late = await send(last, { type: 'timer', ref }, 900_000);
    expect(late.execution).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });
});

describe('an activity', () => {
  const maker = compile(jsonata({ Make: { Type: 'Task', Resource: ACTIVITY, End: true } }));

  test('carries a token, starts when a worker takes it, and logs events of its own', async () => {
    const begun = await start(maker, requestOf({}), worldAt());
    const [task] = begun.effects;
    const ref = refOf(begun);
    expect(task).toMatchObject({
      type: 'task',
      taskToken: `token-${ref}`,
      integration: { service: 'activity', action: ACTIVITY },
    });
    const taken = await step(
      maker,
      begun.execution,
      { type: 'task-submitted', ref, output: { workerName: 'cy' } },
      worldAt(),
    );
    const done = await step(maker, taken.execution, { type: 'task-succeeded', ref, output: 1 }, worldAt());
    const types = [begun, taken, done].flatMap(({ history }) => history.map(({ type }) => type));
    expect(types.slice(2, 5)).toEqual(['ActivityScheduled', 'ActivityStarted', 'ActivitySucceeded']);
    expect(taken.history[0]?.details).toEqual({ workerName: 'cy' });
  });
});

describe('an execution', () => {
  test('stops with the reason it was given', async () => {
    const begun = await begin();
    const stopped = await send(begun, { type: 'stop', error: 'Closed', cause: 'rain' });
    expect(stopped.execution).toMatchObject({ status: 'ABORTED', error: 'Closed', cause: 'rain', stopMs: START_MS });
    expect(stopped.history[0]).toMatchObject({ type: 'ExecutionAborted', previousEventId: 0 });
  });

  test('that was stopped is taken up again where it was, with a new token', async () => {
    const begun = await begin();
    const stopped = await send(begun, { type: 'stop' });
    const again = await redrive(machine, stopped.execution, worldAt(START_MS + 1));
    if (!again) throw new Error('not redriven');
    expect(again.execution).toMatchObject({ status: 'RUNNING', redriveCount: 1 });
    expect(again.execution).not.toHaveProperty('stopMs');
    expect(again.history.map(({ type }) => type)).toEqual(['ExecutionRedriven', 'TaskScheduled', 'TaskStarted']);
    expect(refOf(again)).not.toBe(refOf(begun));
    const done = await step(
      machine,
      again.execution,
      { type: 'task-succeeded', ref: refOf(again), output: 1 },
      worldAt(),
    );
    expect(done.execution).toMatchObject({ status: 'SUCCEEDED', output: 1 });
    expect(done.execution).not.toHaveProperty('redriveFrom');
  });

  test('that runs or succeeded cannot be redriven', async () => {
    const begun = await begin();
    await expect(redrive(machine, begun.execution, worldAt())).resolves.toBeUndefined();
    const done = await send(begun, { type: 'task-succeeded', ref: refOf(begun), output: 1 });
    await expect(redrive(machine, done.execution, worldAt())).resolves.toBeUndefined();
  });

  test('of another machine is refused as a fault, not failed', async () => {
    const other = compile(jsonata({ X: { Type: 'Task', Resource: INVOKE, End: true } }));
    const begun = await begin();
    const signal = { type: 'task-succeeded', ref: refOf(begun), output: 1 } as const;
    await expect(step(other, begun.execution, signal, worldAt())).rejects.toThrow('the execution belongs to another');
  });

  test('needs a machine that compile() made', async () => {
    await expect(start({ definition: {} }, requestOf({}), worldAt())).rejects.toThrow('compile()');
  });
});
