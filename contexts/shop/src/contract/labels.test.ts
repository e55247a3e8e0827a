import { expect, test } from 'vitest';
import { labelsOf } from './labels.ts';

test('a drink contains what it contains itself and what its options bring, each once', () => {
  const labels = labelsOf({ allergens: ['nuts', 'milk'] }, [
    { allergens: ['milk'] },
    undefined,
    { allergens: ['soya'] },
  ]);
  expect(labels).toEqual({ allergens: ['soya', 'milk', 'nuts'] });
});

test('coffee with oat milk is vegan, with cow’s milk it is not', () => {
  const coffee = { vegan: true };
  expect(labelsOf(coffee, [{ vegan: true }]).vegan).toBe(true);
  expect(labelsOf(coffee, [{ vegan: false }]).vegan).toBe(false);
});

test('an option that says nothing leaves a drink vegan; one that is vegan makes no other drink so', () => {
  expect(labelsOf({ vegan: true }, [{}]).vegan).toBe(true);
  expect(labelsOf({}, [{ vegan: true }])).toEqual({});
});

test('decaf takes the caffeine away, and an extra shot brings it back', () => {
  const coffee = { caffeine: true };
  const decaf = { caffeine: false };
  expect(labelsOf(coffee, []).caffeine).toBe(true);
  expect(labelsOf(coffee, [decaf]).caffeine).toBe(false);
  expect(labelsOf(coffee, [decaf, { caffeine: true }]).caffeine).toBe(true);
});

test('of what nobody says anything, nothing is said', () => {
  expect(labelsOf(undefined, [undefined, {}])).toEqual({});
});
