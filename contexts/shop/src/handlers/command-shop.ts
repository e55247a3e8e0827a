import {
  accept,
  refuse,
  worksAt,
  type Caller,
  type Emission,
  type Outcome,
  type Start,
  type Work,
} from '@espresso/contract';
import { iso, unreachable } from '@espresso/kernel';
import type { z } from 'zod';
import { lastCall, shopClosed, shopDraining, shopOpened, shopPaused, type ShopId } from '../contract/index.ts';
import type { ShopDecision, ShopState } from '../shop.ts';
import { shops } from '../tables.ts';
import { listed, type shopListed } from '../views.ts';
import { doorsWorkflow } from '../workflow/doors.ts';
import type { refusals } from './parts.ts';

/**
 * What opening, closing, pausing and the last call have in common: read the shop, decide, write its new state, tell of it,
 * and let a workflow wait for the moment where the state ends by itself.
 */
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
    start: waitsFor(shopId, next, work),
    reply: listed({ ...shop, state: next }),
  });
};

/** The event that tells of a new state. */
export const toldOf = (state: ShopState, who: { readonly shopId: ShopId; readonly by: string }): Emission => {
  switch (state.status) {
    case 'open':
      return state.lastOrdersAt === undefined
        ? shopOpened(who)
        : lastCall({ ...who, lastOrdersAt: state.lastOrdersAt });
    case 'draining':
      return shopDraining(who);
    case 'closed':
      return shopClosed({ ...who, ...(state.reason !== '' && { reason: state.reason }), ...whenOf(state) });
    case 'paused':
      return shopPaused({ ...who, reason: state.reason, ...whenOf(state) });
    default:
      return unreachable(state);
  }
};

const whenOf = ({ opensAt }: { readonly opensAt?: string | undefined }) => (opensAt === undefined ? {} : { opensAt });

/** The workflow that waits for the state's moment, if it has one. */
const waitsFor = (shopId: ShopId, state: ShopState, work: Work): readonly Start[] => {
  if (state.turn === undefined) return [];
  const at =
    ('opensAt' in state ? state.opensAt : 'lastOrdersAt' in state ? state.lastOrdersAt : undefined) ?? iso(work.nowMs);
  return [{ workflow: doorsWorkflow, name: state.turn, input: { shopId, turn: state.turn, at } }];
};
