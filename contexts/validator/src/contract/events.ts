import { customerId, sessionId } from '@coffee/identity/contract';
import { shopId } from '@coffee/shop/contract';
import { defineEvent } from '@espresso/contract';
import { z } from 'zod';
import { orderId } from './ids.ts';

const owner = 'validator';
const example = {
  orderId: orderId.parse('order-1'),
  shopId: shopId.parse('main'),
  customerId: customerId.parse('customer-1'),
};

export const newOrder = defineEvent({
  owner,
  detailType: 'Validator.NewOrder',
  version: 1,
  detail: z.object({
    orderId,
    shopId,
    customerId,
    /** The session that scanned: where the address was only typed, nobody but this session may know of the order. */
    sessionId: sessionId.optional(),
  }),
  example: { ...example, sessionId: sessionId.parse('session-1') },
  sentence: () => 'The scanned code was good, and one of its drinks is taken: an order begins.',
});

/** Why a scan did not become an order. */
export const scanRefusal = z.enum(['code-unknown', 'code-expired', 'code-spent', 'limit-reached']);
export type ScanRefusal = z.output<typeof scanRefusal>;

const whyRefused: Readonly<Record<ScanRefusal, string>> = {
  'code-unknown': 'this is not a code of this shop',
  'code-expired': 'the code is too old',
  'code-spent': 'all drinks of the code are taken',
  'limit-reached': 'the customer has as many orders under way as one person may',
};

export const scanRefused = defineEvent({
  owner,
  detailType: 'Validator.ScanRefused',
  version: 1,
  detail: z.object({ shopId, customerId, reason: scanRefusal }),
  example: { shopId: example.shopId, customerId: example.customerId, reason: 'code-spent' },
  sentence: ({ reason }) => `A scan was refused: ${whyRefused[reason]}.`,
});

export const codeSpent = defineEvent({
  owner,
  detailType: 'Validator.CodeSpent',
  version: 1,
  detail: z.object({ shopId, windowStartMs: z.number() }),
  example: { shopId: example.shopId, windowStartMs: 1_700_000_100_000 },
  sentence: () => 'The last drink of the code on the display is taken; the next code comes with the next window.',
});

export const drinkReturned = defineEvent({
  owner,
  detailType: 'Validator.DrinkReturned',
  version: 1,
  detail: z.object({ orderId, shopId, windowStartMs: z.number() }),
  example: { orderId: example.orderId, shopId: example.shopId, windowStartMs: 1_700_000_100_000 },
  sentence: () => 'The order came to nothing, so its code got the drink back.',
});
