import {
  accept,
  defineContext,
  defineEvent,
  defineFunction,
  defineTable,
  defineWorkflow,
  on,
  route,
  secret,
  serve,
  startOn,
} from '@espresso/contract';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { WholeBar } from '../whole-bar.ts';
import { apiPage } from './api-page.ts';
import { asyncApi } from './async-api.ts';
import { eventsPage } from './events-page.ts';
import { fieldsOf } from './fields.ts';
import { withInterface } from './interface-part.ts';
import { mapPage } from './map-page.ts';
import { rulesPage } from './rules-page.ts';
import { schemaOf } from '../json-schema.ts';
import { workflowsPage } from './workflows-page.ts';

const posted = defineEvent({
  owner: 'post',
  detailType: 'Post.Posted',
  version: 1,
  detail: z.object({ letterId: z.string(), stamps: z.array(z.object({ cents: z.number() })).default([]) }),
  example: { letterId: 'l1' },
  sentence: ({ letterId }) => `Letter ${letterId} was posted.`,
});
const waiting = defineEvent({
  owner: 'post',
  detailType: 'Post.Waiting',
  version: 1,
  detail: z.object({ letterId: z.string(), taskToken: secret(z.string()) }),
  example: { letterId: 'l1', taskToken: 't' },
  sentence: () => 'A letter waits to be weighed.',
});
const weigh = defineFunction({
  owner: 'scales',
  name: 'weigh',
  purpose: 'How heavy?',
  input: z.object({}),
  output: z.object({ grams: z.number() }),
});
const letters = defineWorkflow({
  owner: 'post',
  name: 'Letters',
  purpose: 'Brings a letter to its reader.',
  placeholders: { weigh },
  definition: {
    QueryLanguage: 'JSONata',
    StartAt: 'Wait',
    States: {
      Wait: {
        Type: 'Task',
        Resource: 'arn:aws:states:::events:putEvents.waitForTaskToken',
        Arguments: { Entries: [{ Source: 'espresso.post', DetailType: 'Post.Waiting', Detail: {} }] },
        TimeoutSeconds: 60,
        Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Too late' }],
        Next: 'Is it there?',
      },
      'Is it there?': {
        Type: 'Choice',
        Choices: [{ Condition: "{% $states.input.to = 'a;b' %}", Next: 'Weigh' }],
        Default: 'Weigh',
      },
      Weigh: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: '${weigh}' },
        End: true,
      },
      'Too late': { Type: 'Fail', Error: 'Post.TooLate' },
    },
  },
});
const drawers = defineTable({
  owner: 'scales',
  name: 'drawers',
  purpose: 'Where letters lie',
  item: z.object({ letterId: z.string() }),
  partitionKey: { name: 'letterId', type: 'S' },
});
const showDrawer = route(
  {
    method: 'GET',
    path: '/api/drawers/{letterId}',
    summary: 'Where a letter lies',
    access: ['barista'],
    params: z.strictObject({ letterId: z.string().min(1).max(64) }),
    query: z.unknown(),
    body: z.unknown(),
    reply: z.object({}),
    refusals: { 'unknown-letter': [404, 'No such letter'] },
  },
  () => Promise.resolve(accept({ reply: {} })),
);

const post = defineContext({
  name: 'post',
  purpose: 'Carries letters.',
  publishes: [posted, waiting],
  subscribes: { start: startOn(posted, letters) },
  workflows: [letters],
});
const scales = defineContext({
  name: 'scales',
  purpose: 'Weighs letters.',
  subscribes: { onWaiting: on([waiting], () => Promise.resolve(accept()), { detail: { letterId: ['l1'] } }) },
  serves: [serve(weigh, () => Promise.resolve(accept({ reply: { grams: 5 } })))],
  tables: [drawers],
  routes: [showDrawer],
});
const window = defineContext({
  name: 'window',
  purpose: 'Shows letters.',
  subscribes: { all: on([posted, waiting], () => Promise.resolve(accept())) },
});
const office: WholeBar = { contexts: [post, scales, window], events: [posted, waiting] };

test('fields are told one by one, those inside others by the way to them', () => {
  expect(fieldsOf(schemaOf(posted.schema, 'input'))).toEqual([
    { path: 'letterId', type: 'string', required: true },
    { path: 'stamps', type: 'list of object', required: false, default: [] },
    { path: 'stamps[].cents', type: 'number', required: true },
  ]);
});

describe('the catalogue tells of an event', () => {
  const text = eventsPage(office);
  test.each([
    ['what happened, in the sentence of its example', '> Letter l1 was posted.'],
    ['which fields must not leave', '| `taskToken` | string | **secret** |'],
    ['what stands where nothing is said', 'usually []'],
    ['which state of a workflow says it', 'said in _Wait_ of `Letters`'],
    ['who hears it', '| `post.start` | starts `Letters` |'],
    ['whose rule hears only some of it', '| `scales.onWaiting` | a handler, for some of them |'],
  ])('%s', (_, told) => {
    expect(text).toContain(told);
  });
});

test('every rule is told with its pattern', () => {
  expect(rulesPage(office)).toContain('### scales.onWaiting\n\n```json\n{\n  "source": [\n    "espresso.post"\n  ]');
});

describe('a workflow is drawn', () => {
  const text = workflowsPage(office);
  test.each([
    ['from its start', '[*] --> s1'],
    ['with what it catches', 's1 --> s4 : States.Timeout'],
    [
      'with one arrow where two would lie over each other, and no sign of Mermaid in a label',
      "s2 --> s3 : $states.input.to = 'a#59;b', or otherwise",
    ],
    ['to every end', 's4 --> [*] : Post.TooLate'],
    ['with what a state waits for', '| for its task token, at most 60 s |'],
    ['with the function a state calls', 'calls weigh (scales)'],
    ['with who takes its tokens', '| Wait | `Post.Waiting` | `scales.onWaiting` |'],
  ])('%s', (_, told) => {
    expect(text).toContain(told);
  });
});

test('the map leaves out who only listens, and names them below', () => {
  const [graph = '', rest = ''] = mapPage(office).split('## Who only listens');
  expect(graph).toContain('c_post -. weigh .-> c_scales');
  expect(graph).not.toContain('window');
  expect(rest).toContain('| `window` | Shows letters. | `Post.Posted`, `Post.Waiting` |');
});

test('a route is told with who may call it, what it takes and how it says no', () => {
  const text = apiPage([{ part: 'scales', routes: [showDrawer.route] }]);
  expect(text).toContain('For: barista or above.');
  expect(text).toContain('| `letterId` | path | string, 1 to 64 characters |  |');
  expect(text).toContain('| `unknown-letter` | 404 | No such letter |');
});

test('AsyncAPI has a message for every event and an operation for every rule', () => {
  const { operations, components } = asyncApi(office);
  expect(Object.keys(operations ?? {})).toEqual(['post.publish', 'post.start', 'scales.onWaiting', 'window.all']);
  expect(components).toMatchObject({
    messages: { 'Post.Posted': {}, 'Post.Waiting': { 'x-sensitive': { taskToken: 'secret' } } },
  });
});

describe('a README', () => {
  const readme = '# Scales\n\nA canvas.\n';
  test('gets its interface at the end', () => {
    const text = withInterface(readme, scales);
    expect(text.startsWith(readme)).toBe(true);
    expect(text).toContain('| `scales-drawers` | Where letters lie. | `letterId` |  |');
  });
  test('keeps it where it is, and everything around it', () => {
    const moved = `${withInterface(readme, window)}\n## More\n`;
    const text = withInterface(moved, scales);
    expect(text.endsWith('<!-- /interface -->\n\n## More\n')).toBe(true);
    expect(text).not.toContain('`all`');
    expect(withInterface(text, scales)).toBe(text);
  });
});
