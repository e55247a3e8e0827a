import { systemClock, secureRandom, uuids } from '@espresso/kernel';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineContext } from './contexts.ts';
import { defineEvent } from './events.ts';
import { defineFunction } from './functions.ts';
import { accept, refuse } from './outcome.ts';
import { NotPublished } from './own-events.ts';
import { route } from './routes.ts';
import { serve } from './serve.ts';
import { on } from './subscriptions.ts';
import type { Work } from './work.ts';

const defineRing = <const Owner extends string>(owner: Owner) =>
  defineEvent({
    owner,
    detailType: `${owner}.Rang`,
    version: 1,
    detail: z.object({}),
    example: {},
    sentence: () => 'It rang.',
  });
const [doorRang, bellRang] = [defineRing('Door'), defineRing('Bell')];

const asked = defineFunction({
  owner: 'Door',
  name: 'asked',
  purpose: 'Is anybody there?',
  input: z.object({}),
  output: z.object({}),
});
const unread = z.unknown();
const knock = {
  method: 'POST',
  path: '/knock',
  summary: 'Knock.',
  access: ['anyone'],
  params: unread,
  query: unread,
  body: unread,
  reply: z.object({}),
  refusals: { closed: [409, 'Closed'] },
} as const;

const clock = systemClock;
const work: Work = {
  nowMs: 0,
  ids: uuids(clock),
  random: secureRandom,
  get: () => Promise.resolve(undefined),
  query: () => Promise.resolve({ items: [] }),
};
const request = { params: {}, query: {}, body: {}, caller: { kind: 'anonymous' } } as const;
const envelope = {
  version: '0',
  id: 'event-1',
  'detail-type': 'Bell.Rang',
  source: 'espresso.Bell',
  account: '000000000000',
  time: '2026-11-23T09:00:00Z',
  region: 'us-east-1',
  resources: [],
  detail: { metadata: { correlationId: 'c', version: 1 } },
} as const;

/** A door that says of whatever comes: this rang. */
const door = (rang: typeof doorRang | typeof bellRang) => {
  const emit = [rang({})];
  const context = defineContext({
    name: 'Door',
    purpose: 'Rings',
    publishes: [doorRang],
    subscribes: { onRang: on([bellRang], () => Promise.resolve(accept({ emit }))) },
    serves: [serve(asked, () => Promise.resolve(accept({ emit, reply: {} })))],
    routes: [
      route(knock, () => Promise.resolve(accept({ emit, reply: {} }))),
      route({ ...knock, path: '/refused' }, () => Promise.resolve(refuse('closed', { emit }))),
    ],
  });
  const target = context.subscribes['onRang']?.target;
  return [
    () => (target?.type === 'handler' ? target.run(envelope, work) : Promise.reject(new TypeError('a handler'))),
    ...context.serves.map((served) => () => served.run({}, work)),
    ...context.routes.map((served) => () => served.run(request, work)),
  ];
};

test('a context says only what it publishes, whoever asks and however it answers', async () => {
  for (const run of door(doorRang)) expect((await run()).emit).toHaveLength(1);
  for (const run of door(bellRang)) await expect(run()).rejects.toThrow(new NotPublished('Door', 'Bell.Rang'));
});
