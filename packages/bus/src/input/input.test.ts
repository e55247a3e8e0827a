import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '@espresso/kernel';
import { InvalidInput } from '../faults.ts';
import { compileInput, type DeliveredInput, type InputSpec } from './input.ts';

const event: JsonObject = {
  id: 'event-1',
  'detail-type': 'Order.Made',
  source: 'bar',
  resources: ['arn:one', 'arn:two'],
  detail: {
    name: 'Ana "Ace"',
    drink: 'latte',
    count: 2,
    hot: true,
    nothing: null,
    tags: ['ACTIVE', 'INACTIVE'],
    ids: { acc_id: '0a78', sf_id: 'baz' },
  },
};
const rule = {
  name: 'made',
  arn: 'arn:aws:events:eu-west-1:123456789012:rule/made',
  ingestionTimeMs: 1_700_000_000_000,
};
const deliver = (spec: InputSpec): DeliveredInput => compileInput(spec)(event, rule);
const transformed = (InputTemplate: string): DeliveredInput =>
  deliver({
    InputTransformer: {
      InputPathsMap: {
        drink: '$.detail.drink',
        count: '$.detail.count',
        hot: '$.detail.hot',
        none: '$.detail.none',
        nothing: '$.detail.nothing',
        tags: '$.detail.tags',
        ids: '$.detail.ids',
        name: '$.detail.name',
        first: '$.resources[0]',
        type: '$.detail-type',
      },
      InputTemplate,
    },
  });
const json = (value: Json): DeliveredInput => ({ kind: 'json', value });
const text = (is: string): DeliveredInput => ({ kind: 'text', text: is });

describe('InputPath and Input (SPEC 7.1, 7.2)', () => {
  test('without a setting the whole event is delivered', () => expect(deliver({})).toEqual(json(event)));
  test('a path delivers its part, a string as a JSON string', () => {
    expect(deliver({ InputPath: '$.detail.drink' })).toEqual(json('latte'));
    expect(deliver({ InputPath: '$.detail-type' })).toEqual(json('Order.Made'));
    expect(deliver({ InputPath: "$['detail']['tags'][1]" })).toEqual(json('INACTIVE'));
    expect(deliver({ InputPath: '$' })).toEqual(json(event));
  });
  test('a path that finds nothing delivers nothing, and says so', () => {
    expect(deliver({ InputPath: '$.detail.toString' })).toEqual({
      kind: 'nothing',
      why: 'The event has nothing at $.detail.toString.',
    });
  });
  test('a constant is delivered as it is', () => expect(deliver({ Input: '{"a": [1]}' })).toEqual(json({ a: [1] })));
});

describe('JSON templates (SPEC 7.3, 7.4)', () => {
  test.each<[claim: string, template: string, delivered: DeliveredInput]>([
    [
      'a placeholder becomes JSON',
      '{"d": <drink>, "n": <count>, "h": <hot>, "t": <tags>, "i": <ids>}',
      json({ d: 'latte', n: 2, h: true, t: ['ACTIVE', 'INACTIVE'], i: { acc_id: '0a78', sf_id: 'baz' } }),
    ],
    [
      'inside quotes it becomes bare text',
      '{"d": "<count> x <drink>, hot: <hot>"}',
      json({ d: '2 x latte, hot: true' }),
    ],
    ['inside quotes after an escaped quote as well', '{"d": "\\"<drink>\\""}', json({ d: '"latte"' })],
    ['quotes of a value inside quotes stay in their string', '{"d": "for <name>"}', json({ d: 'for Ana "Ace"' })],
    ['a path that finds nothing becomes ""', '{"d": <none>, "e": "<none>"}', json({ d: '', e: '' })],
    ['null is not nothing', '{"d": <nothing>}', json({ d: null })],
    ['a placeholder alone is a template', '<ids>', json({ acc_id: '0a78', sf_id: 'baz' })],
    ['an element of a list', '[<first>, <type>]', json(['arn:one', 'Order.Made'])],
    ['other angle brackets are text', '{"html": "a < b <br /> <drink>"}', json({ html: 'a < b <br /> latte' })],
  ])('%s', (_, template, delivered) => expect(transformed(template)).toEqual(delivered));

  test('an object inside quotes breaks the JSON, and nothing is delivered', () => {
    expect(transformed('{"d": "<ids>"}').kind).toBe('nothing');
    expect(transformed('{"d": "<tags>"}').kind).toBe('nothing');
  });
});

describe('text templates (SPEC 7.3)', () => {
  test.each<[claim: string, template: string, delivered: DeliveredInput]>([
    ['keep their outer quotes', '"a <drink>, please"', text('"a latte, please"')],
    ['print objects without quotes', '"<ids>"', text('"{acc_id:0a78,sf_id:baz}"')],
    ['print lists without quotes', '"<tags>"', text('"[ACTIVE,INACTIVE]"')],
    ['of several lines stay several lines', '"one <drink>"\n"two <count>"', text('"one latte"\n"two 2"')],
    ['show nothing where nothing was found', '"<none>!"', text('"!"')],
  ])('%s', (_, template, delivered) => expect(transformed(template)).toEqual(delivered));
});

describe('predefined placeholders (guide: predefined variables; SPEC 7.5)', () => {
  test('name the rule and the moment', () => {
    expect(transformed('[<aws.events.rule-name>, <aws.events.rule-arn>, <aws.events.event.ingestion-time>]')).toEqual(
      json([rule.name, rule.arn, '2023-11-14T22:13:20.000Z']),
    );
  });
  test('give the event with and without its detail', () => {
    expect(transformed('<aws.events.event.json>')).toEqual(json(event));
    expect(transformed('{"e": <aws.events.event>}')).toEqual(
      json({ e: { id: 'event-1', detailType: 'Order.Made', source: 'bar', resources: ['arn:one', 'arn:two'] } }),
    );
  });
});

describe('refused', () => {
  const template = (InputTemplate: string): InputSpec => ({ InputTransformer: { InputTemplate } });
  test.each<[claim: string, spec: InputSpec, reason: string]>([
    ['a placeholder nobody defined', template('{"a": <p>}'), 'contains invalid placeholder p.'],
    ['a template that is no JSON', template('{"a": '), 'neither JSON'],
    ['text without quotes', template('hello'), 'neither JSON'],
    ['a placeholder as a name', template('{<aws.events.rule-name>: 1}'), 'neither JSON'],
    ['a path that is none', { InputPath: 'detail' }, 'not a valid JSON path'],
    ['a path with a wildcard', { InputPath: '$.detail[*]' }, 'not a valid JSON path'],
    ['a constant that is no JSON', { Input: 'hello' }, 'not JSON'],
    ['two settings at once', { Input: '1', InputPath: '$' }, 'excludes'],
    [
      'a broken path in the map',
      { InputTransformer: { InputPathsMap: { a: '$.' }, InputTemplate: '<a>' } },
      'invalid JSON path',
    ],
    [
      'a name with dots in the map',
      { InputTransformer: { InputPathsMap: { 'AWS.a': '$' }, InputTemplate: '1' } },
      'invalid name',
    ],
  ])('%s', (_, spec, reason) => expect(() => compileInput(spec)).toThrow(reason));

  test('in the words of PutTargets', () => {
    const fault = new InvalidInput('InputTemplate', 'contains invalid placeholder p.');
    expect(fault.forTarget('T')).toBe('InputTemplate for target T contains invalid placeholder p.');
  });
});
