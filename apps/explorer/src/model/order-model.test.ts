import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aHistory, anEvent } from '../testing/events.ts';
import { causationTree } from './causation.ts';
import { squeezedScale } from './squeeze.ts';
import { standings, visitsIn, wayKey } from './visits.ts';
import { END, START, workflowGraph } from './workflow-graph.ts';

describe('the causation tree', () => {
  test('each event stands below what caused it; what was caused from outside begins a branch', () => {
    const lines = causationTree([
      anEvent(1),
      anEvent(2, { causationId: 'event-1' }),
      anEvent(3),
      anEvent(4, { causationId: 'event-2' }),
      anEvent(5, { causationId: 'event-1' }),
      anEvent(6, { causationId: 'unknown' }),
    ]);
    expect(lines.map(({ event, depth }) => [event.number, depth])).toEqual([
      [1, 0],
      [2, 1],
      [4, 2],
      [5, 1],
      [3, 0],
      [6, 0],
    ]);
    expect(lines[0]?.childCount).toBe(2);
  });

  test('tells every event once, even where causes run in a circle', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { maxLength: 12 }), (causes) => {
        const events = causes.map((cause, at) => anEvent(at, { causationId: `event-${cause}` }));
        const numbers = causationTree(events).map(({ event }) => event.number);
        expect(numbers.toSorted((a, b) => a - b)).toEqual(events.map(({ number }) => number));
      }),
    );
  });
});

describe('squeezed time', () => {
  test('an idle hour is drawn no longer than what happened around it', () => {
    const scale = squeezedScale([0, 100, 200, 3_600_200, 3_600_300]);
    expect(scale.squeezed).toEqual([{ fromMs: 200, toMs: 3_600_200 }]);
    expect(scale.at(3_600_200) - scale.at(200)).toBeLessThan(0.7);
  });

  test('unsqueezed, half of the time is half of the width', () => {
    const scale = squeezedScale([0, 100, 1_000], false);
    expect(scale.at(500)).toBeCloseTo(0.5);
    expect(scale.squeezed).toEqual([]);
  });

  test('later never stands before earlier, and all stands between 0 and 1', () => {
    const instants = fc.array(fc.nat(10_000_000), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(instants, fc.nat(10_000_000), fc.nat(10_000_000), fc.boolean(), (known, a, b, squeeze) => {
        const scale = squeezedScale(known, squeeze);
        const [early, late] = [scale.at(Math.min(a, b)), scale.at(Math.max(a, b))];
        expect(early).toBeLessThanOrEqual(late + 1e-9);
        expect(early).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});

describe('the stays in states', () => {
  const history = aHistory(
    ['ExecutionStarted'],
    ['TaskStateEntered', { name: 'Ask', input: '{"a":1}' }],
    ['TaskScheduled', { resource: 'invoke', parameters: '{"x":1}' }],
    ['TaskFailed', { error: 'Boom', cause: 'it broke' }],
    ['TaskScheduled', { resource: 'invoke', parameters: '{"x":1}' }],
    ['TaskSucceeded', {}],
    ['TaskStateExited', { name: 'Ask', output: '{"b":2}' }, 90],
    ['ChoiceStateEntered', { name: 'Which?', input: '{"b":2}' }, 90],
  );

  test('say what went in, what came out, how often it was tried and what went wrong on the way', () => {
    expect(visitsIn(history)).toMatchObject([
      {
        state: 'Ask',
        type: 'Task',
        enteredMs: 1,
        leftMs: 90,
        input: { a: 1 },
        output: { b: 2 },
        asked: { x: 1 },
        attempts: 2,
        error: 'Boom: it broke',
      },
      { state: 'Which?', from: 'Ask', attempts: 0 },
    ]);
    expect(visitsIn(history)[1]?.leftMs).toBeUndefined();
  });

  test('give every state its standing, and the ways that were taken', () => {
    const { states, taken } = standings(visitsIn(history), ['Which?'], false);
    expect([...states]).toEqual([
      ['Ask', 'passed'],
      ['Which?', 'current'],
    ]);
    expect(taken.has(wayKey('Ask', 'Which?'))).toBe(true);
  });

  test('an execution that failed failed where it was', () => {
    const failed = visitsIn([
      ...history,
      { id: 9, previousEventId: 8, timestampMs: 95, type: 'ExecutionFailed', details: { error: 'E' } },
    ]);
    expect(failed.at(-1)).toMatchObject({ leftMs: 95, error: 'E' });
    expect(standings(failed, [], true).states.get('Which?')).toBe('failed');
  });
});

describe('the graph of a workflow', () => {
  const graph = workflowGraph({
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::events:putEvents.waitForTaskToken',
        Next: 'Which?',
        Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Both' }],
      },
      'Which?': { Type: 'Choice', Choices: [{ Condition: '{% $a = 1 %}', Next: 'Both' }], Default: 'Nothing' },
      Both: {
        Type: 'Parallel',
        End: true,
        Branches: [
          { StartAt: 'Left', States: { Left: { Type: 'Pass', End: true } } },
          { StartAt: 'Right', States: { Right: { Type: 'Pass', End: true } } },
        ],
      },
      Nothing: { Type: 'Fail' },
    },
  });
  const ways = graph.transitions.map(({ from, to, kind }) => [from, to, kind]);

  test('has each way a state can be left by: next, choices, otherwise and caught errors', () => {
    expect(ways).toEqual(
      expect.arrayContaining([
        [START, 'Ask', 'next'],
        ['Ask', 'Which?', 'next'],
        ['Ask', 'Both', 'catch'],
        ['Which?', 'Both', 'choice'],
        ['Which?', 'Nothing', 'default'],
        ['Nothing', END, 'next'],
      ]),
    );
    expect(graph.transitions.find(({ kind }) => kind === 'choice')?.label).toBe('$a = 1');
  });

  test('leads through what is done side by side, and out of it again', () => {
    expect(ways).toEqual(
      expect.arrayContaining([
        ['Both', 'Left', 'next'],
        ['Both', 'Right', 'next'],
        ['Left', END, 'next'],
      ]),
    );
    expect(ways).not.toContainEqual(['Both', END, 'next']);
  });

  test('knows who waits for an answer', () => {
    expect(graph.nodes.find(({ id }) => id === 'Ask')).toMatchObject({
      does: 'events:putEvents.waitForTaskToken',
      waitsForToken: true,
    });
  });
});
