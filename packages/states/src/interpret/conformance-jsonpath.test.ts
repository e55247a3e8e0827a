import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '@espresso/kernel';
import { FUNCTION, jsonata, jsonpath, run, START_MS } from '../testing/test-kit.ts';

/** Cases of the Amazon States Language (states-language.net/spec.html) and the developer guide, in JSONPath. */

const outputOf = async (states: JsonObject, input: Json = {}): Promise<Json | undefined> => {
  const { execution } = await run(jsonpath(states), input);
  expect([execution.status, execution.cause]).toEqual(['SUCCEEDED', undefined]);
  return execution.output;
};

const failureOf = async (states: JsonObject, input: Json = {}): Promise<readonly (string | undefined)[]> => {
  const { execution } = await run(jsonpath(states), input);
  return [execution.error, execution.cause?.replace(/^An error occurred .*?\(entered at the event id #\d+\)\. /, '')];
};

const pass = (more: JsonObject): JsonObject => ({ A: { Type: 'Pass', End: true, ...more } });

describe('input and output processing (spec: Input and Output Processing)', () => {
  test('a task passes through InputPath, Parameters, ResultSelector, ResultPath and OutputPath in that order', async () => {
    const states = {
      A: {
        Type: 'Task',
        Resource: FUNCTION,
        InputPath: '$.order',
        Parameters: { 'id.$': '$.id', 'name.$': '$$.Execution.Name', fixed: '$.id' },
        ResultSelector: { 'cup.$': '$.made[0]' },
        ResultPath: '$.order.result',
        OutputPath: '$.order',
        End: true,
      },
    };
    const { execution, tasks } = await run(jsonpath(states), { order: { id: 7 }, other: 1 }, () => ({
      output: { made: ['a', 'b'] },
    }));
    expect(tasks[0]?.arguments).toEqual({ id: 7, name: 'order-1', fixed: '$.id' });
    expect(execution.output).toEqual({ id: 7, result: { cup: 'a' } });
  });

  test.each<[string, JsonObject, Json]>([
    ['InputPath null is an empty object', { InputPath: null }, {}],
    ['OutputPath null is an empty object', { OutputPath: null }, {}],
    ['ResultPath null keeps the input', { Result: 'x', ResultPath: null }, { a: 1 }],
    ['a Result replaces the input', { Result: { 'x.$': '$.a' } }, { 'x.$': '$.a' }],
    ['ResultPath makes what is missing', { Result: 1, ResultPath: '$.b.c' }, { a: 1, b: { c: 1 } }],
    ['Parameters shape the input', { Parameters: { 'b.$': '$.a', c: [{ 'd.$': '$.a' }] } }, { b: 1, c: [{ d: 1 }] }],
    ['a Result of null is a result', { Result: null }, null],
  ])('%s', async (_case, fields, expected) => {
    await expect(outputOf(pass(fields), { a: 1 })).resolves.toEqual(expected);
  });

  test.each<[string, JsonObject, Json, string, string]>([
    [
      'a template field',
      { Parameters: { 'v.$': '$.a' } },
      {},
      'States.Runtime',
      "The JSONPath '$.a' specified for the field 'v.$' could not be found in the input '{}'",
    ],
    ['InputPath', { InputPath: '$.A' }, {}, 'States.Runtime', "Invalid path '$.A' : No results for path: $['A']"],
    [
      'a path below nothing',
      { InputPath: '$.no.b' },
      {},
      'States.Runtime',
      "Invalid path '$.no.b' : Missing property in path $['no']",
    ],
    [
      'ResultPath on a scalar',
      { Result: 1, ResultPath: '$.a' },
      5,
      'States.ResultPathMatchFailure',
      'Unable to apply ReferencePath $.a to input 5',
    ],
  ])('%s without a value fails as AWS words it', async (_case, fields, input, error, cause) => {
    await expect(failureOf(pass(fields), input)).resolves.toEqual([error, cause]);
  });

  test('States.Runtime from OutputPath is beyond catching, and OutputPath leaves a caught error alone', async () => {
    const task = {
      Type: 'Task',
      Resource: FUNCTION,
      OutputPath: '$.missing',
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'B' }],
      End: true,
    };
    const states = { A: task, B: { Type: 'Succeed' } };
    const uncaught = await run(jsonpath(states), {}, () => ({ output: {} }));
    expect(uncaught.execution).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    const caught = await run(jsonpath(states), { a: 1 }, () => ({ error: 'Spill', cause: 'hot' }));
    expect(caught.execution.output).toEqual({ a: 1, error: { Error: 'Spill', Cause: 'hot' } });
  });
});

describe('paths (spec: Paths)', () => {
  const data = {
    item: {
      name: 'x',
      list: [
        { p: 1, t: 'a' },
        { p: 2, t: 'b' },
        { p: 3, t: 'c' },
      ],
    },
    'a b': 1,
  };

  test.each<[string, Json]>([
    ['$.item.name', 'x'],
    ["$['item']['name']", 'x'],
    ["$['a b']", 1],
    ['$.item.list[1].p', 2],
    ['$.item.list[-1].p', 3],
    ['$.item.list[*].p', [1, 2, 3]],
    ['$.item.list[0:2].t', ['a', 'b']],
    ['$.item.list[::2].t', ['a', 'c']],
    ['$.item.list[0,2].t', ['a', 'c']],
    ["$.item.list[0]['p','t']", [1, 'a']],
    ['$..p', [1, 2, 3]],
    ['$.item.list[?(@.p > 1)].t', ['b', 'c']],
    ["$.item.list[?(@.p > 1 && @.t != 'c')].t", ['b']],
    ['$.item.list[?(@.t =~ /[ab]/ || @.p == 3)].p', [1, 2, 3]],
    ["$.item.list[?(!(@.t in ['a']))].t", ['b', 'c']],
    ['$.item.list[?(@.q)].t', []],
    ['$.nothing.list[1:5].p', []],
    ['$.nothing[*]', []],
    ['$.nothing[?(@.a == 1)]', []],
  ])('%s is %j', async (path, expected) => {
    await expect(outputOf(pass({ Parameters: { 'v.$': path } }), data)).resolves.toEqual({ v: expected });
  });
});

describe('intrinsic functions (spec: Appendix B; guide: Intrinsic functions)', () => {
  test.each<[string, Json]>([
    ["States.Format('{} of {}', $.n, $.s)", '3 of latte'],
    ["States.Format('\\{{}\\} it\\'s', $.o)", "{{Arg1=1, Arg2=[]}} it's"],
    ["States.Format('{}', null)", 'null'],
    ["States.StringToJson('[1, 2]')", [1, 2]],
    ["States.StringToJson(' ')", null],
    ["States.StringToJson('-0')", 0],
    ['States.JsonToString($.o)', '{"Arg1":1,"Arg2":[]}'],
    ['States.Array(1, $.s, true, null)', [1, 'latte', true, null]],
    ['States.ArrayPartition($.l, 2)', [[1, 2], [2]]],
    ['States.ArrayContains($.l, 2)', true],
    ['States.ArrayRange(1, 9, 4)', [1, 5, 9]],
    ['States.ArrayRange(1, 9, 9)', [1]],
    ['States.ArrayGetItem($.l, 1)', 2],
    ['States.ArrayLength($.l)', 3],
    ['States.ArrayUnique($.l)', [1, 2]],
    ["States.Base64Encode('Kaffee ☕')", 'S2FmZmVlIOKYlQ=='],
    ["States.Base64Decode('S2FmZmVlIOKYlQ==')", 'Kaffee ☕'],
    ["States.Hash('coffee', 'MD5')", '24eb05d18318ac2db8b2b959315d10f2'],
    ['States.JsonMerge($.o, $.p, false)', { Arg1: 9, Arg2: [] }],
    ['States.MathAdd(1.49, 1.5)', 3],
    ['States.MathAdd(0.5, 0)', 1],
    ['States.MathAdd(-0.5, 0)', 0],
    ['States.MathAdd(-1.5, 0)', -1],
    ['States.MathAdd(-2.5, 0)', -2],
    ["States.StringSplit(',,,,', ',')", []],
    ["States.StringSplit(', , ,', ',')", [' ', ' ']],
    ["States.StringSplit('This.is+a,test=string', '.+,=')", ['This', 'is', 'a', 'test', 'string']],
    ["States.Format('{}', States.ArrayLength(States.Array($.l[0], $['s'])))", '2'],
    ['States.UUID()', '00000000-0000-4000-8000-000000000001'],
  ])('%s is %j', async (call, expected) => {
    const data = { n: 3, s: 'latte', o: { Arg1: 1, Arg2: [] }, p: { Arg1: 9 }, l: [1, 2, 2] };
    await expect(outputOf(pass({ Parameters: { 'v.$': call } }), data)).resolves.toEqual({ v: expected });
  });

  test('MathRandom stays within its bounds', async () => {
    const drawn = await outputOf(pass({ Parameters: { 'v.$': 'States.MathRandom(1.2, 3.4)' } }));
    expect([{ v: 1 }, { v: 2 }]).toContainEqual(drawn);
  });

  test('a refused argument is States.IntrinsicFailure', async () => {
    const [error, cause] = await failureOf(pass({ Parameters: { 'v.$': "States.StringToJson('{')" } }));
    expect([error, cause]).toEqual([
      'States.IntrinsicFailure',
      "The function 'States.StringToJson('{')' had the following error: not valid JSON",
    ]);
  });
});

describe('Choice (spec: Choice State)', () => {
  const decide = async (rule: JsonObject, input: Json): Promise<Json | undefined> =>
    outputOf(
      {
        A: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
        Yes: { Type: 'Pass', Result: true, End: true },
        No: { Type: 'Pass', Result: false, End: true },
      },
      input,
    );

  test.each<[JsonObject, Json, boolean]>([
    [{ StringEquals: 'a' }, 'a', true],
    [{ StringEquals: 'a' }, 1, false],
    [{ StringLessThan: 'b' }, 'a', true],
    [{ StringGreaterThanEquals: 'b' }, 'a', false],
    [{ StringEqualsPath: '$.w' }, 'w', true],
    [{ StringMatches: 'log-*.txt' }, 'log-1.txt', true],
    [{ StringMatches: 'a\\*b' }, 'a*b', true],
    [{ StringMatches: 'a\\*b' }, 'axb', false],
    [{ NumericEquals: 0 }, 0.0, true],
    [{ NumericLessThan: 2 }, 1.5, true],
    [{ NumericGreaterThanEqualsPath: '$.n' }, 5, true],
    [{ NumericEquals: 1 }, '1', false],
    [{ BooleanEquals: true }, true, true],
    [{ BooleanEqualsPath: '$.t' }, true, true],
    [{ TimestampLessThan: '2026-01-01T00:00:00Z' }, '2026-01-01T00:30:00+01:00', true],
    [{ TimestampEquals: '2026-01-01T00:00:00Z' }, 'today', false],
    [{ IsNull: true }, null, true],
    [{ IsPresent: true }, null, true],
    [{ IsString: true }, 'x', true],
    [{ IsNumeric: false }, 'x', true],
    [{ IsBoolean: true }, 'x', false],
    [{ IsTimestamp: true }, '2026-01-01T00:00:00Z', true],
    [{ IsTimestamp: true }, '2026-01-01', false],
  ])('%j on %j is %s', async (test_, value, expected) => {
    await expect(decide({ Variable: '$.v', ...test_ }, { v: value, w: 'w', n: 5, t: true })).resolves.toBe(expected);
  });

  test('And, Or and Not combine rules', async () => {
    const present = { Variable: '$.v', IsPresent: true };
    const big = { Variable: '$.v', NumericGreaterThan: 2 };
    await expect(decide({ And: [present, { Not: big }] }, { v: 1 })).resolves.toBe(true);
    await expect(decide({ And: [present, big] }, {})).resolves.toBe(false);
    await expect(decide({ Or: [{ Not: present }, big] }, {})).resolves.toBe(true);
  });

  test('a Variable that is not there is an error, unless IsPresent asks for it', async () => {
    await expect(decide({ Variable: '$.v', IsPresent: false }, {})).resolves.toBe(true);
    const states = {
      A: { Type: 'Choice', Choices: [{ Variable: '$.v', NumericEquals: 1, Next: 'B' }] },
      B: { Type: 'Succeed' },
    };
    await expect(failureOf(states)).resolves.toEqual([
      'States.Runtime',
      "Invalid path '$.v': The choice state's condition path references an invalid value.",
    ]);
  });
});

describe('Wait and Fail from paths (spec: Wait State, Fail State)', () => {
  test('waits for what a path says', async () => {
    const seconds = await run(jsonpath({ W: { Type: 'Wait', SecondsPath: '$.s', End: true } }), { s: 3 });
    expect(seconds.endedMs - START_MS).toBe(3_000);
    const timestamp = await run(jsonpath({ W: { Type: 'Wait', TimestampPath: '$.t', End: true } }), {
      t: '2026-11-23T09:30:04Z',
    });
    expect(timestamp.endedMs - START_MS).toBe(4_000);
  });

  test.each<[string, Json, string]>([
    ['SecondsPath', -1, 'The SecondsPath parameter references a negative value: $.p == -1'],
    ['SecondsPath', 1.5, 'The SecondsPath parameter cannot be parsed as a long value: $.p == 1.5'],
    ['SecondsPath', -1.5, 'The SecondsPath parameter cannot be parsed as a long value: $.p == -1.5'],
    [
      'TimestampPath',
      '2026-01-01',
      'The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.p == 2026-01-01',
    ],
  ])('%s of %j is an error', async (field, value, says) => {
    await expect(failureOf({ W: { Type: 'Wait', [field]: '$.p', End: true } }, { p: value })).resolves.toEqual([
      'States.Runtime',
      says,
    ]);
  });

  test('a missing SecondsPath says so', async () => {
    await expect(failureOf({ W: { Type: 'Wait', SecondsPath: '$.x', End: true } })).resolves.toEqual([
      'States.Runtime',
      'The SecondsPath parameter does not reference an input value: $.x',
    ]);
  });

  test('Fail takes paths and intrinsic calls', async () => {
    const states = { F: { Type: 'Fail', ErrorPath: '$.e', CausePath: "States.Format('{} is out', $.what)" } };
    await expect(failureOf(states, { e: 'Empty', what: 'milk' })).resolves.toEqual(['Empty', 'milk is out']);
  });
});

describe('variables, Map and mixed machines', () => {
  test('Assign reads the result, and later states read the variable', async () => {
    const states = {
      A: { Type: 'Task', Resource: FUNCTION, Assign: { 'cup.$': '$.cup', n: 1 }, Next: 'B' },
      B: { Type: 'Pass', Parameters: { 'c.$': '$cup.size', 'n.$': '$n' }, End: true },
    };
    const { execution } = await run(jsonpath(states), {}, () => ({ output: { cup: { size: 'L' } } }));
    expect(execution.output).toEqual({ c: 'L', n: 1 });
  });

  test.each(['ItemSelector', 'Parameters'])('a Map shapes its items with %s', async (selector) => {
    const states = {
      M: {
        Type: 'Map',
        InputPath: '$.order',
        ItemsPath: '$.drinks',
        [selector]: { 'd.$': '$$.Map.Item.Value', 'i.$': '$$.Map.Item.Index', 'shop.$': '$.shop' },
        [selector === 'Parameters' ? 'Iterator' : 'ItemProcessor']: {
          StartAt: 'P',
          States: { P: { Type: 'Pass', End: true } },
        },
        ResultPath: '$.made',
        OutputPath: '$.made',
        End: true,
      },
    };
    await expect(outputOf(states, { order: { drinks: ['a', 'b'], shop: 's' } })).resolves.toEqual([
      { d: 'a', i: 0, shop: 's' },
      { d: 'b', i: 1, shop: 's' },
    ]);
  });

  test('a JSONPath machine may hold a JSONata state', async () => {
    const states = {
      A: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $states.input.n + 1 %}', Next: 'B' },
      B: { Type: 'Pass', Parameters: { 'v.$': '$' }, End: true },
    };
    await expect(outputOf(states, { n: 1 })).resolves.toEqual({ v: 2 });
    expect(jsonata(states)['QueryLanguage']).toBe('JSONata');
  });
});
