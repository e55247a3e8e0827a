import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JsonObject, parseJson } from '@espresso/kernel';
import { compile } from '../compile/machine.ts';
import { check } from '../check/check.ts';
import { CALLBACK, FUNCTION, INVOKE, requestOf, START_MS, worldAt } from '../testing/test-kit.ts';
import type { Effect, Execution, Machine, Signal, Step } from '../types.ts';
import { start, step } from './step.ts';
import { isWaitingFor, waits } from './waits.ts';

/** A random state that always goes on to `next` or ends, with random retries, catchers and inner blocks. */
const fallible = fc.record(
  {
    Retry: fc.array(
      fc.record({
        ErrorEquals: fc.constantFrom(['Spill'], ['States.TaskFailed'], ['States.Timeout'], ['NoMilk', 'Spill']),
        MaxAttempts: fc.integer({ min: 0, max: 2 }),
        IntervalSeconds: fc.integer({ min: 1, max: 5 }),
        JitterStrategy: fc.constantFrom('NONE', 'FULL'),
      }),
      { maxLength: 2 },
    ),
    catches: fc.constantFrom(['States.ALL'], ['Spill'], ['NoMilk', 'States.Timeout']),
  },
  { requiredKeys: [] },
);

type Make = (name: string, next: string | undefined) => JsonObject;

const onward = (next: string | undefined): JsonObject => (next === undefined ? { End: true } : { Next: next });

const handlers = (
  { Retry, catches }: { readonly Retry?: readonly JsonObject[]; readonly catches?: readonly string[] },
  next: string | undefined,
): JsonObject => ({
  ...(Retry && { Retry }),
  ...(catches &&
    next !== undefined && { Catch: [{ ErrorEquals: catches, Next: next, Output: '{% $states.errorOutput %}' }] }),
});

const blocks = fc.letrec<{ state: Make; block: (prefix: string) => JsonObject }>((tie) => ({
  state: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.constant<Make>((_name, next) => ({
      Type: 'Pass',
      Output: "{% {'n': 1, 'was': $states.input} %}",
      ...onward(next),
    })),
    fc.constant<Make>((_name, next) => ({
      Type: 'Pass',
      Assign: { v: '{% $map([1, 2], function($x) { $x + 1 }) %}' },
      ...onward(next),
    })),
    fc.constant<Make>(() => ({ Type: 'Fail', Error: 'Spill' })),
    fc.constant<Make>((_name, next) => ({ Type: 'Pass', Output: '{% $nothing %}', ...onward(next) })),
    fc
      .integer({ min: 0, max: 9 })
      .map<Make>((seconds) => (_name, next) => ({ Type: 'Wait', Seconds: seconds, ...onward(next) })),
    fc
      .tuple(
        fallible,
        fc.constantFrom(FUNCTION, INVOKE, CALLBACK),
        fc.constantFrom<JsonObject[]>({}, { TimeoutSeconds: 20 }, { TimeoutSeconds: 20, HeartbeatSeconds: 5 }),
      )
      .map<Make>(([errors, resource, limits]) => (_name, next) => ({
        Type: 'Task',
        Resource: resource,
        ...limits,
        ...handlers(errors, next),
        ...onward(next),
      })),
    fc
      .tuple(fallible, fc.array(tie('block'), { minLength: 1, maxLength: 3 }))
      .map<Make>(([errors, branches]) => (name, next) => ({
        Type: 'Parallel',
        Branches: branches.map((branch, at) => branch(`${name}.${String(at)}`)),
        ...handlers(errors, next),
        ...onward(next),
      })),
    fc
      .tuple(fallible, tie('block'), fc.integer({ min: 0, max: 3 }))
      .map<Make>(([errors, block, most]) => (name, next) => ({
        Type: 'Map',
        Items: [1, 'two', {}],
        MaxConcurrency: most,
        ItemProcessor: block(name),
        ...handlers(errors, next),
        ...onward(next),
      })),
  ),
  block: fc.array(tie('state'), { minLength: 1, maxLength: 4 }).map((makers) => (prefix: string) => {
    // Everything after a Fail would be out of reach.
    const failsAt = makers.findIndex((make) => make('', undefined)['Type'] === 'Fail');
    const used = failsAt < 0 ? makers : makers.slice(0, failsAt + 1);
    const name = (at: number): string => `${prefix}.s${String(at)}`;
    const states = used.map(
      (make, at) => [name(at), make(name(at), at + 1 < used.length ? name(at + 1) : undefined)] as const,
    );
    return { StartAt: name(0), States: Object.fromEntries(states) };
  }),
}));

const machines = blocks.block.map((block) => ({ ...block('m'), QueryLanguage: 'JSONata' }));

const freeze = (value: unknown): void => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inside of Object.values(value)) freeze(inside);
};

/** Steps a machine to its end with chosen outcomes; `seen` looks at every step on the way. */
const live = async (
  machine: Machine,
  choices: readonly number[],
  seen: (step: Step, wanted: ReadonlyMap<string, readonly Effect[]>, nowMs: number) => Promise<void> | void,
): Promise<Execution> => {
  let nowMs = START_MS;
  let turn = 0;
  let last = await start(machine, requestOf({ drink: 'latte' }), worldAt(nowMs));
  const wanted = new Map<string, Effect[]>();
  const note = (effects: readonly Effect[]): void => {
    for (const effect of effects) {
      if (effect.type === 'cancel') wanted.delete(effect.ref);
      else
        wanted.set(effect.ref, [...(wanted.get(effect.ref) ?? []).filter(({ type }) => type !== effect.type), effect]);
    }
  };
  note(last.effects);
  await seen(last, wanted, nowMs);
  while (last.execution.status === 'RUNNING') {
    const choice = choices[turn++ % choices.length] ?? 0;
    const open = [...wanted.keys()];
    const ref = open[choice % open.length] ?? '';
    const [first] = wanted.get(ref) ?? [];
    const timer = wanted.get(ref)?.find((effect) => effect.type === 'timer');
    let signal: Signal;
    if (first?.type === 'task' && choice % 5 !== 4) {
      signal =
        choice % 5 === 0
          ? { type: 'task-failed', ref, error: choice % 2 ? 'Spill' : 'NoMilk' }
          : choice % 5 === 1 && turn % 2
            ? { type: 'task-heartbeat', ref }
            : { type: 'task-succeeded', ref, output: { choice } };
    } else if (timer?.type === 'timer') {
      nowMs = Math.max(nowMs, timer.dueMs);
      signal = { type: 'timer', ref };
    } else signal = { type: 'task-succeeded', ref, output: null };
    if (signal.type !== 'task-heartbeat') {
      // A task with a timer: the outcome ends both, the timer ends the task.
      const rest = (wanted.get(ref) ?? []).filter(({ type }) => type !== (signal.type === 'timer' ? 'timer' : 'task'));
      if (rest.length > 0) wanted.set(ref, rest);
      else wanted.delete(ref);
    }
    last = await step(machine, last.execution, signal, worldAt(nowMs));
    note(last.effects);
    await seen(last, wanted, nowMs);
    if (turn > 3_000) throw new Error('does not end');
  }
  return last.execution;
};

const choices = fc.array(fc.nat(60), { minLength: 1, maxLength: 30 });
const runs = { numRuns: 200 };

describe('any machine, any outcomes', () => {
  test('is a valid definition, so the properties below are about running', () => {
    fc.assert(
      fc.property(machines, (definition) => {
        expect(check(definition)).toEqual([]);
      }),
      runs,
    );
  });

  test('always ends, whatever fails and is retried or caught', async () => {
    const types = new Set<string>();
    await fc.assert(
      fc.asyncProperty(machines, choices, async (definition, chosen) => {
        const ended = await live(compile(definition), chosen, ({ history }) => {
          for (const { type } of history) types.add(type);
        });
        expect(['SUCCEEDED', 'FAILED']).toContain(ended.status);
        expect(ended.threads).toEqual({});
      }),
      { numRuns: 500 },
    );
    const telling = [
      'MapIterationFailed',
      'ParallelStateFailed',
      'TaskTimedOut',
      'LambdaFunctionFailed',
      'EvaluationFailed',
    ];
    expect([...types]).toEqual(expect.arrayContaining(telling));
  });

  test('steps the same from the same, also after a trip through JSON, and changes nothing it was given', async () => {
    await fc.assert(
      fc.asyncProperty(machines, choices, async (definition, chosen) => {
        const machine = compile(definition);
        await live(machine, chosen, async ({ execution }, _wanted, nowMs) => {
          expect(parseJson(JSON.stringify(execution))).toStrictEqual(execution);
          const [wait] = waits(execution);
          if (!wait) return;
          const signal: Signal = {
            type: wait.for === 'timer' || wait.for === 'retry' ? 'timer' : 'task-succeeded',
            ref: wait.ref,
            output: 1,
          };
          const copy = structuredClone(execution);
          freeze(copy);
          const later = worldAt(nowMs + 1_000_000);
          const again = worldAt(nowMs + 1_000_000);
          expect(await step(machine, copy, signal, again)).toStrictEqual(await step(machine, execution, signal, later));
        });
      }),
      runs,
    );
  });

  test('can be stopped at any point, taking back all it asked for', async () => {
    await fc.assert(
      fc.asyncProperty(machines, choices, async (definition, chosen) => {
        const machine = compile(definition);
        await live(machine, chosen, async ({ execution }, wanted, nowMs) => {
          const stopped = await step(machine, execution, { type: 'stop', error: 'Closed' }, worldAt(nowMs));
          if (execution.status !== 'RUNNING') {
            expect(stopped).toEqual({ execution, effects: [], history: [] });
            return;
          }
          expect(stopped.execution).toMatchObject({ status: 'ABORTED', error: 'Closed', threads: {} });
          expect(stopped.effects.filter(({ type }) => type !== 'cancel')).toEqual([]);
          const taken = stopped.effects.map(({ ref }) => ref);
          expect(taken.toSorted()).toEqual([...wanted.keys()].toSorted());
        });
      }),
      runs,
    );
  });

  test('waits for exactly what it asked for and did not take back, and for nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(machines, choices, async (definition, chosen) => {
        const machine = compile(definition);
        const asked = new Set<string>();
        await live(machine, chosen, async ({ execution, effects }, wanted, nowMs) => {
          const waited = waits(execution).map(({ ref }) => ref);
          expect(waited.toSorted()).toEqual([...wanted.keys()].toSorted());
          for (const { ref } of effects) asked.add(ref);
          for (const ref of asked) {
            expect(isWaitingFor(execution, ref)).toBe(wanted.has(ref));
            if (wanted.has(ref)) continue;
            const late = await step(machine, execution, { type: 'task-succeeded', ref, output: 1 }, worldAt(nowMs));
            expect(late).toEqual({ execution, effects: [], history: [] });
          }
        });
      }),
      runs,
    );
  });

  test('numbers its events without a gap, and links each to an earlier one', async () => {
    await fc.assert(
      fc.asyncProperty(machines, choices, async (definition, chosen) => {
        let lastId = 0;
        await live(compile(definition), chosen, ({ history, execution }) => {
          for (const event of history) {
            expect(event.id).toBe(++lastId);
            expect(event.previousEventId).toBeLessThan(event.id);
          }
          expect(execution.lastEventId).toBe(lastId);
        });
      }),
      runs,
    );
  });
});
