import type { Caller } from '@espresso/contract';

/** Staff of one shop, or of all of them without one. */
export const staff = (staffId: string, role: 'owner' | 'barista' | 'display', shopId?: string): Caller => ({
  kind: 'staff',
  staffId,
  name: staffId,
  role,
  ...(shopId !== undefined && { shopId }),
  sessionId: staffId,
});

export type CustomerCaller = Caller & { readonly kind: 'customer' };

/** A customer in a session of its own, with an address that was typed or proved. */
export const customer = (
  customerId: string,
  shopId: string,
  { sessionId, proved }: { readonly sessionId: string; readonly proved: boolean },
): CustomerCaller => ({ kind: 'customer', customerId, shopId, sessionId, proved });
