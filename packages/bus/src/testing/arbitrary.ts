import fc from 'fast-check';
import type { Json, JsonArray, JsonObject } from '@espresso/kernel';

/* Few names and few values, so that patterns and events meet often. */

const name = fc.constantFrom('a', 'b', 'c', 'd');
const text = fc.constantFrom('', 'a', 'A', 'ab', 'aB', 'abc', 'b', 'ba', 'bab', '5', '10.0.0.1', '10.0.1.7');
const whole = fc.integer({ min: -2, max: 4 });
const literal = fc.constantFrom<Json>(true, false, null);

const scalar: fc.Arbitrary<Json> = fc.oneof(text, whole, literal);
const texts = fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 }));
const visible = fc.oneof(
  text.filter((one) => one !== ''),
  fc.array(
    text.filter((one) => one !== ''),
    { minLength: 1, maxLength: 2 },
  ),
);
const wildcard = fc.constantFrom('*', 'a*', '*b', 'a*b', '*a*', 'b*b', 'ab', '', 'a*b*c');
const ignoringCase = fc.record({ 'equals-ignore-case': text });

const range = fc
  .tuple(fc.constantFrom('>', '>='), whole, fc.constantFrom('<', '<='), fc.integer({ min: 1, max: 4 }))
  .map(([lower, low, upper, span]): Json => [lower, low, upper, low + span]);
const numeric = fc.oneof(
  range,
  fc.tuple(fc.constantFrom('=', '<', '<=', '>', '>='), whole).map((bound): Json => bound),
);

const but = fc.oneof<fc.Arbitrary<Json>[]>(
  texts,
  whole,
  fc.array(whole, { minLength: 1, maxLength: 3 }),
  fc.record({ prefix: visible }),
  fc.record({ suffix: visible }),
  fc.record({ 'equals-ignore-case': texts }),
  fc.record({ wildcard }),
);

const entry: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: scalar },
  fc.record({ prefix: fc.oneof<fc.Arbitrary<Json>[]>(text, ignoringCase) }),
  fc.record({ suffix: fc.oneof<fc.Arbitrary<Json>[]>(text, ignoringCase) }),
  ignoringCase,
  fc.record({ wildcard }),
  fc.record({ numeric }),
  fc.record({ cidr: fc.constantFrom('10.0.0.0/24', '10.0.0.0/8', '10.0.1.0/31', '0.0.0.0/0') }),
  { weight: 2, arbitrary: fc.record({ exists: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ 'anything-but': but }) },
);

const leaf: fc.Arbitrary<JsonArray> = fc.array(entry, { minLength: 1, maxLength: 2 });

const shape = fc.letrec<{ object: JsonObject }>((tie) => ({
  object: fc
    .tuple(
      fc.dictionary(name, fc.oneof({ maxDepth: 3 }, { weight: 3, arbitrary: leaf }, tie('object')), {
        minKeys: 1,
        maxKeys: 3,
        noNullPrototype: true,
      }),
      fc.oneof(
        { maxDepth: 3, depthIdentifier: 'or' },
        { weight: 5, arbitrary: fc.constant({}) },
        fc.array(tie('object'), { minLength: 2, maxLength: 3 }).map((branches) => ({ $or: branches })),
      ),
      fc.boolean(),
    )
    .map(([fields, choice, choiceFirst]): JsonObject =>
      choiceFirst ? { ...choice, ...fields } : { ...fields, ...choice },
    ),
})).object;

const choicesMax = 5;

/** Valid patterns of any shape, `$or` included, but never so often that it multiplies beyond what is allowed. */
export const anyPattern: fc.Arbitrary<JsonObject> = shape.filter(
  (pattern) => JSON.stringify(pattern).split('"$or"').length <= choicesMax + 1,
);

/** Events with arrays in arrays, objects in arrays, and keys with dots. */
export const anyEvent: fc.Arbitrary<JsonObject> = fc.letrec<{ object: JsonObject; value: Json }>((tie) => ({
  object: fc.dictionary(fc.oneof({ weight: 9, arbitrary: name }, fc.constantFrom('a.b', 'c.a')), tie('value'), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
  value: fc.oneof({ maxDepth: 4 }, { weight: 3, arbitrary: scalar }, tie('object'), {
    weight: 2,
    arbitrary: fc.array(tie('value'), { maxLength: 3 }),
  }),
})).object;

const bit = fc.constantFrom(0, 1);
const inner = fc.record({ x: bit, y: bit }, { requiredKeys: [] });
const element = fc.record(
  {
    a: fc.oneof(bit, fc.array(bit, { maxLength: 2 })),
    b: bit,
    e: fc.array(inner, { maxLength: 3 }),
    f: fc.array(fc.array(inner)),
  },
  { requiredKeys: [] },
);
const bits = fc.constantFrom<JsonArray>([0], [1], [{ exists: false }], [{ exists: true }], [0, { exists: false }]);
const pair = fc.record({ x: bits, y: bits });

/** A pattern and an event that meet inside arrays of objects, where what belongs together decides. */
export const anyMeetingInArrays: fc.Arbitrary<readonly [JsonObject, JsonObject]> = fc
  .tuple(
    fc.record(
      { d: fc.record({ a: bits, b: bits, e: pair, f: pair }, { requiredKeys: [] }), z: bits },
      { requiredKeys: ['d'] },
    ),
    fc.record({ d: fc.array(fc.oneof(element, fc.array(element)), { maxLength: 4 }), z: fc.constant([1]) }),
  )
  .filter(([pattern]) => Object.keys(pattern.d).length > 0);
