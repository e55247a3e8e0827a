import { customerId, type CustomerId } from '@coffee/identity/contract';

const PREFIX = 'walk-up-';

/** Whose an order is that was taken at the counter: nobody's in particular. */
export const walkUpCustomer = (orderId: string): CustomerId => customerId.parse(PREFIX + orderId);

/** Whether nobody follows this customer's order on a phone. */
export const isWalkUp = (id: CustomerId): boolean => id.startsWith(PREFIX);
