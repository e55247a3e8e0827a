import { z } from 'zod';
import { drinkId, groupId, optionId, settings, shopId, sizeId } from './contract/index.ts';
import type { Option } from './contract/menu.ts';
import { reasonOf } from './shop.ts';
import type { Offer, Shop } from './tables.ts';

const status = z.enum(['open', 'closed', 'paused', 'draining']);
/** An instant, ISO 8601 in UTC. */
const instant = z.string();

/** A shop in a list. */
export const shopListed = z.object({
  shopId,
  name: z.string(),
  status,
  reason: z.string(),
  /** When it opens by itself, where it does. */
  opensAt: instant.optional(),
  /** After a last call: until when orders are taken. */
  lastOrdersAt: instant.optional(),
});
export const listed = (shop: Shop): z.output<typeof shopListed> => ({
  shopId: shop.shopId,
  name: shop.name,
  status: shop.state.status,
  reason: reasonOf(shop.state),
  ...('opensAt' in shop.state && shop.state.opensAt !== undefined && { opensAt: shop.state.opensAt }),
  ...('lastOrdersAt' in shop.state &&
    shop.state.lastOrdersAt !== undefined && { lastOrdersAt: shop.state.lastOrdersAt }),
});

/** What anybody may know about a shop. */
export const shopView = shopListed.extend({
  pickupLocation: z.string(),
  emailPolicy: settings.shape.emailPolicy.unwrap(),
  /** What the bar tells everybody who waits, and until when: milliseconds since 1970. */
  notice: z.object({ text: z.string(), untilMs: z.number() }).optional(),
});
export const viewOf = (shop: Shop, nowMs: number): z.output<typeof shopView> => ({
  ...listed(shop),
  pickupLocation: shop.settings.pickupLocation,
  emailPolicy: shop.settings.emailPolicy,
  ...(shop.notice !== undefined && shop.notice.untilMs > nowMs && { notice: shop.notice }),
});

/** A menu as customers read it: what there is and what is sold out, without recipes. */
export const menuView = z.object({
  shopId,
  /** Grows with every change of the menu or of what is sold out. */
  revision: z.number(),
  drinks: z.array(
    z.object({
      id: drinkId,
      name: z.string(),
      description: z.string(),
      icon: z.string(),
      soldOut: z.boolean(),
      sizes: z.array(z.object({ id: sizeId, name: z.string() })),
      groups: z.array(groupId),
    }),
  ),
  groups: z.array(
    z.object({
      id: groupId,
      name: z.string(),
      min: z.number(),
      max: z.number(),
      defaults: z.array(optionId),
      options: z.array(z.object({ id: optionId, name: z.string(), soldOut: z.boolean() })),
    }),
  ),
});

/** The menu as customers read it. A drink is sold out, too, when too few options of one of its groups are left. */
export const menuViewOf = (offer: Offer): z.output<typeof menuView> => {
  const ingredientsOut = new Set(offer.ingredientsOut);
  const optionOut = ({ available, ingredient, adds }: Option): boolean =>
    !available ||
    (ingredient !== undefined && ingredientsOut.has(ingredient)) ||
    adds.some((added) => ingredientsOut.has(added.ingredient));
  const groups = offer.menu.groups.map(({ options, ...group }) => ({
    ...group,
    options: options.map((option) => ({ id: option.id, name: option.name, soldOut: optionOut(option) })),
  }));
  const exhausted = new Set(
    groups.filter(({ options, min }) => options.filter(({ soldOut }) => !soldOut).length < min).map(({ id }) => id),
  );
  return {
    shopId: offer.shopId,
    revision: offer.version,
    drinks: offer.menu.drinks.map((drink) => ({
      id: drink.id,
      name: drink.name,
      description: drink.description,
      icon: drink.icon,
      soldOut:
        !drink.available || offer.drinksOut.includes(drink.id) || drink.groups.some((group) => exhausted.has(group)),
      sizes: drink.sizes.map(({ id, name }) => ({ id, name })),
      groups: drink.groups,
    })),
    groups,
  };
};
