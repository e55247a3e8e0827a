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

export const customer = (customerId: string, shopId: string): Caller => ({
  kind: 'customer',
  customerId,
  shopId,
  sessionId: customerId,
});
