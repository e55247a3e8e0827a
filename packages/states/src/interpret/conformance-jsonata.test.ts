import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '@espresso/kernel';
import { CALLBACK, FUNCTION, INVOKE, jsonata, run, START_MS } from '../testing/test-kit.ts';

/** Cases of the Amazon States Language (states-language.net/spec.html) and the developer guide, in JSONata. */

const outputOf = async (states: JsonObject, input: Json = {}): Promise<Json | undefined> => {
  const { execution } = await run(jsonata(states), input);
  expect([execution.status, execution.cause]).toEqual(['SUCCEEDED', undefined]);
  return execution.output;
};

const framed = (state: string, says: string): string =>
  `An error occurred while executing the state '${state}' (entered at the event id #2). ${says}`;

describe('Pass (spec: Pass State; guide: Transforming data with JSONata)', () => {
  test('hands on its input without an Output', async () => {
    await expect(outputOf({ A: { Type: 'Pass', End: true } }, { drink: 'latte' })).resolves.toEqual({ drink: 'latte' });
  });

  test('evaluates expressions at any depth, and leaves all other strings alone', async () => {
    const output = {
      a: ['{% $states.input.n %}', { b: "{% 'x' & $states.input.n %}" }],
      'c.$': '$.plain',
      d: ' {% 1 %} ',
      e: '{%1%}',
    };
    await expect(outputOf({ A: { Type: 'Pass', Output: output, End: true } }, { n: 1 })).resolves.toEqual({
      a: [1, { b: 'x1' }],
      'c.$': '$.plain',
      d: ' {% 1 %} ',
      e: 1,
    });
  });

  test.each([[null], [1], ['text'], [[1, 2]]])('may put out %j', async (value) => {
    await expect(outputOf({ A: { Type: 'Pass', Output: value, End: true } })).resolves.toEqual(value);
  });

  test('sees the context object (guide: Accessing execution data from the Context object)', async () => {
    const output =
      '{% [$states.context.Execution.Name, $states.context.StateMachine.Name, $states.context.State.Name] %}';
    await expect(outputOf({ A: { Type: 'Pass', Output: output, End: true } })).resolves.toEqual([
      'order-1',
      'bar',
      'A',
    ]);
  });
});

describe('variables (guide: Passing data between states with variables)', () => {
  test('Assign and Output both see the old values', async () => {
    const states = {
      A: { Type: 'Pass', Assign: { n: 1 }, Next: 'B' },
      B: { Type: 'Pass', Assign: { n: '{% $n + 1 %}', was: '{% $n %}' }, Output: '{% $n %}', Next: 'C' },
      C: { Type: 'Pass', Output: '{% [$states.input, $n, $was] %}', End: true },
    };
    await expect(outputOf(states)).resolves.toEqual([1, 2, 1]);
  });

  test('an inner scope reads outer variables and writes its own', async () => {
    const states = {
      A: { Type: 'Pass', Assign: { n: 1 }, Next: 'P' },
      P: {
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'B',
            States: {
              B: { Type: 'Pass', Assign: { n: '{% $n + 1 %}' }, Next: 'C' },
              C: { Type: 'Pass', Output: '{% $n %}', End: true },
            },
          },
        ],
        Output: '{% [$states.result, $n] %}',
        End: true,
      },
    };
    await expect(outputOf(states)).resolves.toEqual([2, 1]);
  });
});

describe('Choice (spec: Choice State)', () => {
  const choice = {
    A: {
      Type: 'Choice',
      Choices: [
        {
          Condition: '{% $states.input.n > 2 %}',
          Next: 'Big',
          Output: { was: '{% $states.input.n %}' },
          Assign: { by: 'rule' },
        },
        { Condition: '{% $states.input.n = 0 %}', Next: 'Big' },
      ],
      Default: 'Small',
      Output: 'none',
      Assign: { by: 'default' },
    },
    Big: { Type: 'Pass', Output: '{% [$states.input, $exists($by) ? $by : null] %}', End: true },
    Small: { Type: 'Pass', Output: '{% [$states.input, $by] %}', End: true },
  };

  test('the first rule that holds wins, with its own Output and Assign', async () => {
    await expect(outputOf(choice, { n: 3 })).resolves.toEqual([{ was: 3 }, 'rule']);
    await expect(outputOf(choice, { n: 0 })).resolves.toEqual([{ n: 0 }, null]);
  });

  test("the state's own Output and Assign apply with Default", async () => {
    await expect(outputOf(choice, { n: 1 })).resolves.toEqual(['none', 'default']);
  });

  test('a Condition may be a literal', async () => {
    const states = { A: { Type: 'Choice', Choices: [{ Condition: true, Next: 'B' }] }, B: { Type: 'Succeed' } };
    await expect(outputOf(states)).resolves.toEqual({});
  });

  test('no match and no Default is States.NoChoiceMatched', async () => {
    const states = { A: { Type: 'Choice', Choices: [{ Condition: false, Next: 'B' }] }, B: { Type: 'Succeed' } };
    const { execution } = await run(jsonata(states));
    expect(execution.error).toBe('States.NoChoiceMatched');
    expect(execution.cause).toBe(
      framed('A', 'Failed to transition out of the state. The state does not point to a next state.'),
    );
  });

  test('a Condition that is no boolean is an error', async () => {
    const states = { A: { Type: 'Choice', Choices: [{ Condition: '{% 1 %}', Next: 'B' }] }, B: { Type: 'Succeed' } };
    const { execution } = await run(jsonata(states));
    expect(execution.error).toBe('States.QueryEvaluationError');
    expect(execution.cause).toContain(
      "returned an unexpected result type. Expected 'boolean', but was 'number' for value: 1",
    );
  });
});

describe('errors of expressions (guide: Handling errors, States.QueryEvaluationError)', () => {
  test.each<[string, Json, string]>([
    [
      'nothing',
      { result: '{% $x %}' },
      "The JSONata expression '$x' specified for the field 'Output/result' returned nothing (undefined).",
    ],
    [
      'a function',
      '{% $sum %}',
      "The JSONata expression '$sum' specified for the field 'Output' returned an unsupported result type.",
    ],
    [
      'thrown',
      '{%  $x()  %}',
      "The JSONata expression '$x()' specified for the field 'Output' threw an error during evaluation. T1006: Attempted to invoke a non-function",
    ],
  ])('%s is worded as AWS words it', async (_case, output, says) => {
    const { execution } = await run(jsonata({ A: { Type: 'Pass', Output: output, End: true } }));
    expect(execution).toMatchObject({ error: 'States.QueryEvaluationError', cause: framed('A', says) });
  });

  test('can be caught', async () => {
    const states = {
      A: {
        Type: 'Task',
        Resource: FUNCTION,
        Arguments: { a: '{% $x %}' },
        Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Output: '{% $states.errorOutput.Error %}', Next: 'B' }],
        End: true,
      },
      B: { Type: 'Succeed' },
    };
    await expect(outputOf(states)).resolves.toBe('States.QueryEvaluationError');
  });
});

describe('Task (spec: Task State)', () => {
  test('gets its Arguments; the result is $states.result, and the output without an Output', async () => {
    const states = {
      A: {
        Type: 'Task',
        Resource: FUNCTION,
        Arguments: { id: '{% $states.input.id %}' },
        Assign: { r: '{% $states.result %}' },
        Next: 'B',
      },
      B: { Type: 'Task', Resource: FUNCTION, Output: '{% [$r, $states.result, $states.input] %}', End: true },
    };
    const { execution, tasks } = await run(jsonata(states), { id: 7 }, (task) => ({ output: task.state }));
    expect(tasks.map((task) => task.arguments)).toEqual([{ id: 7 }, 'A']);
    expect(execution.output).toEqual(['A', 'B', 'A']);
  });

  test('a callback task has its token in the context and in the effect', async () => {
    const states = {
      A: { Type: 'Task', Resource: CALLBACK, Arguments: { t: '{% $states.context.Task.Token %}' }, End: true },
    };
    const { tasks } = await run(jsonata(states));
    expect(tasks[0]).toMatchObject({
      arguments: { t: `token-${tasks[0]?.ref ?? ''}` },
      taskToken: `token-${tasks[0]?.ref ?? ''}`,
      integration: { service: 'events', action: 'putEvents', pattern: 'callback', sdk: false },
    });
  });

  test('TimeoutSeconds may be an expression', async () => {
    const states = { A: { Type: 'Task', Resource: CALLBACK, TimeoutSeconds: '{% $states.input.s %}', End: true } };
    const { execution, endedMs } = await run(jsonata(states), { s: 60 }, () => 'silence');
    expect([execution.error, endedMs - START_MS]).toEqual(['States.Timeout', 60_000]);
  });

  test('a result beyond 256 KiB is States.DataLimitExceeded, which States.ALL catches', async () => {
    const big = 'x'.repeat(262_143);
    const states = {
      A: { Type: 'Task', Resource: INVOKE, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }], End: true },
      B: { Type: 'Succeed' },
    };
    const { execution, history } = await run(jsonata(states), {}, () => ({ output: big }));
    expect(execution.output).toEqual({
      Error: 'States.DataLimitExceeded',
      Cause:
        "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
    expect(history.some(({ type }) => type === 'TaskFailed')).toBe(true);
  });
});

describe('Retry and Catch (spec: Errors)', () => {
  const task = (more: JsonObject): JsonObject => ({ A: { Type: 'Task', Resource: FUNCTION, End: true, ...more } });

  test('waits one second, then two, then four, and gives up after three retries', async () => {
    const { tasks, endedMs, execution } = await run(
      jsonata(task({ Retry: [{ ErrorEquals: ['States.ALL'] }] })),
      {},
      () => ({ error: 'Spill', cause: 'hot' }),
    );
    expect(tasks).toHaveLength(4);
    expect(endedMs - START_MS).toBe(7_000);
    expect(execution).toMatchObject({ status: 'FAILED', error: 'Spill', cause: 'hot' });
  });

  test('keeps below MaxDelaySeconds, and within it with full jitter', async () => {
    const retry = { ErrorEquals: ['Spill'], IntervalSeconds: 10, BackoffRate: 3, MaxDelaySeconds: 15, MaxAttempts: 2 };
    const spilled = () => ({ error: 'Spill' });
    const plain = await run(jsonata(task({ Retry: [retry] })), {}, spilled);
    expect(plain.endedMs - START_MS).toBe(25_000);
    const jittered = await run(jsonata(task({ Retry: [{ ...retry, JitterStrategy: 'FULL' }] })), {}, spilled);
    expect(jittered.endedMs - START_MS).toBeLessThan(25_000);
  });

  test('every retrier counts for itself, and the context counts them all', async () => {
    const states = task({
      Arguments: '{% $states.context.State.RetryCount %}',
      Retry: [
        { ErrorEquals: ['A'], MaxAttempts: 1 },
        { ErrorEquals: ['B'], MaxAttempts: 1 },
      ],
    });
    const { tasks, execution } = await run(jsonata(states), {}, (_task, attempt) => ({
      error: attempt % 2 ? 'A' : 'B',
    }));
    expect(tasks.map((each) => each.arguments)).toEqual([0, 1, 2]);
    expect(execution.error).toBe('A');
  });

  test.each([
    ['States.ALL', 'Anything', true],
    ['States.TaskFailed', 'Anything', true],
    ['State.ALL', 'Anything', false],
    ['States.Timeout', 'States.Timeout', true],
    ['States.TaskFailed', 'States.Timeout', false],
    ['States.ALL', 'States.Runtime', false],
    ['States.Runtime', 'States.Runtime', false],
  ])('%s against %s: %s', async (named, error, catches) => {
    const states = { ...task({ Catch: [{ ErrorEquals: [named], Next: 'B' }] }), B: { Type: 'Succeed' } };
    const { execution } = await run(jsonata(states), {}, () => ({ error }));
    expect(execution.status).toBe(catches ? 'SUCCEEDED' : 'FAILED');
  });

  test('a catcher may assign and shape the output', async () => {
    const states = {
      ...task({
        Catch: [
          {
            ErrorEquals: ['States.ALL'],
            Assign: { e: '{% $states.errorOutput.Error %}' },
            Output: '{% $states.input %}',
            Next: 'B',
          },
        ],
      }),
      B: { Type: 'Pass', Output: '{% [$e, $states.input] %}', End: true },
    };
    const { execution } = await run(jsonata(states), 'in', () => ({ error: 'Spill' }));
    expect(execution.output).toEqual(['Spill', 'in']);
  });

  test('a timeout is caught with an empty cause', async () => {
    const states = {
      ...task({ TimeoutSeconds: 5, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'B' }] }),
      B: { Type: 'Succeed' },
    };
    const { execution } = await run(jsonata(states), {}, () => 'silence');
    expect(execution.output).toEqual({ Error: 'States.Timeout', Cause: '' });
  });
});

describe('Wait, Succeed and Fail (spec: Wait State, Succeed State, Fail State)', () => {
  test.each<[string, JsonObject, number]>([
    ['Seconds', { Seconds: 5 }, 5_000],
    ['an expression', { Seconds: '{% 2 * 3 %}' }, 6_000],
    ['zero', { Seconds: 0 }, 0],
    ['a Timestamp', { Timestamp: '2026-11-23T10:30:01.123456789+01:00' }, 1_123],
    ['a time past', { Timestamp: '2020-01-01T00:00:00Z' }, 0],
  ])('waits by %s', async (_case, wait, forMs) => {
    const { endedMs, execution } = await run(jsonata({ W: { Type: 'Wait', ...wait, End: true } }));
    expect([execution.status, endedMs - START_MS]).toEqual(['SUCCEEDED', forMs]);
  });

  test('Fail takes expressions', async () => {
    const { execution } = await run(
      jsonata({ F: { Type: 'Fail', Error: "{% 'No' & 'Milk' %}", Cause: '{% $string($states.input) %}' } }),
      [1],
    );
    expect(execution).toMatchObject({ error: 'NoMilk', cause: '[1]' });
  });

  test('Succeed takes an Output', async () => {
    await expect(outputOf({ S: { Type: 'Succeed', Output: '{% 1 %}' } })).resolves.toBe(1);
  });
});

describe('Parallel (spec: Parallel State)', () => {
  const branch = (name: string, state: JsonObject): JsonObject => ({ StartAt: name, States: { [name]: { ...state } } });

  test('gives every branch the Arguments and collects the outputs in order', async () => {
    const slow = branch('Slow', { Type: 'Wait', Seconds: 5, Output: 'slow', End: true });
    const fast = branch('Fast', { Type: 'Pass', Output: '{% $states.input.n %}', End: true });
    const states = {
      P: { Type: 'Parallel', Arguments: { n: '{% $states.input + 1 %}' }, Branches: [slow, fast], End: true },
    };
    await expect(outputOf(states, 1)).resolves.toEqual(['slow', 2]);
  });

  test('one failing branch ends the others and fails the state, which may catch it', async () => {
    const bad = branch('Bad', { Type: 'Fail', Error: 'Spill', Cause: 'hot' });
    const waiting = branch('Waiting', { Type: 'Task', Resource: CALLBACK, TimeoutSeconds: 100, End: true });
    const states = {
      P: { Type: 'Parallel', Branches: [waiting, bad], Catch: [{ ErrorEquals: ['Spill'], Next: 'S' }], End: true },
      S: { Type: 'Succeed' },
    };
    const { execution, steps, tasks } = await run(jsonata(states), {}, () => 'silence');
    expect(execution.output).toEqual({ Error: 'Spill', Cause: 'hot' });
    // The call was asked for and taken back in the same step, so nobody ever makes it.
    expect([steps.length, tasks.length]).toEqual([1, 0]);
  });
});

describe('Map (spec: Map State)', () => {
  const each = (state: JsonObject): JsonObject => ({
    StartAt: 'Each',
    States: { Each: { Type: 'Pass', End: true, ...state } },
  });

  test('runs its processor once per item, in order, with the item in the context', async () => {
    const output =
      "{% $states.input & '/' & $states.context.Map.Item.Index & '/' & $states.context.Map.Item.Value.d %}";
    const states = {
      M: {
        Type: 'Map',
        Items: '{% $states.input.drinks %}',
        ItemSelector: '{% $uppercase($states.context.Map.Item.Value.d) %}',
        ItemProcessor: each({ Output: output }),
        Output: "{% $join($states.result, ' ') %}",
        End: true,
      },
    };
    await expect(outputOf(states, { drinks: [{ d: 'latte' }, { d: 'mocha' }] })).resolves.toBe(
      'LATTE/0/latte MOCHA/1/mocha',
    );
  });

  test('keeps to MaxConcurrency', async () => {
    const task = { StartAt: 'T', States: { T: { Type: 'Task', Resource: FUNCTION, End: true } } };
    const states = { M: { Type: 'Map', MaxConcurrency: 2, ItemProcessor: task, End: true } };
    const { steps, execution } = await run(jsonata(states), [1, 2, 3, 4, 5], (call) => ({ output: call.arguments }));
    const atOnce = steps.map((step) => Object.keys(step.execution.threads).length - 1);
    expect(Math.max(...atOnce)).toBe(2);
    expect(execution.output).toEqual([1, 2, 3, 4, 5]);
  });

  test('Items that are no array are an error', async () => {
    const { execution } = await run(
      jsonata({ M: { Type: 'Map', Items: '{% 1 %}', ItemProcessor: each({}), End: true } }),
    );
    expect(execution.cause).toContain(
      "specified for the field 'Items' returned an unexpected result type. Expected 'array', but was 'number' for value: 1",
    );
  });
});
