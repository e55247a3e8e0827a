import fc from 'fast-check';
import jsonata from 'jsonata';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '@espresso/kernel';
import { Scope } from '../scope.ts';
import { worldAt } from '../testing/test-kit.ts';
import { ExpressionError } from './expression-error.ts';
import { type Evaluated, type Expression, expressionOf } from './expression.ts';
import { FUNCTION_NAMES } from './syntax.ts';
import { BAIL } from './values.ts';

const scopeOf = (input: Json, variables: JsonObject): Scope =>
  new Scope(input, variables, worldAt(), () => ({ Execution: { Name: 'order-1' } }), { drink: 'latte', sizes: [1, 2] });

const closureSays = (expression: Expression, scope: Scope): Evaluated | typeof BAIL => {
  try {
    const value = expression.closure?.(scope);
    return expression.closure ? value : BAIL;
  } catch (thrown) {
    if (thrown === BAIL) return BAIL;
    throw thrown;
  }
};

const librarySays = async (expression: Expression, scope: Scope): Promise<Evaluated | string> => {
  try {
    return await expression.evaluateSlowly(scope);
  } catch (thrown) {
    if (thrown instanceof ExpressionError) return `threw ${thrown.shown}`;
    throw thrown;
  }
};

const data = fc.letrec<{ value: Json; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Json>(null, true, false, 0, 1, -1, 0.1, 1.5, 1e21, '', 'a', '12', '[', '☕️'),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    fc.string({ maxLength: 4 }),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), tie('value'), { maxKeys: 4, noNullPrototype: true }),
}));

const names = fc.constantFrom('a', 'b', 'c', 'd', '`a b`');
const path = fc
  .tuple(
    fc.constantFrom(
      '$states.input',
      '$states.result',
      '$states.context.Execution.Name',
      '$v',
      '$w',
      '$missing',
      '$states',
    ),
    fc.array(names, { maxLength: 3 }),
  )
  .map(([root, rest]) => [root, ...rest].join('.'));
const literal = fc.constantFrom('1', '0', '-2', '1.5', '"x"', '""', '"12"', 'true', 'false', 'null', '"["', '[]', '{}');

const expressions = fc.letrec<{ any: string }>((tie) => {
  const any = tie('any');
  const call1 = fc.constantFrom(
    ...'exists count string number boolean not type length uppercase lowercase floor ceil abs sum max min average merge join'.split(
      ' ',
    ),
  );
  const call2 = fc.constantFrom('append', 'lookup', 'join', 'contains', 'substringBefore', 'substringAfter', 'split');
  const operator = fc.constantFrom(...'+ - * / % = != < <= > >= & and or in'.split(' '));
  return {
    any: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      path,
      literal,
      fc.tuple(any, operator, any).map(([left, sign, right]) => `(${left}) ${sign} (${right})`),
      fc.tuple(any, any, any).map(([condition, yes, no]) => `(${condition}) ? (${yes}) : (${no})`),
      fc.tuple(any, any).map(([condition, yes]) => `(${condition}) ? (${yes})`),
      fc.tuple(any, any).map(([value, other]) => `(${value}) ?? (${other})`),
      fc.tuple(call1, any).map(([name, value]) => `$${name}(${value})`),
      fc.tuple(call2, any, any).map(([name, value, other]) => `$${name}(${value}, ${other})`),
      fc.array(any, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
      fc
        .array(any, { maxLength: 3 })
        .map((items) => `{${items.map((item, at) => `"k${String(at)}": ${item}`).join(', ')}}`),
      fc.tuple(any, any).map(([first, second]) => `(${first}; ${second})`),
      any.map((value) => `-(${value})`),
    ),
  };
}).any;

describe('compiled JSONata', () => {
  test('says what the library says, or leaves it to the library', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(expressions, data.value, data.object, async (text, input, variables) => {
        const scope = scopeOf(input, { v: variables, w: variables['a'] ?? 7 });
        const expression = expressionOf(text);
        const ours = closureSays(expression, scope);
        if (ours === BAIL) return;
        compared++;
        expect(ours).toEqual(await librarySays(expression, scope));
      }),
      { numRuns: 3_000 },
    );
    expect(compared).toBeGreaterThan(1_000);
  });

  test('is there for what the bar writes most', () => {
    const written = [
      '$states.input.detail.orderId',
      "'order#' & $states.input.detail.orderId",
      '$states.input.queue.length < 20 and $exists($states.input.detail)',
      "{ 'orderId': $orderId, 'at': $now(), 'n': [1, $count($states.input.items)] }",
      '$merge([$states.input, {"drink": $states.result.drink}])',
      "$states.input.open ? 'open' : 'closed'",
      '$states.context.Execution.Name',
    ];
    for (const text of written) expect([text, expressionOf(text).closure]).toEqual([text, expect.any(Function)]);
  });

  test('never takes a library function for a variable', async () => {
    for (const name of FUNCTION_NAMES)
      expect([name, expressionOf(`$exists($${name})`).closure]).toEqual([name, undefined]);
    const known = await Promise.all(
      [...FUNCTION_NAMES].map(async (name): Promise<readonly [string, unknown]> => {
        const type: unknown = await jsonata(`$type($${name})`).evaluate(undefined);
        return [name, type];
      }),
    );
    const missing = known.filter(([, type]) => type !== 'function').map(([name]) => name);
    expect(missing).toEqual(['partition', 'range', 'hash', 'uuid', 'parse']);
  });

  test('lets a variable shadow a function, as the library does', async () => {
    const scope = scopeOf({}, { count: 3 });
    await expect(librarySays(expressionOf('$count([1])'), scope)).resolves.toMatch(/^threw T1006/);
    expect(closureSays(expressionOf('$count([1])'), scope)).toBe(BAIL);
  });
});

describe('the library', () => {
  const evaluate = async (text: string, input: Json = {}): Promise<Evaluated | string> =>
    librarySays(expressionOf(text), scopeOf(input, {}));

  test('is stopped when an expression never ends', async () => {
    await expect(evaluate('($f := function($x) { $f($x) }; $f(1))')).resolves.toMatch(/^threw D1012/);
    await expect(evaluate('($f := function($x) { 1 + $f($x) }; $f(1))')).resolves.toMatch(/^threw D1011/);
  });

  test('has the time, chance and identity of the step', async () => {
    await expect(evaluate('[$now(), $millis(), $uuid()][]')).resolves.toEqual([
      '2026-11-23T09:30:00.000Z',
      worldAt().nowMs,
      '00000000-0000-4000-8000-000000000001',
    ]);
    await expect(evaluate("$now('[Y0001]-[M01]')")).resolves.toBe('2026-11');
    expect(await evaluate('$random(7)')).toBe(await evaluate('$random(7)'));
    expect(await evaluate('$shuffle([1..9])')).toEqual(await evaluate('$shuffle([1..9])'));
  });

  test("has Step Functions' own functions, and no $eval", async () => {
    await expect(evaluate('$partition([1..5], 2)')).resolves.toEqual([[1, 2], [3, 4], [5]]);
    await expect(evaluate('$partition([0], 1)')).resolves.toEqual([[0]]);
    await expect(evaluate('$range(1, 9, 4)')).resolves.toEqual([1, 5, 9]);
    await expect(evaluate('$range(1, 9, 9)')).resolves.toBe(1);
    await expect(evaluate("$hash('coffee', 'MD5')")).resolves.toBe('24eb05d18318ac2db8b2b959315d10f2');
    await expect(evaluate('$parse(\'{"a": [1]}\')')).resolves.toEqual({ a: [1] });
    await expect(evaluate("$parse('-0')")).resolves.toBe(0);
    await expect(evaluate("$eval('1')")).resolves.toMatch(/^threw T1006/);
  });

  test('marks no array of the input', async () => {
    const input = { items: [1] };
    Object.freeze(input.items);
    await expect(evaluate('$states.input.items[]', input)).resolves.toEqual([1]);
  });
});
