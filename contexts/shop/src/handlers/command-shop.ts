import { accept, refuse, worksAt, type Caller, type Emission, type Outcome, type Work } from '@espresso/contract';
import { unreachable } from '@espresso/kernel';
import type { z } from 'zod';
import { shopClosed, shopOpened, shopPaused, type ShopId } from '../contract/index.ts';
import type { ShopDecision, ShopState } from '../shop.ts';
import { shops } from '../tables.ts';
import { listed, type shopListed } from '../views.ts';
import type { refusals } from './parts.ts';

/** What opening, closing and pausing have in common: read the shop, decide, write its new state and tell of it. */
export const commandShop = async <Reason extends string = never>(
  shopId: ShopId,
  caller: Caller,
  decide: (shop: ShopState) => ShopDecision<Reason>,
  work: Work,
): Promise<Outcome<z.output<typeof shopListed>, keyof typeof refusals | Reason>> => {
  if (!worksAt(caller, shopId)) return refuse('other-shop');
  const shop = await work.get(shops, { shopId });
  if (shop === undefined) return refuse('unknown-shop');
  const decision = decide(shop.state);
  if (!decision.accepted) return refuse(decision.reason, { detail: decision.detail });
  const { next } = decision;
  if (next === shop.state) return accept({ reply: listed(shop) });
  return accept({
    write: [shops.replace({ ...shop, state: next })],
    emit: [toldOf(next, { shopId, by: caller.staffId })],
    reply: listed({ ...shop, state: next }),
  });
};

const toldOf = (state: ShopState, who: { readonly shopId: ShopId; readonly by: string }): Emission => {
  switch (state.status) {
    case 'open':
      return shopOpened(who);
    case 'closed':
      return shopClosed({ ...who, ...(state.reason !== '' && { reason: state.reason }) });
    case 'paused':
      return shopPaused({ ...who, reason: state.reason });
    default:
      return unreachable(state);
  }
};
