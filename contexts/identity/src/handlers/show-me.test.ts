import { expect, test } from 'vitest';
import { z } from 'zod';
import { MAIN, openBar, replyOf, tokenIn } from '../../test/bar.ts';

const signIn = { body: { shopId: MAIN, email: 'Ana@Example.com' } };
const sessionsIn = (reply: unknown) => z.object({ signedInSince: z.array(z.string()) }).parse(reply).signedInSince;

test('a customer reads what is kept about them, and nothing of whoever typed the same address', async () => {
  const bar = await openBar();
  const token = tokenIn(await bar.ask('POST /api/sessions/customer', signIn));
  await bar.ask('POST /api/sessions/customer', signIn);
  const reply = replyOf(await bar.ask('GET /api/customers/me', { token }));
  expect(reply).toMatchObject({ email: 'ana@example.com', certainty: 'typed' });
  expect(sessionsIn(reply)).toHaveLength(1);
});
