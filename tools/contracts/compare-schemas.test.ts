import type { Json, JsonObject } from '@espresso/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { schemaOf } from '../json-schema.ts';
import { compareSchemas, equal } from './compare-schemas.ts';

const order = { orderId: z.string(), count: z.number().int() };
const changes = (before: z.ZodType, after: z.ZodType) =>
  compareSchemas(schemaOf(before, 'input'), schemaOf(after, 'input'));

describe('a difference is told where it is:', () => {
  test.each<[string, z.ZodType, z.ZodType, readonly object[]]>([
    ['nothing, where nothing changed', z.object(order), z.object({ count: order.count, orderId: order.orderId }), []],
    [
      'nothing, for words to people',
      z.object(order),
      z.object({ ...order, count: order.count.describe('how many') }),
      [],
    ],
    [
      'an optional field is new',
      z.object(order),
      z.object({ ...order, note: z.string().optional() }),
      [{ at: 'note', kind: 'added', required: false, closed: false }],
    ],
    [
      'a field with a default is new, and nobody has to send it',
      z.object(order),
      z.object({ ...order, revision: z.number().default(0) }),
      [{ at: 'revision', kind: 'added', required: false, closed: false }],
    ],
    [
      'a required field is new',
      z.object(order),
      z.object({ ...order, note: z.string() }),
      [{ at: 'note', kind: 'added', required: true, closed: false }],
    ],
    [
      'a field is new in an object that refuses what it does not know',
      z.strictObject(order),
      z.strictObject({ ...order, note: z.string().optional() }),
      [{ at: 'note', kind: 'added', required: false, closed: true }],
    ],
    ['a field is gone', z.object(order), z.object({ orderId: z.string() }), [{ at: 'count', kind: 'removed' }]],
    [
      'a field has another name',
      z.object(order),
      z.object({ id: z.string(), count: order.count }),
      [
        { at: 'orderId', kind: 'removed', renamedTo: 'id' },
        { at: 'id', kind: 'added', required: true, closed: false },
      ],
    ],
    [
      'a field has another type',
      z.object({ left: z.number() }),
      z.object({ left: z.string() }),
      [{ at: 'left', kind: 'altered', keyword: 'type', before: 'number', after: 'string' }],
    ],
    [
      'a word is missing from a choice of words',
      z.object({ by: z.enum(['customer', 'barista']) }),
      z.object({ by: z.enum(['customer']) }),
      [{ at: 'by', kind: 'altered', keyword: 'enum', before: ['customer', 'barista'], after: ['customer'] }],
    ],
    [
      'an optional field is required',
      z.object({ reason: z.string().optional() }),
      z.object({ reason: z.string() }),
      [{ at: 'reason', kind: 'made-required' }],
    ],
    [
      'a required field is optional',
      z.object({ reason: z.string() }),
      z.object({ reason: z.string().optional() }),
      [{ at: 'reason', kind: 'made-optional' }],
    ],
    [
      'another default',
      z.object({ revision: z.number().default(0) }),
      z.object({ revision: z.number().default(1) }),
      [{ at: 'revision', kind: 'altered', keyword: 'default', before: 0, after: 1 }],
    ],
    [
      'deep inside',
      z.object({ menu: z.object({ drinks: z.array(z.object({ id: z.string() })) }) }),
      z.object({ menu: z.object({ drinks: z.array(z.object({ id: z.number() })) }) }),
      [{ at: 'menu.drinks[].id', kind: 'altered', keyword: 'type', before: 'string', after: 'number' }],
    ],
    [
      'in one of several shapes',
      z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]),
      z.union([z.object({ a: z.string() }), z.object({ b: z.number() })]),
      [{ at: '|2.b', kind: 'altered', keyword: 'type', before: 'string', after: 'number' }],
    ],
    [
      'in the values of a record',
      z.object({ amounts: z.record(z.string(), z.number()) }),
      z.object({ amounts: z.record(z.string(), z.string()) }),
      [{ at: 'amounts{}', kind: 'altered', keyword: 'type', before: 'number', after: 'string' }],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(changes(before, after)).toEqual(expected);
  });
});

// A schema as data, so that laws can be told apart from the code that compares: a leaf, a list, or an object of fields.
type Shape = { readonly leaf: 'string' | 'number' | 'boolean' } | { readonly listOf: Shape } | Fields;
interface Fields {
  readonly fields: Readonly<Record<string, { readonly shape: Shape; readonly optional: boolean }>>;
}

const name = fc.constantFrom('a', 'b', 'c', 'd');
const { shape, object } = fc.letrec<{ shape: Shape; object: Fields }>((tie) => ({
  shape: fc.oneof(
    { maxDepth: 3 },
    fc.record({ leaf: fc.constantFrom('string' as const, 'number' as const, 'boolean' as const) }),
    fc.record({ listOf: tie('shape') }),
    tie('object'),
  ),
  object: fc.record({
    fields: fc.dictionary(name, fc.record({ shape: tie('shape'), optional: fc.boolean() }), { noNullPrototype: true }),
  }),
}));

const zodOf = (of: Shape): z.ZodType => {
  if ('leaf' in of) return { string: z.string(), number: z.number(), boolean: z.boolean() }[of.leaf];
  if ('listOf' in of) return z.array(zodOf(of.listOf));
  return z.object(
    Object.fromEntries(
      Object.entries(of.fields).map(([field, { shape: inner, optional }]) => [
        field,
        optional ? zodOf(inner).optional() : zodOf(inner),
      ]),
    ),
  );
};
const jsonOf = (of: Shape): JsonObject => schemaOf(zodOf(of), 'input');

/** `after`, less every optional field that `before` does not have: a second, plain reading of "it only grew". */
const withoutGrowth = (before: Shape, after: Shape): Shape => {
  if ('listOf' in before && 'listOf' in after) return { listOf: withoutGrowth(before.listOf, after.listOf) };
  if (!('fields' in before && 'fields' in after)) return after;
  return {
    fields: Object.fromEntries(
      Object.entries(after.fields).flatMap(([field, { shape: inner, optional }]) => {
        const was = before.fields[field];
        if (was === undefined) return optional ? [] : [[field, { shape: inner, optional }]];
        return [[field, { shape: withoutGrowth(was.shape, inner), optional }]];
      }),
    ),
  };
};

const onlyGrows = (before: Json, after: Json): boolean =>
  compareSchemas(before, after).every((change) => change.kind === 'added' && !change.required && !change.closed);

describe('laws', () => {
  test('a schema does not differ from itself, and from no other does it not differ', () => {
    fc.assert(
      fc.property(shape, shape, (one, other) => {
        expect(compareSchemas(jsonOf(one), jsonOf(one))).toEqual([]);
        expect(compareSchemas(jsonOf(one), jsonOf(other)).length === 0).toBe(equal(jsonOf(one), jsonOf(other)));
      }),
    );
  });

  test('an optional field that is new is the one difference, and it only grows', () => {
    fc.assert(
      fc.property(object, shape, (before, inner) => {
        const after: Shape = { fields: { ...before.fields, e: { shape: inner, optional: true } } };
        expect(compareSchemas(jsonOf(before), jsonOf(after))).toEqual([
          { at: 'e', kind: 'added', required: false, closed: false },
        ]);
      }),
    );
  });

  test('a schema only grows where everything it was is left of it without its new optional fields', () => {
    fc.assert(
      fc.property(shape, shape, (before, after) => {
        const grew = equal(jsonOf(withoutGrowth(before, after)), jsonOf(before));
        expect(onlyGrows(jsonOf(before), jsonOf(after))).toBe(grew);
      }),
      { numRuns: 500 },
    );
  });
});
