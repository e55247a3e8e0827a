import { accept, defineExtension, refuse, route, type Outcome } from '@espresso/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openTestBar, textIn, type TestBar } from '../testing/test-bar.ts';

let collisions = 0;
const SECRET = 'a secret of the inside';

const served = (
  name: string,
  answer: () => Promise<Outcome<Record<string, never>, 'come-back' | 'try-again' | 'too-late'>>,
) =>
  route(
    {
      method: 'POST',
      path: `/api/test/${name}`,
      summary: name,
      access: ['anyone'],
      params: z.unknown(),
      query: z.unknown(),
      body: z.unknown(),
      reply: z.object({}),
      refusals: {
        'come-back': [429, 'Come back'],
        'try-again': [409, 'Again'],
        'too-late': [409, 'Too late', 'Somebody was here before you.'],
      },
    },
    answer,
  );

/** An extension whose routes go wrong in every way there is. */
const trouble = defineExtension({
  name: 'trouble',
  purpose: 'Goes wrong.',
  routes: [
    served('fault', () => Promise.reject(new Error(SECRET))),
    served('collides', () => Promise.resolve(--collisions >= 0 ? refuse('try-again') : accept({ reply: {} }))),
    served('late', () =>
      Promise.resolve(
        accept({ reply: {}, resume: [{ type: 'success', taskToken: 'nobody’s', output: {}, otherwise: 'too-late' }] }),
      ),
    ),
    served('later', () =>
      Promise.resolve(
        refuse('come-back', {
          detail: 'Not now.',
          data: { againAt: new Date(bar.clock.now() + 90_000).toISOString(), status: 200, type: 'forged' },
        }),
      ),
    ),
  ],
});

let bar: TestBar;
beforeAll(async () => {
  bar = await openTestBar({ extensions: [trouble] });
});
afterAll(() => bar.close());
const post = (name: string) => bar.call('POST', `/api/test/${name}`, { body: {} });

test('a fault of ours is a problem with an id that is in the log, and tells nothing of the inside', async () => {
  const { status, body, text } = await post('fault');
  expect([status, body['type'], text.includes(SECRET)]).toEqual([500, '/problems/internal-error', false]);
  expect(textIn(body, 'id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(bar.faults).toMatchObject([{ message: SECRET }]);
});

test('who loses a race is tried again, and told so when it goes on for long', async () => {
  collisions = 3;
  expect((await post('collides')).status).toBe(200);
  collisions = 100;
  const { status, body, headers } = await post('collides');
  expect([status, body['type'], headers.get('retry-after')]).toEqual([503, '/problems/try-again', '1']);
});

test('a refusal that passes says when, and its data cannot pose as the problem itself', async () => {
  const { status, body, headers } = await post('later');
  expect([status, headers.get('retry-after')]).toEqual([429, '90']);
  expect(body).toMatchObject({ type: '/problems/come-back', status: 429, title: 'Come back', detail: 'Not now.' });
});

test('a refusal without particulars of its own tells the sentence of its definition', async () => {
  expect((await post('late')).body).toMatchObject({
    type: '/problems/too-late',
    detail: 'Somebody was here before you.',
  });
  expect((await bar.call('GET', '/problems/too-late')).status).toBe(200);
});

test('what an extension serves is described like everything else', async () => {
  expect((await bar.call('GET', '/api/openapi.json')).text).toContain('/api/test/later');
  expect((await bar.call('GET', '/problems/come-back')).status).toBe(200);
});
