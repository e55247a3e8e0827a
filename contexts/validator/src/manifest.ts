import { orderCompleted } from '@coffee/order-manager/contract';
import {
  orderCancelled,
  orderFailed,
  orderFinished,
  orderTimedOut,
  shopUnavailable,
} from '@coffee/order-processor/contract';
import { settingsChanged } from '@coffee/shop/contract';
import { defineContext, on, type ContextDefinition } from '@espresso/contract';
import { createSecretKey } from 'node:crypto';
import { codeSpent, drinkReturned, newOrder, scanRefused } from './contract/index.ts';
import { onDrinkMade, onOrderCameToNothing } from './handlers/on-order-ended.ts';
import { onSettingsChanged } from './handlers/on-settings-changed.ts';
import { redeemCode } from './handlers/redeem-code.ts';
import { showCode } from './handlers/show-code.ts';
import { codes, customers, redemptions, shops } from './tables.ts';

/**
 * The context that turns scans into orders.
 * @param ports.codeSecret makes this installation's codes: the same on every machine that serves them, known to nobody else
 */
export const validator = ({
  codeSecret,
}: {
  readonly codeSecret: Uint8Array | string;
}): ContextDefinition<'validator'> => {
  // Made into a key once: that costs four times what deriving a code with it does.
  const secret = createSecretKey(Buffer.from(codeSecret));
  return defineContext({
    name: 'validator',
    purpose: 'Turns a scanned code into an order, and never sells more drinks than a code has.',
    publishes: [newOrder, scanRefused, codeSpent, drinkReturned],
    subscribes: {
      onSettingsChanged: on([settingsChanged], onSettingsChanged),
      onOrderCameToNothing: on([shopUnavailable, orderCancelled, orderTimedOut, orderFailed], onOrderCameToNothing),
      onDrinkMade: on([orderCompleted, orderFinished], onDrinkMade),
    },
    tables: [shops, codes, customers, redemptions],
    routes: [redeemCode(secret), showCode(secret)],
  });
};
