import { line, lineOrNothing } from '@espresso/contract';
import { z } from 'zod';
import { drinkId, groupId, ingredientId, optionId, sizeId } from './ids.ts';

const amount = z.number().positive().max(10_000);

interface Material {
  /** Passes over words nobody knows, or refuses them. */
  readonly object: typeof z.strictObject;
  /** A text of at least one character. */
  readonly text: (charactersMax: number) => z.ZodString;
  readonly textOrNothing: (charactersMax: number) => z.ZodString;
}

/** The parts of a menu, from the small to the whole. */
const partsOf = ({ object, text, textOrNothing }: Material) => {
  const label = text(60);

  /** An option of a modifier group: it may supply the ingredient a recipe asks its group for, and may add more. */
  const option = object({
    id: optionId,
    name: label,
    available: z.boolean().default(true),
    /** What this option puts in where a recipe says "from this group": oat milk, in the group milk. */
    ingredient: ingredientId.optional(),
    /** What it adds on top, whatever the drink: an extra shot adds 9 g of beans. */
    adds: z
      .array(object({ ingredient: ingredientId, amount }))
      .max(5)
      .default([]),
  });

  /** A group of options, of which a customer picks between `min` and `max`. */
  const modifierGroup = object({
    id: groupId,
    name: label,
    min: z.number().int().min(0).max(10),
    max: z.number().int().min(1).max(10),
    /** What is picked when the customer says nothing. */
    defaults: z.array(optionId).max(10),
    options: z.array(option).min(1).max(20),
  });

  /** A line of a recipe: so much of an ingredient, or of whatever the customer's option of a group supplies. */
  const recipeLine = z.union([object({ ingredient: ingredientId, amount }), object({ from: groupId, amount })]);

  const size = object({
    id: sizeId,
    name: label,
    /** How much of the recipe this size takes: 1 is the recipe as written. Pieces do not grow. */
    factor: z.number().positive().max(5),
  });

  const drink = object({
    id: drinkId,
    name: label,
    description: textOrNothing(200).default(''),
    /** The name of a drawn icon. */
    icon: z.string().max(40).default('cup'),
    available: z.boolean().default(true),
    /** The first is the usual one. */
    sizes: z.array(size).max(6).default([]),
    groups: z.array(groupId).max(8).default([]),
    recipe: z.array(recipeLine).max(12).default([]),
  });

  /** What can be stocked: beans in grams, milk in millilitres, cups by the piece. */
  const ingredient = object({ id: ingredientId, name: label, unit: z.enum(['g', 'ml', 'piece']) });

  /** A whole menu; `menuFaults` of this context says whether its parts know each other. */
  const menu = object({
    drinks: z.array(drink).min(1).max(40),
    groups: z.array(modifierGroup).max(20),
    ingredients: z.array(ingredient).max(60),
  });

  return { option, modifierGroup, recipeLine, size, drink, ingredient, menu };
};

/** As events and copies carry it: a reader survives the words of a later version. */
export const { option, modifierGroup, recipeLine, size, drink, ingredient, menu } = partsOf({
  object: z.object,
  text: (charactersMax) => z.string().trim().min(1).max(charactersMax),
  textOrNothing: (charactersMax) => z.string().trim().max(charactersMax),
});
export type Option = z.output<typeof option>;
export type ModifierGroup = z.output<typeof modifierGroup>;
export type Drink = z.output<typeof drink>;
export type Ingredient = z.output<typeof ingredient>;
export type Menu = z.output<typeof menu>;

/** As a person writes it: `avaliable: false` is refused, not passed over, and so is text that is no line. */
export const writtenMenu = partsOf({ object: z.strictObject, text: line, textOrNothing: lineOrNothing }).menu;

/** What a customer asks for: a drink, a size where there are several, and options by group. */
export const choice = z.strictObject({
  drinkId,
  sizeId: sizeId.optional(),
  /** Options picked, by group; a group left out gets its defaults. */
  options: z
    .record(groupId, z.array(optionId).max(10))
    .refine((picked) => Object.keys(picked).length <= 8, 'a drink has at most 8 groups of options')
    .default({}),
});
export type Choice = z.output<typeof choice>;

/** A choice that the menu allowed: what the barista reads, and what it takes to make it. */
export const chosenDrink = z.object({
  drinkId,
  name: z.string(),
  icon: z.string(),
  size: z.string().optional(),
  /** The names of the options picked, those that are not the default first. */
  modifiers: z.array(z.string()),
  /** Amounts by ingredient, in the ingredient's unit. */
  ingredients: z.record(ingredientId, z.number()),
});
export type ChosenDrink = z.output<typeof chosenDrink>;
