import { customerForgotten } from '@coffee/identity/contract';
import { accept, on } from '@espresso/contract';
import { wishes } from '../tables.ts';

/** As many as one customer can have. */
const WISHES_MAX = 50;

/** Whoever is forgotten is told nothing any more. */
export const onCustomerForgotten = on([customerForgotten], async ({ detail: { customerId } }, work) => {
  const { items } = await work.query(wishes, { partition: customerId, limit: WISHES_MAX });
  return accept({ write: items.map(({ orderId }) => wishes.delete({ customerId, orderId })) });
});
