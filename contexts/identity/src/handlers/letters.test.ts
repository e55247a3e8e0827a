import { letterDue } from '@coffee/notifier/contract';
import { z } from 'zod';
import { expect, test } from 'vitest';
import { customerId, letterAddressed, sessionId } from '../contract/index.ts';
import { MAIN, openBar, replyOf } from '../../test/bar.ts';

/** Ana, signed in with an address she typed. */
const barWithAna = async () => {
  const bar = await openBar();
  const signedIn = await bar.ask('POST /api/sessions/customer', { body: { shopId: MAIN, email: 'Ana@example.com' } });
  const { token } = z.object({ token: z.string() }).parse(replyOf(signedIn));
  const { caller } = await bar.who(token);
  if (caller.kind !== 'customer') throw new TypeError('nobody signed in');
  const letter = {
    ...letterDue.example,
    customerId: customerId.parse(caller.customerId),
    sessionId: sessionId.parse(caller.sessionId),
  };
  return { bar, token, letter };
};

test('a letter goes to the address that was given where it was asked for, and the log does not know it', async () => {
  const { bar, letter } = await barWithAna();
  await bar.host.publish(letterDue(letter));
  expect(bar.mails).toEqual([
    expect.objectContaining({ to: 'ana@example.com', subject: letter.subject, text: letter.text }),
  ]);
  expect(bar.host.events(letterAddressed.detailType)).toHaveLength(1);
  expect(JSON.stringify(bar.host.events())).not.toContain('ana@');
});

test('nobody gets a letter under a session that is not theirs, or after being forgotten', async () => {
  const { bar, token, letter } = await barWithAna();
  await bar.host.publish(letterDue({ ...letter, sessionId: sessionId.parse('another') }));
  await bar.ask('DELETE /api/customers/me', { token });
  await bar.host.publish(letterDue(letter));
  expect(bar.mails).toEqual([]);
  expect(bar.host.events(letterAddressed.detailType)).toEqual([]);
});
