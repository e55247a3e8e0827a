import { letterDue } from '@coffee/notifier/contract';
import { accept, on, onEffect } from '@espresso/contract';
import { letterAddressed } from '../contract/index.ts';
import type { Letters } from '../letters.ts';
import type { Mailer } from '../parts.ts';
import { customers, sessions } from '../tables.ts';

/** Puts the address on a letter: the one that was given in the session that asked for it. Whoever was forgotten gets none. */
export const onLetterDue = (letters: Letters) =>
  on([letterDue], async ({ detail, replayName }, work) => {
    if (replayName !== undefined) return accept();
    const { customerId, sessionId, subject, text } = detail;
    const session = await work.get(sessions, { holder: customerId, sessionId });
    if (session?.kind !== 'customer') return accept();
    const customer = await work.get(customers, { addressKey: session.addressKey });
    if (customer?.customerId !== customerId) return accept();
    return accept({
      emit: [letterAddressed({ customerId, sealed: letters.seal({ to: customer.email, subject, text }) })],
    });
  });

/** Hands the letter to the post. */
export const onLetterAddressed = (mail: Mailer, letters: Letters) =>
  onEffect([letterAddressed], async ({ detail, replayName }, deliveryKey) => {
    if (replayName !== undefined) return;
    await mail.send({ ...letters.open(detail.sealed), key: deliveryKey });
  });
