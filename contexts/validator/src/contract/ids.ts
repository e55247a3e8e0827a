import { correlates } from '@espresso/contract';
import { z } from 'zod';

/** One customer's drink, from scan to pick-up. It is also the correlation id of everything that happens to it. */
export const orderId = correlates(z.string().min(1).max(64).brand<'OrderId'>());
export type OrderId = z.output<typeof orderId>;
