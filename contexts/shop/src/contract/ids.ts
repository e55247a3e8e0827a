import { z } from 'zod';

/** One pop-up at one event. Short enough for a QR code, and safe in a path, a key and a file name. */
export const shopId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,38}$/, 'a shop id is 1 to 39 small letters, digits and dashes')
  .brand<'ShopId'>();
export type ShopId = z.output<typeof shopId>;

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, '1 to 40 small letters, digits and dashes');

export const drinkId = slug.brand<'DrinkId'>();
export type DrinkId = z.output<typeof drinkId>;

export const ingredientId = slug.brand<'IngredientId'>();
export type IngredientId = z.output<typeof ingredientId>;

/** A group of modifiers (milk, extras), an option of a group, or a size. */
export const groupId = slug.brand<'GroupId'>();
export type GroupId = z.output<typeof groupId>;
export const optionId = slug.brand<'OptionId'>();
export type OptionId = z.output<typeof optionId>;
export const sizeId = slug.brand<'SizeId'>();
export type SizeId = z.output<typeof sizeId>;

/** A language of a menu's words, as BCP 47 writes the first part of a tag: `de`, `ja`. */
export const language = z
  .string()
  .regex(/^[a-z]{2,3}$/, 'the two or three small letters of a language, such as de')
  .brand<'Language'>();
export type Language = z.output<typeof language>;
