import type { Caller } from '@espresso/contract';
import type { Bar } from '../../bar.ts';
import { refused } from '../../http/problems.ts';
import { ask } from '../ask.ts';

/** What the bar keeps about a customer, as a file to take along: the address, the sessions, the orders. */
export const myData = async (bar: Bar, caller: Caller): Promise<Response> => {
  if (caller.kind !== 'customer') return refused('sign-in-needed');
  const [me, orders] = await Promise.all([
    ask(bar, 'GET /api/customers/me', { caller }),
    ask(bar, 'GET /api/orders', { caller }),
  ]);
  if (!me.ok || !orders.ok) return refused('sign-in-needed');
  const kept = { me: me.reply, orders: orders.reply };
  return new Response(`${JSON.stringify(kept, undefined, 2)}\n`, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="my-coffee.json"',
      'Cache-Control': 'no-store',
    },
  });
};
