import { z } from 'zod';

/** What an organiser may tune. Every one of these changes how the bar behaves. */
export const settings = z.object({
  /** Drinks one code is good for. */
  drinksPerCode: z.number().int().min(1).max(1_000).default(10),
  /** How long a code is shown, in seconds. */
  codeWindowSeconds: z.number().int().min(10).max(86_400).default(300),
  /** Orders that may wait or be made at once. */
  queueLimit: z.number().int().min(1).max(1_000).default(20),
  /** Orders one customer may have under way at once. */
  ordersPerCustomer: z.number().int().min(1).max(100).default(1),
  /** How long a customer may take to choose, in seconds. */
  customerTimeoutSeconds: z.number().int().min(1).max(86_400).default(300),
  /** How long a barista may take before touching an order, in seconds. */
  baristaTimeoutSeconds: z.number().int().min(1).max(86_400).default(900),
  /** Whether an e-mail address is trusted as it is typed, or proved with a mailed code first. */
  emailPolicy: z.enum(['trust', 'prove']).default('trust'),
  /** Where a finished drink is handed over, as customers read it. */
  pickupLocation: z.string().trim().min(1).max(80).default('the counter'),
});
export type Settings = z.output<typeof settings>;
