import { accept, serve } from '@espresso/contract';
import { turnDoors } from '../contract/index.ts';
import { turned } from '../shop.ts';
import { shops } from '../tables.ts';
import { toldOf } from './command-shop.ts';

/** The clock's hand on the doors. What somebody decided in the meantime stands. */
export const serveTurnDoors = serve(turnDoors, async ({ shopId, turn, ordersUnderWay }, work) => {
  const shop = await work.get(shops, { shopId });
  if (shop === undefined) return accept({ reply: { again: false } });
  const next = turned(shop.state, turn, ordersUnderWay);
  const again = next.status === 'draining' && next.turn === turn;
  if (next === shop.state) return accept({ reply: { again } });
  return accept({
    write: [shops.replace({ ...shop, state: next })],
    emit: [toldOf(next, { shopId, by: 'system' })],
    reply: { again },
  });
});
