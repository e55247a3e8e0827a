import { z } from 'zod';
import { drinkId, groupId, language, optionId, settings, shopId, sizeId, type Language } from './contract/index.ts';
import { labelFields } from './contract/labels.ts';
import type { Option } from './contract/menu.ts';
import { inWords } from './in-words.ts';
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

/** A name in the language asked for, or in the menu's own: then `lang` says which that is. */
const named = { name: z.string(), lang: language.optional() };
const labels = z.object(labelFields).optional();

/** A menu as customers read it: what there is and what is sold out, in one language, without recipes. */
export const menuView = z.object({
  shopId,
  /** Grows with every change of the menu or of what is sold out. */
  revision: z.number(),
  /** What it is written in, but for what says otherwise. */
  language,
  /** Everything it can be read in, its own language first. */
  languages: z.array(language),
  drinks: z.array(
    z.object({
      id: drinkId,
      ...named,
      description: z.string(),
      /** The language of the description, where it is another. */
      descriptionLang: language.optional(),
      icon: z.string(),
      soldOut: z.boolean(),
      /** What is in it whatever is chosen; what an option brings, the option says. */
      labels,
      sizes: z.array(z.object({ id: sizeId, ...named })),
      groups: z.array(groupId),
    }),
  ),
  groups: z.array(
    z.object({
      id: groupId,
      ...named,
      min: z.number(),
      max: z.number(),
      defaults: z.array(optionId),
      options: z.array(z.object({ id: optionId, ...named, soldOut: z.boolean(), labels })),
    }),
  ),
});

/**
 * The menu as customers read it. A drink is sold out, too, when too few options of one of its groups are left.
 * @param wished the language to read it in; its own where nothing is said
 */
export const menuViewOf = (offer: Offer, wished: Language = offer.menu.language): z.output<typeof menuView> => {
  const { menu } = offer;
  const { nameOf, descriptionOf, languages } = inWords(menu, wished);
  const ingredientsOut = new Set(offer.ingredientsOut);
  const optionOut = ({ available, ingredient, adds }: Option): boolean =>
    !available ||
    (ingredient !== undefined && ingredientsOut.has(ingredient)) ||
    adds.some((added) => ingredientsOut.has(added.ingredient));
  const groups = menu.groups.map((group) => ({
    id: group.id,
    ...nameOf(group),
    min: group.min,
    max: group.max,
    defaults: group.defaults,
    options: group.options.map((option) => ({
      id: option.id,
      ...nameOf(option),
      soldOut: optionOut(option),
      ...(option.labels && { labels: option.labels }),
    })),
  }));
  const exhausted = new Set(
    groups.filter(({ options, min }) => options.filter(({ soldOut }) => !soldOut).length < min).map(({ id }) => id),
  );
  return {
    shopId: offer.shopId,
    revision: offer.version,
    language: wished,
    languages,
    drinks: menu.drinks.map((drink) => ({
      id: drink.id,
      ...nameOf(drink),
      ...descriptionOf(drink),
      icon: drink.icon,
      soldOut:
        !drink.available || offer.drinksOut.includes(drink.id) || drink.groups.some((group) => exhausted.has(group)),
      ...(drink.labels && { labels: drink.labels }),
      sizes: drink.sizes.map((size) => ({ id: size.id, ...nameOf(size) })),
      groups: drink.groups,
    })),
    groups,
  };
};
