import { defineContext, defineEvent, defineFunction, personal, secret, serve, accept } from '@espresso/contract';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { compareLocks } from './compare-locks.ts';
import { lockOf, type Lock } from './lock.ts';
import { report } from './report.ts';

const brewed = (
  detail: z.ZodObject,
  example: Record<string, unknown> = { drink: 'latte', token: 't' },
  version = 1,
  owner = 'bar',
) => defineEvent({ owner, detailType: 'Bar.Brewed', version, detail, example, sentence: () => 'A drink is ready.' });
const first = { drink: z.string(), token: secret(z.string()) };

const counted = (input: z.ZodType, output: z.ZodType, errors: readonly string[] = []) => {
  const count = defineFunction({ owner: 'bar', name: 'count', purpose: 'How many?', input, output, errors });
  return defineContext({
    name: 'bar',
    purpose: 'Brews',
    serves: [serve(count, () => Promise.resolve(accept({ reply: {} })))],
  });
};

const events = (...made: readonly ReturnType<typeof brewed>[]): Lock => lockOf(made, []);
const called = (context: ReturnType<typeof counted>): Lock => lockOf([], [context]);

/** Whether every change is survived, and what a person reads of them. */
const verdict = (before: Lock, after: Lock) => {
  const findings = compareLocks(before, after);
  return { survived: findings.every(({ compatible }) => compatible), told: report(findings) };
};

describe('an event', () => {
  test('that did not change says nothing', () => {
    expect(verdict(events(brewed(z.object(first))), events(brewed(z.object(first))))).toEqual({
      survived: true,
      told: '',
    });
  });

  test.each([
    ['may get an optional field', z.object({ ...first, size: z.string().optional() }), 'field "size" is new'],
    ['may get a field with a default', z.object({ ...first, shots: z.number().default(1) }), 'field "shots" is new'],
    [
      'may hide what it did not hide before',
      z.object({ ...first, drink: personal(z.string()) }),
      'field "drink" is marked personal now',
    ],
  ])('%s', (_, detail, told) => {
    const is = verdict(events(brewed(z.object(first))), events(brewed(detail)));
    expect(is.survived).toBe(true);
    expect(is.told).toContain(`Bar.Brewed@1: ${told}`);
    expect(is.told).toContain('npm run lock');
  });

  test.each([
    ['may not lose a field', z.object({ token: first.token }), 'field "drink" is gone'],
    ['may not rename one', z.object({ coffee: z.string(), token: first.token }), 'renamed to "coffee"?'],
    ['may not change a type', z.object({ ...first, drink: z.array(z.string()) }), 'field "drink" had type "string"'],
    ['may not want a new field', z.object({ ...first, size: z.string() }), 'field "size" is new and required'],
    [
      'may not leave a field out',
      z.object({ ...first, drink: z.string().optional() }),
      'field "drink" is optional now',
    ],
    ['may not tighten a bound', z.object({ ...first, drink: z.string().max(5) }), 'field "drink" had maxLength none'],
    [
      'may not show what it hid',
      z.object({ ...first, token: z.string() }),
      'field "token" is no longer marked secret, and would be shown',
    ],
  ])('%s', (_, detail, told) => {
    const example = { drink: 'latte', coffee: 'latte', token: 't', size: 'large' };
    const retyped = detail.safeParse(example).success ? example : { ...example, drink: ['latte'] };
    const is = verdict(events(brewed(z.object(first))), events(brewed(detail, retyped)));
    expect(is.survived).toBe(false);
    expect(is.told).toContain(told);
    expect(is.told).toContain('define the next one beside it');
  });

  test('may be new, or come in a new version beside the old one', () => {
    const both = events(brewed(z.object(first)), brewed(z.object({ cup: z.string() }), { cup: 'small' }, 2));
    expect(verdict(events(), events(brewed(z.object(first)))).survived).toBe(true);
    expect(verdict(events(brewed(z.object(first))), both).told).toContain('Bar.Brewed@2: is new');
  });

  test('may not disappear, nor change its owner or its conversation', () => {
    const before = events(brewed(z.object(first)));
    expect(verdict(before, events()).survived).toBe(false);
    expect(verdict(before, events(brewed(z.object(first), undefined, 1, 'kitchen'))).told).toContain(
      'its owner was "bar" and is "kitchen"',
    );
  });
});

describe('a function', () => {
  const size = { size: z.string() };
  const before = called(counted(z.object(size), z.object(size), ['TooMany']));

  test.each([
    ['may ask for something optional', z.object({ ...size, note: z.string().optional() }), z.object(size), ['TooMany']],
    ['may ask for less', z.object({ size: z.string().optional() }), z.object(size), ['TooMany']],
    ['may answer more', z.object(size), z.object({ ...size, more: z.string() }), ['TooMany']],
    ['may lose an error', z.object(size), z.object(size), []],
  ])('%s', (_, input, output, errors) => {
    expect(verdict(before, called(counted(input, output, errors))).survived).toBe(true);
  });

  test.each([
    ['may not ask for more', z.object({ ...size, note: z.string() }), z.object(size), ['TooMany']],
    ['may not answer less', z.object(size), z.object({}), ['TooMany']],
    ['may not answer only sometimes', z.object(size), z.object({ size: z.string().optional() }), ['TooMany']],
    ['may not fail in a new way', z.object(size), z.object(size), ['TooMany', 'TooFew']],
  ])('%s', (_, input, output, errors) => {
    const is = verdict(before, called(counted(input, output, errors)));
    expect(is.survived).toBe(false);
    expect(is.told).toContain('serve one of another name beside it');
  });

  test('may not disappear: executions that run now call it', () => {
    expect(verdict(before, lockOf([], [])).survived).toBe(false);
  });
});
