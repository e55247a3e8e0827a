import type { Access, Caller, StaffRole } from '@espresso/contract';

/** Which roles a member of staff acts in. A display only shows, and nobody else passes for one. */
const actsAs: Readonly<Record<StaffRole, readonly StaffRole[]>> = {
  owner: ['owner', 'barista', 'viewer'],
  barista: ['barista', 'viewer'],
  viewer: ['viewer'],
  display: ['display'],
};

/**
 * Whether a caller may call a route at all.
 * @param shopId the shop in the route's path, where it has one: nobody acts at a shop their session is not for
 */
export const admits = (access: Access, caller: Caller, shopId?: string): boolean => {
  if (access.includes('anyone')) return true;
  switch (caller.kind) {
    case 'anonymous':
      return false;
    case 'customer':
      return access.includes('customer') && (shopId === undefined || caller.shopId === shopId);
    case 'staff':
      return (
        actsAs[caller.role].some((role) => access.includes(role)) &&
        (shopId === undefined || caller.shopId === undefined || caller.shopId === shopId)
      );
  }
};

/** An owner, of every shop or of one. */
export type Owner = Caller & { readonly kind: 'staff' };

export const isOwner = (caller: Caller): caller is Owner => caller.kind === 'staff' && caller.role === 'owner';

/**
 * Whether an owner may invite, see and sign out somebody with this reach. An owner of one shop manages that shop's people
 * only: otherwise one of them could make out an invitation to everything.
 */
export const manages = (owner: Owner, shopId: string | undefined): boolean =>
  owner.shopId === undefined || owner.shopId === shopId;
