import { accept, serve } from '@espresso/contract';
import { getShopStatus } from '../contract/index.ts';
import { reasonOf } from '../shop.ts';
import { shops } from '../tables.ts';

/** One small read: every order comes by here. A shop nobody created is closed. */
export const serveShopStatus = serve(getShopStatus, async ({ shopId }, work) => {
  const shop = await work.get(shops, { shopId });
  if (shop === undefined) return accept({ reply: unknown });
  const { queueLimit, customerTimeoutSeconds, baristaTimeoutSeconds } = shop.settings;
  return accept({
    reply: {
      status: shop.state.status,
      reason: reasonOf(shop.state),
      queueLimit,
      customerTimeoutSeconds,
      baristaTimeoutSeconds,
    },
  });
});

const unknown = {
  status: 'closed' as const,
  reason: 'there is no such shop',
  queueLimit: 1,
  customerTimeoutSeconds: 1,
  baristaTimeoutSeconds: 1,
};
