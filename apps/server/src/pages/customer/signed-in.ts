import type { Caller } from '@espresso/contract';
import { isJsonObject, toJson } from '@espresso/kernel';
import { authenticate } from '../../http/authenticate.ts';
import type { Asker, RateLimits } from '../../http/rate-limits.ts';
import { cookieFor } from '../../http/session-cookie.ts';
import type { Bar } from '../../bar.ts';
import { ask } from '../ask.ts';

/** How a sign-in by a form ended. */
export type SignedIn =
  | { readonly type: 'in'; readonly caller: Caller; readonly cookie: string }
  | { readonly type: 'proof-needed'; readonly triesLeft?: number }
  | { readonly type: 'refused'; readonly reason: string };

/**
 * Signs a customer in with what a form said, within the same limits as the API.
 * @param present who sent the form
 */
export const signInBy = async (
  form: { readonly shopId: string; readonly email: string; readonly proof?: string },
  present: Caller,
  {
    bar,
    limits,
    isSecure,
    asker,
  }: { readonly bar: Bar; readonly limits: RateLimits; readonly isSecure: boolean; readonly asker: Asker },
): Promise<SignedIn> => {
  const { shopId, email, proof } = form;
  const body = { shopId, email, ...(proof !== undefined && { code: proof }) };
  const guess = limits.guess('POST /api/sessions/customer', body, asker);
  if (!guess.taken) return { type: 'refused', reason: 'too-many-requests' };
  const answer = await ask(bar, 'POST /api/sessions/customer', { caller: present, body });
  if (!answer.ok) {
    // Six digits were not typed as six digits: that is a wrong code, and no try is lost.
    if (answer.reason === 'invalid-request' && proof !== undefined) return { type: 'proof-needed', triesLeft: 1 };
    return { type: 'refused', reason: answer.reason === 'invalid-request' ? 'email-invalid' : answer.reason };
  }
  const reply = toJson(answer.reply);
  const cookie = cookieFor(reply, 'customer', isSecure);
  const token = isJsonObject(reply) ? reply['token'] : undefined;
  if (cookie === undefined || typeof token !== 'string') {
    const left = isJsonObject(reply) ? reply['triesLeft'] : undefined;
    return { type: 'proof-needed', ...(typeof left === 'number' && { triesLeft: left }) };
  }
  const { caller } = await authenticate({ by: 'bearer', token }, bar.keys, bar.host);
  return { type: 'in', caller, cookie };
};
