import { customerId, sessionId } from '@coffee/identity/contract';
import { shopId } from '@coffee/shop/contract';
import { orderId } from '@coffee/validator/contract';
import { defineEvent, secret } from '@espresso/contract';
import { z } from 'zod';

const owner = 'notifier';
const order = { orderId, shopId, customerId };
const example = {
  orderId: orderId.parse('order-1'),
  shopId: shopId.parse('main'),
  customerId: customerId.parse('customer-1'),
};

/** Carries where a phone is woken, and with what, encrypted: the log, its archive and its backups hold neither. */
export const pushDue = defineEvent({
  owner,
  detailType: 'Notifier.PushDue',
  version: 1,
  detail: z.object({
    ...order,
    sealed: secret(z.string()),
    /** Later than this nobody waits for it any more. */
    goodUntilMs: z.number(),
  }),
  example: { ...example, sealed: 'v1.bm90IGEgcmVhbCBwdXNo', goodUntilMs: 1_700_000_600_000 },
  sentence: () => 'The customer asked to be told: a notification goes to the phone, even if the page is closed.',
});

/** A letter to a customer, by id: whoever keeps the addresses sees to it that it arrives. */
export const letterDue = defineEvent({
  owner,
  detailType: 'Notifier.LetterDue',
  version: 1,
  detail: z.object({
    ...order,
    /** The session that asked for it: the letter goes to the address given there. */
    sessionId,
    subject: z.string(),
    text: z.string(),
  }),
  example: {
    ...example,
    sessionId: sessionId.parse('session-1'),
    subject: 'Order #42 is ready',
    text: 'Pick it up at the counter.',
  },
  sentence: () => 'The customer asked to be told by e-mail as well: a letter is due.',
});
