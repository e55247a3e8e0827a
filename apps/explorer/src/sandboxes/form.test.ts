import { expect, test } from 'vitest';
import { detailFrom, faultsByField, fieldsOf } from './form.ts';

const schema = {
  type: 'object',
  properties: {
    shopId: { type: 'string' },
    reason: { type: 'string', enum: ['closed', 'paused'] },
    left: { anyOf: [{ type: 'number' }, { type: 'null' }] },
    count: { type: 'integer' },
    drink: { type: 'object', properties: { name: { type: 'string' }, hot: { type: 'boolean' } }, required: ['name'] },
    metadata: { type: 'object', properties: { version: { type: 'integer' } } },
  },
  required: ['shopId', 'drink'],
};
const example = { shopId: 'main', reason: 'paused', left: null, count: 3, drink: { name: 'Latte', hot: true } };
const fields = fieldsOf(schema, example);

test('a schema becomes a form: a field for each thing that is asked for, filled with the example', () => {
  expect(fields.map(({ path, kind, required, start }) => [path, kind, required, start])).toEqual([
    ['shopId', 'text', true, 'main'],
    ['reason', 'choice', false, 'paused'],
    ['left', 'json', false, 'null'],
    ['count', 'number', false, '3'],
    ['drink/name', 'text', true, 'Latte'],
    ['drink/hot', 'yes-no', false, 'true'],
  ]);
  expect(fields[1]?.choices).toEqual(['closed', 'paused']);
});

test('a form that is left as it is says what the example says', () => {
  expect(detailFrom(fields, {})).toEqual({ detail: example, unreadable: [] });
});

test('a field that cannot be read is named, and one that is emptied is left out', () => {
  const { detail, unreadable } = detailFrom(fields, { count: 'many', left: '{', reason: '', 'drink/name': 'Mocha' });
  expect(unreadable).toEqual(['left', 'count']);
  expect(detail).toEqual({ shopId: 'main', drink: { name: 'Mocha', hot: true } });
});

test('what the bar finds wrong stands beside its field', () => {
  const errors = [
    { pointer: '#/body/detail/drink/name', detail: 'too short' },
    { pointer: '#/body/detail/nobody', detail: 'not known' },
  ];
  expect(faultsByField(errors, fields)).toEqual({
    byField: { 'drink/name': 'too short' },
    others: ['nobody not known'],
  });
});
