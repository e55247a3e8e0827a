import type { Caller } from '@espresso/contract';
import { z } from 'zod';
import type { ScratchBar } from './scratch-bar.ts';

const SHOP = 'main';
const LONG_MS = 20 * 60_000;
const staff = (role: 'owner' | 'barista'): Caller => ({
  kind: 'staff',
  staffId: `scratch-${role}`,
  name: 'Scratch',
  role,
  sessionId: `scratch-${role}`,
  shopId: SHOP,
});
const shown = z.object({ code: z.string() });
const begun = z.object({ orderId: z.string() });

/** Four orders: picked up, called off by the customer, called off by nobody making it, forgotten by whoever scanned. */
export const liveThrough = async (bar: ScratchBar): Promise<void> => {
  const order = async (name: string) => {
    const { code } = shown.parse(
      await bar.ask('GET /api/shops/{shopId}/code', { caller: staff('owner'), params: { shopId: SHOP } }),
    );
    const caller: Caller = { kind: 'customer', customerId: name, shopId: SHOP, sessionId: name, proved: true };
    const { orderId } = begun.parse(await bar.ask('POST /api/orders', { caller, body: { shopId: SHOP, code } }));
    const params = { orderId };
    const drink = () =>
      bar.ask('POST /api/orders/{orderId}/drink', { caller, params, body: { drinkId: 'latte', options: {} } });
    const cancel = () => bar.ask('POST /api/orders/{orderId}/cancel', { caller, params, body: {} });
    const atBar = (verb: 'claim' | 'complete') =>
      bar.ask(`POST /api/orders/{orderId}/${verb}`, { caller: staff('barista'), params });
    return { drink, cancel, atBar };
  };
  const [pickedUp, calledOff, left] = [await order('ana'), await order('ben'), await order('cy')];
  await order('dee');
  await pickedUp.drink();
  await calledOff.drink();
  await left.drink();
  await pickedUp.atBar('claim');
  await bar.pass(1_000);
  await pickedUp.atBar('complete');
  await calledOff.cancel();
  // The one never chose, the other was never made: both end by the clock.
  await bar.pass(LONG_MS);
  await bar.pass(LONG_MS);
};
