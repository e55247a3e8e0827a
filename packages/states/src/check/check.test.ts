import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { compile } from '../compile/machine.ts';
import { InvalidDefinition } from '../invalid-definition.ts';
import { CALLBACK, FUNCTION, jsonata, jsonpath } from '../testing/test-kit.ts';
import type { CheckOptions } from '../types.ts';
import { check } from './check.ts';

const found = (definition: Json, options?: CheckOptions): readonly string[] =>
  check(definition, options).map(({ code, message, location }) => `${code}: ${message} at ${location}`);

const one = (state: JsonObject): JsonObject => jsonata({ A: { End: true, ...state } });
const path = (state: JsonObject): JsonObject => jsonpath({ A: { End: true, ...state } });

describe('a definition', () => {
  test('that is right has nothing found', () => {
    expect(found(one({ Type: 'Pass' }))).toEqual([]);
  });

  test('without its fields names them, States before StartAt', () => {
    expect(found({})).toEqual(['SCHEMA_VALIDATION_FAILED: These fields are required: [States, StartAt] at /']);
  });

  test('that is refused says why in AWS’s frame', () => {
    const refused = (): unknown => compile({ StartAt: 'A' });
    expect(refused).toThrow(InvalidDefinition);
    expect(refused).toThrow(
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /'",
    );
  });

  test('that is no object is no definition', () => {
    expect(check([])).toMatchObject([{ message: 'Definition must be a valid JSON object', location: '' }]);
  });

  test('nested without end is refused, not a crash', () => {
    let deep: Json = {};
    for (let level = 0; level < 5_000; level++) deep = { a: deep };
    expect(found(one({ Type: 'Pass', Output: deep }))[0]).toContain('levels deep');
  });
});

describe('transitions', () => {
  test.each<[string, JsonObject, string]>([
    [
      'StartAt',
      { StartAt: 'B', States: { A: { Type: 'Succeed' } } },
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /StartAt",
    ],
    [
      'Next',
      jsonpath({ A: { Type: 'Pass', Next: 'B' } }),
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next",
    ],
    [
      'Default',
      jsonata({ A: { Type: 'Choice', Choices: [{ Condition: true, Next: 'A' }], Default: 'B' } }),
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Default",
    ],
    [
      'a rule',
      jsonata({ A: { Type: 'Choice', Choices: [{ Condition: true, Next: 'B' }] } }),
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Choices[0]/Next",
    ],
    [
      'a catcher',
      one({ Type: 'Task', Resource: FUNCTION, Catch: [{ ErrorEquals: ['X'], Next: 'B' }] }),
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Catch[0]/Next",
    ],
    [
      'no way in',
      jsonpath({ A: { Type: 'Succeed' }, B: { Type: 'Succeed' } }),
      'MISSING_TRANSITION_TARGET: State "B" is not reachable. at /States/B',
    ],
  ])('%s', (_case, definition, expected) => {
    expect(found(definition)).toEqual([expected]);
  });

  test('names are unique in the whole machine', () => {
    const branch = { StartAt: 'A', States: { A: { Type: 'Succeed' } } };
    expect(found(jsonpath({ A: { Type: 'Parallel', Branches: [branch], End: true } }))).toEqual([
      'DUPLICATE_STATE_NAME: Duplicate State name: A at /States/A/Branches[0]/States/A',
    ]);
  });
});

describe('a state', () => {
  const schema = (message: string, at: string): string => `SCHEMA_VALIDATION_FAILED: ${message} at /States/A${at}`;

  test.each<[string, JsonObject, string]>([
    ['needs a type', one({}), schema('These fields are required: [Type]', '')],
    [
      'has a known type',
      one({ Type: 'Sip' }),
      schema('Value is not valid. Supported values: [Pass, Task, Choice, Wait, Succeed, Fail, Parallel, Map]', '/Type'),
    ],
    ['has known fields', one({ Type: 'Pass', Sugar: 2 }), schema("Field 'Sugar' is not supported.", '/Sugar')],
    [
      'ends or goes on',
      jsonata({ A: { Type: 'Pass' } }),
      schema("A state must have either 'Next' or 'End': true, and not both.", ''),
    ],
    [
      'in JSONata has no JSONPath fields',
      one({ Type: 'Pass', InputPath: '$' }),
      schema("Field 'InputPath' is not supported when QueryLanguage is 'JSONata'.", '/InputPath'),
    ],
    [
      'in JSONPath has no JSONata fields',
      path({ Type: 'Pass', Output: 1 }),
      schema("Field 'Output' is not supported when QueryLanguage is 'JSONPath'.", '/Output'),
    ],
    [
      'in JSONPath is not inside JSONata',
      one({ Type: 'Pass', QueryLanguage: 'JSONPath' }),
      schema("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", ''),
    ],
    [
      'does not end when it succeeds',
      jsonata({ A: { Type: 'Succeed', End: true } }),
      schema("Field 'End' is not supported.", '/End'),
    ],
    ['names its resource', one({ Type: 'Task' }), schema('These fields are required: [Resource]', '')],
    [
      'has a resource that is one',
      one({ Type: 'Task', Resource: 'coffee' }),
      schema('Value is not a valid resource ARN', '/Resource'),
    ],
    [
      'has a positive timeout',
      one({ Type: 'Task', Resource: FUNCTION, TimeoutSeconds: 0 }),
      schema('Value must be an integer between 1 and 99999999.', '/TimeoutSeconds'),
    ],
    [
      'beats within its timeout',
      one({ Type: 'Task', Resource: FUNCTION, TimeoutSeconds: 5, HeartbeatSeconds: 5 }),
      schema('HeartbeatSeconds must be smaller than TimeoutSeconds.', '/HeartbeatSeconds'),
    ],
    [
      'waits for one thing',
      one({ Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z' }),
      schema('A Wait state must have exactly one of [Seconds, SecondsPath, Timestamp, TimestampPath].', ''),
    ],
    [
      'waits until a timestamp',
      path({ Type: 'Wait', Timestamp: '{% $x %}' }),
      schema('String does not match RFC3339 timestamp', '/Timestamp'),
    ],
    [
      'has expressions that parse',
      one({ Type: 'Pass', Output: { a: '{% 1 + %}' } }),
      schema('The JSONata expression is invalid: S0207: Unexpected end of expression', '/Output/a'),
    ],
    [
      'does not use $eval',
      one({ Type: 'Pass', Output: "{% $eval('1') %}" }),
      schema('The JSONata function $eval is not supported.', '/Output'),
    ],
    [
      'has templates of paths',
      path({ Type: 'Pass', Parameters: { 'a.$': 'x' } }),
      schema(
        "The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call",
        '/Parameters/a.$',
      ),
    ],
    [
      'has intrinsic calls without raw quotes',
      path({ Type: 'Pass', Parameters: { 'a.$': 'States.StringToJson(\'{\\"a\\":1}\')' } }),
      schema(
        "The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call",
        '/Parameters/a.$',
      ),
    ],
    [
      'has result paths that are references',
      path({ Type: 'Pass', ResultPath: '$.a[*]' }),
      schema('Value is not a Reference Path.', '/ResultPath'),
    ],
    [
      'catches all alone',
      one({ Type: 'Task', Resource: FUNCTION, Retry: [{ ErrorEquals: ['States.ALL', 'X'] }] }),
      schema('States.ALL must appear alone.', '/Retry[0]/ErrorEquals'),
    ],
    [
      'catches all last',
      one({ Type: 'Task', Resource: FUNCTION, Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['X'] }] }),
      schema('States.ALL must be in the last one.', '/Retry[0]/ErrorEquals'),
    ],
    [
      'assigns to names that can be written',
      one({ Type: 'Pass', Assign: { 'a b': 1 } }),
      schema('Variable name is not valid.', '/Assign/a b'),
    ],
    [
      'does not assign to states',
      one({ Type: 'Pass', Assign: { states: 1 } }),
      schema("The variable name 'states' is reserved.", '/Assign/states'),
    ],
    [
      'needs branches',
      one({ Type: 'Parallel', Branches: [] }),
      schema('Branches must be a non-empty array.', '/Branches'),
    ],
    ['needs a processor', one({ Type: 'Map' }), schema('These fields are required: [ItemProcessor]', '')],
  ])('%s', (_case, definition, expected) => {
    expect(found(definition)).toEqual([expected]);
  });

  test('compares with one operator that suits', () => {
    const rule = (test_: JsonObject): readonly string[] =>
      found(
        jsonpath({
          A: { Type: 'Choice', Choices: [{ Variable: '$.v', ...test_, Next: 'B' }] },
          B: { Type: 'Succeed' },
        }),
      );
    expect(rule({ NumericEquals: 1 })).toEqual([]);
    expect(rule({ NumericEquals: 'one' })[0]).toContain('does not suit');
    expect(rule({})[0]).toContain('exactly one comparison operator');
    expect(rule({ Sweeter: 1 })[0]).toContain("Field 'Sweeter' is not supported.");
  });

  test('of an express machine does not wait for others', () => {
    const express = (resource: string) => found(one({ Type: 'Task', Resource: resource }), { type: 'EXPRESS' });
    expect(express(FUNCTION)).toEqual([]);
    expect(express(CALLBACK)).toEqual([
      schema("Express state machine does not support '.waitForTaskToken' service integration ", '/Resource'),
    ]);
    expect(express('arn:aws:states:::states:startExecution.sync')).toEqual([
      schema("Express state machine does not support '.sync' service integration", '/Resource'),
    ]);
    expect(express('arn:aws:states:eu-west-1:0:activity:x')).toEqual([
      schema('Express state machine does not support Activity ARN', '/Resource'),
    ]);
  });
});

describe('garbage', () => {
  const pieces = fc.letrec<{ json: Json }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 6, withCrossShrink: true },
      fc.constantFrom<Json>(
        null,
        true,
        -1,
        0.5,
        'A',
        '$.a',
        '{% $x %}',
        '{% ( %}',
        'JSONata',
        FUNCTION,
        'States.ALL',
        '',
      ),
      fc.constantFrom<Json>(...['Pass', 'Task', 'Choice', 'Wait', 'Succeed', 'Fail', 'Parallel', 'Map']),
      fc.array(tie('json'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom(
          ...'StartAt States A B Type Next End Resource Retry Catch ErrorEquals Choices Condition Variable And Not Default'.split(
            ' ',
          ),
          ...'StringEquals Branches ItemProcessor Items Seconds Timestamp Parameters Output Assign QueryLanguage v.$'.split(
            ' ',
          ),
          '__proto__',
        ),
        tie('json'),
        { maxKeys: 6, noNullPrototype: true },
      ),
    ),
  }));
  const states = fc.dictionary(fc.constantFrom('A', 'B', 'constructor'), pieces.json, {
    minKeys: 1,
    noNullPrototype: true,
  });
  const definitions = fc.oneof(
    pieces.json,
    states.map((inside): Json => ({ StartAt: 'A', States: inside })),
    fc
      .record({
        Type: fc.constantFrom('Pass', 'Task', 'Choice', 'Wait', 'Fail', 'Parallel', 'Map'),
        End: fc.constant(true),
      })
      .chain((known) => fc.tuple(fc.constant(known), states, pieces.json))
      .map(([known, other, more]): Json => {
        const extra = isJsonObject(more) ? more : {};
        return { StartAt: 'A', States: { ...other, A: { ...extra, ...known } }, QueryLanguage: 'JSONata' };
      }),
  );

  test('is refused with diagnostics, never with a crash', () => {
    fc.assert(
      fc.property(definitions, fc.constantFrom('STANDARD', 'EXPRESS'), (definition, type) => {
        const errors = check(definition, { type }).filter(({ severity }) => severity === 'ERROR');
        if (errors.length === 0) compile(definition, { type });
        else expect(() => compile(definition, { type })).toThrow(InvalidDefinition);
      }),
      { numRuns: 3_000 },
    );
  });
});
