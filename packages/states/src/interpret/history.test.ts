import { describe, expect, test } from 'vitest';
import { CALLBACK, FUNCTION, INVOKE, jsonata, jsonpath, outline, run } from '../testing/test-kit.ts';
import { detailsKeyOf } from './history.ts';

/** Which event follows which, as recordings of real executions show. */
describe('the order of events', () => {
  test('the first StateEntered links to 0; the others to the event before', async () => {
    const { history } = await run(jsonata({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } }));
    expect(outline(history)).toEqual([
      '1 ExecutionStarted < 0',
      '2 PassStateEntered < 0',
      '3 PassStateExited < 2',
      '4 SucceedStateEntered < 3',
      '5 SucceedStateExited < 4',
      '6 ExecutionSucceeded < 5',
    ]);
  });

  test('a Fail state is entered and never left', async () => {
    const { history, execution } = await run(jsonata({ A: { Type: 'Fail', Error: 'NoMilk', Cause: 'sold out' } }));
    expect(outline(history).slice(1)).toEqual(['2 FailStateEntered < 0', '3 ExecutionFailed < 2']);
    expect(execution).toMatchObject({ status: 'FAILED', error: 'NoMilk', cause: 'sold out' });
  });

  test('a Fail state that names no error makes up none', async () => {
    const { history, execution } = await run(jsonata({ A: { Type: 'Fail' } }));
    expect(history.at(-1)?.details).toEqual({});
    expect(execution).not.toHaveProperty('error');
  });

  test('a service task is scheduled, started, submitted and succeeds', async () => {
    const states = { A: { Type: 'Task', Resource: INVOKE, Arguments: { Payload: 1 }, TimeoutSeconds: 9, End: true } };
    const { history } = await run(jsonata(states), {}, () => ({ output: { ok: true } }));
    expect(outline(history).slice(1, 6)).toEqual([
      '2 TaskStateEntered < 0',
      '3 TaskScheduled < 2',
      '4 TaskStarted < 3',
      '5 TaskSucceeded < 4',
      '6 TaskStateExited < 5',
    ]);
    expect(history[2]?.details).toEqual({
      resourceType: 'lambda',
      resource: 'invoke',
      region: 'eu-west-1',
      parameters: '{"Payload":1}',
      timeoutInSeconds: 9,
    });
    expect(history[4]?.details).toEqual({ resourceType: 'lambda', resource: 'invoke', output: '{"ok":true}' });
  });

  test('a function by its ARN has events of its own', async () => {
    const { history } = await run(jsonata({ A: { Type: 'Task', Resource: FUNCTION, End: true } }), { cup: 1 });
    expect(history.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    expect(history[2]?.details).toEqual({ resource: FUNCTION, input: '{"cup":1}' });
  });

  test('a retry is no event: the task is scheduled again, linked to its failure', async () => {
    const states = {
      A: { Type: 'Task', Resource: INVOKE, Retry: [{ ErrorEquals: ['Spill'] }], End: true },
    };
    const { history } = await run(jsonata(states), {}, (_task, attempt) =>
      attempt === 1 ? { error: 'Spill' } : { output: 1 },
    );
    expect(outline(history).slice(1, 8)).toEqual([
      '2 TaskStateEntered < 0',
      '3 TaskScheduled < 2',
      '4 TaskStarted < 3',
      '5 TaskFailed < 4',
      '6 TaskScheduled < 5',
      '7 TaskStarted < 6',
      '8 TaskSucceeded < 7',
    ]);
  });

  test('a caught error leaves the state, its output the error output', async () => {
    const states = {
      A: { Type: 'Task', Resource: INVOKE, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }], End: true },
      B: { Type: 'Succeed' },
    };
    const { history } = await run(jsonata(states), {}, () => ({ error: 'Spill' }));
    expect(outline(history).slice(4, 7)).toEqual([
      '5 TaskFailed < 4',
      '6 TaskStateExited < 5',
      '7 SucceedStateEntered < 6',
    ]);
    expect(history[5]?.details).toEqual({ name: 'A', output: '{"Error":"Spill","Cause":""}' });
  });

  test('a Map with one iteration at a time links state to state, its Succeeded events are leaves', async () => {
    const states = {
      M: {
        Type: 'Map',
        MaxConcurrency: 1,
        ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } },
        End: true,
      },
    };
    const { history } = await run(jsonata(states), [1, 2]);
    expect(outline(history).slice(1)).toEqual([
      '2 MapStateEntered < 0',
      '3 MapStateStarted < 2',
      '4 MapIterationStarted < 3',
      '5 PassStateEntered < 4',
      '6 PassStateExited < 5',
      '7 MapIterationSucceeded < 6',
      '8 MapIterationStarted < 6',
      '9 PassStateEntered < 8',
      '10 PassStateExited < 9',
      '11 MapIterationSucceeded < 10',
      '12 MapStateSucceeded < 11',
      '13 MapStateExited < 10',
      '14 ExecutionSucceeded < 13',
    ]);
  });

  test('an empty Map starts, succeeds and is left', async () => {
    const states = {
      M: { Type: 'Map', ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }, End: true },
    };
    const { history, execution } = await run(jsonata(states), []);
    expect(outline(history).slice(2, 5)).toEqual([
      '3 MapStateStarted < 2',
      '4 MapStateSucceeded < 3',
      '5 MapStateExited < 3',
    ]);
    expect(history[2]?.details).toEqual({ length: 0 });
    expect(execution.output).toEqual([]);
  });

  test('a failed iteration and its Map both link to what failed', async () => {
    const states = {
      M: {
        Type: 'Map',
        MaxConcurrency: 1,
        ItemProcessor: { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Spill' } } },
        End: true,
      },
    };
    const { history } = await run(jsonata(states), [1]);
    expect(outline(history).slice(4)).toEqual([
      '5 FailStateEntered < 4',
      '6 MapIterationFailed < 5',
      '7 MapStateFailed < 5',
      '8 ExecutionFailed < 7',
    ]);
  });

  test('a retried Map starts again from the failure, and fails only when the retries are used up', async () => {
    const states = {
      M: {
        Type: 'Map',
        ItemProcessor: { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Spill' } } },
        Retry: [{ ErrorEquals: ['Spill'], MaxAttempts: 1 }],
        End: true,
      },
    };
    const { history } = await run(jsonata(states), [1]);
    expect(outline(history).slice(4)).toEqual([
      '5 FailStateEntered < 4',
      '6 MapIterationFailed < 5',
      '7 MapStateStarted < 5',
      '8 MapIterationStarted < 7',
      '9 FailStateEntered < 8',
      '10 MapIterationFailed < 9',
      '11 MapStateFailed < 9',
      '12 ExecutionFailed < 11',
    ]);
  });

  test('a Parallel is left past its Succeeded event', async () => {
    const branch = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Pass', End: true } } });
    const { history } = await run(
      jsonata({ P: { Type: 'Parallel', Branches: [branch('A'), branch('B')], End: true } }),
    );
    expect(outline(history).slice(1)).toEqual([
      '2 ParallelStateEntered < 0',
      '3 ParallelStateStarted < 2',
      '4 PassStateEntered < 3',
      '5 PassStateExited < 4',
      '6 PassStateEntered < 3',
      '7 PassStateExited < 6',
      '8 ParallelStateSucceeded < 7',
      '9 ParallelStateExited < 7',
      '10 ExecutionSucceeded < 9',
    ]);
  });

  test('a failed expression links to the event before its state, a bad timestamp to the state', async () => {
    const bad = await run(
      jsonata({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Output: '{% $x %}', End: true } }),
    );
    expect(outline(bad.history).slice(3)).toEqual([
      '4 PassStateEntered < 3',
      '5 EvaluationFailed < 3',
      '6 ExecutionFailed < 5',
    ]);
    const wait = await run(jsonata({ W: { Type: 'Wait', Timestamp: "{% 'soon' %}", End: true } }));
    expect(outline(wait.history).slice(1)).toEqual([
      '2 WaitStateEntered < 0',
      '3 EvaluationFailed < 2',
      '4 ExecutionFailed < 3',
    ]);
    expect(wait.execution.cause).toContain(
      'The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: soon',
    );
  });

  test('a Map without an array fails its evaluation, then itself, then the execution', async () => {
    const states = {
      M: { Type: 'Map', ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }, End: true },
    };
    const { history, execution } = await run(jsonata(states), { foo: 'bar' });
    expect(history.slice(2).map(({ type }) => type)).toEqual(['EvaluationFailed', 'MapStateFailed', 'ExecutionFailed']);
    expect(history[2]?.details).not.toHaveProperty('location');
    expect(execution.cause).toContain('Map state input must be an array but was: {"foo":"bar"}');
  });

  test('a bad MaxConcurrencyPath fails right after the Map was entered', async () => {
    const states = {
      M: {
        Type: 'Map',
        ItemsPath: '$.items',
        MaxConcurrencyPath: '$.most',
        ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } },
        End: true,
      },
    };
    const { history, execution } = await run(jsonpath(states), { items: [1], most: {} });
    expect(outline(history).slice(1)).toEqual(['2 MapStateEntered < 0', '3 ExecutionFailed < 2']);
    expect(execution.cause).toContain(
      'The MaxConcurrencyPath field refers to value "{}" which is not a valid integer: $.most',
    );
  });

  test('assigned variables are on the exit, each as JSON text; an empty Assign leaves no trace', async () => {
    const states = {
      A: { Type: 'Pass', Assign: { drink: 'latte', n: '{% 1 + 1 %}' }, Next: 'B' },
      B: { Type: 'Pass', Assign: {}, End: true },
    };
    const { history } = await run(jsonata(states));
    expect(history[2]?.details['assignedVariables']).toEqual({ drink: '"latte"', n: '2' });
    expect(history[4]?.details).not.toHaveProperty('assignedVariables');
  });

  test('a task out of time is timed out without a cause', async () => {
    const states = { A: { Type: 'Task', Resource: CALLBACK, TimeoutSeconds: 300, End: true } };
    const { history, execution } = await run(jsonata(states), {}, () => 'silence');
    expect(outline(history).slice(-2)).toEqual(['5 TaskTimedOut < 4', '6 ExecutionFailed < 5']);
    expect(history.at(-2)?.details).toEqual({
      resourceType: 'events',
      resource: 'putEvents.waitForTaskToken',
      error: 'States.Timeout',
    });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(execution).not.toHaveProperty('cause');
  });

  test('a machine out of time ends without error or cause', async () => {
    const machine = jsonata({ W: { Type: 'Wait', Seconds: 100, End: true } }, { TimeoutSeconds: 10 });
    const { execution, endedMs } = await run(machine);
    expect(execution).toMatchObject({ status: 'TIMED_OUT', startMs: endedMs - 10_000 });
    expect(execution).not.toHaveProperty('error');
  });

  test('a history is full after 25,000 events, the last of which says so', async () => {
    const states = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } };
    const { execution, history } = await run(jsonata(states));
    expect(history).toHaveLength(25_000);
    expect(history.at(-1)?.type).toBe('ExecutionFailed');
    expect(execution.cause).toBe('The execution reached the maximum number of history events (25000).');
  });

  test('details are found under the name AWS gives their field', () => {
    expect(detailsKeyOf('PassStateEntered')).toBe('stateEnteredEventDetails');
    expect(detailsKeyOf('ChoiceStateExited')).toBe('stateExitedEventDetails');
    expect(detailsKeyOf('TaskScheduled')).toBe('taskScheduledEventDetails');
  });
});
