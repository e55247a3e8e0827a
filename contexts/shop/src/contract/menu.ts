import { line, lineOrNothing } from '@espresso/contract';
import { z } from 'zod';
import { drinkId, groupId, ingredientId, language, optionId, sizeId } from './ids.ts';
import { labelFields } from './labels.ts';

/** As many languages as a menu may be written in, besides its own. */
const LANGUAGES_MAX = 20;

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

  /** The same words in other languages; what is left out is read in the menu's own. */
  const translated = <Shape extends z.ZodRawShape>(shape: Shape) =>
    z
      .record(language, object(shape))
      .refine((by) => Object.keys(by).length <= LANGUAGES_MAX, `at most ${LANGUAGES_MAX} languages`)
      .optional();
  const named = { name: label, translations: translated({ name: label.optional() }) };

  /** What is told of a drink or an option besides its name. */
  const labels = object(labelFields).optional();

  /** An option of a modifier group: it may supply the ingredient a recipe asks its group for, and may add more. */
  const option = object({
    id: optionId,
    ...named,
    available: z.boolean().default(true),
    /** What this option puts in where a recipe says "from this group": oat milk, in the group milk. */
    ingredient: ingredientId.optional(),
    /** What it adds on top, whatever the drink: an extra shot adds 9 g of beans. */
    adds: z
      .array(object({ ingredient: ingredientId, amount }))
      .max(5)
      .default([]),
    labels,
  });

  /** A group of options, of which a customer picks between `min` and `max`. */
  const modifierGroup = object({
    id: groupId,
    ...named,
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
    ...named,
    /** How much of the recipe this size takes: 1 is the recipe as written. Pieces do not grow. */
    factor: z.number().positive().max(5),
  });

  const drink = object({
    id: drinkId,
    name: label,
    description: textOrNothing(200).default(''),
    translations: translated({ name: label.optional(), description: text(200).optional() }),
    /** What is in it whatever is chosen; `labelsOf` adds what the options bring. */
    labels,
    /** The name of a drawn icon. */
    icon: z.string().max(40).default('cup'),
    available: z.boolean().default(true),
    /** The first is the usual one. */
    sizes: z.array(size).max(6).default([]),
    groups: z.array(groupId).max(8).default([]),
    recipe: z.array(recipeLine).max(12).default([]),
  });

  /** What can be stocked: beans in grams, milk in millilitres, cups by the piece. */
  const ingredient = object({ id: ingredientId, ...named, unit: z.enum(['g', 'ml', 'piece']) });

  /** A whole menu; `menuFaults` of this context says whether its parts know each other. */
  const menu = object({
    /** The language that names and descriptions are written in where no translation is asked for. */
    language: language.default(language.parse('en')),
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
  /** The ids of the size and of the options, the latter as `modifiers` names them: what a page reads in another language by. */
  sizeId: sizeId.optional(),
  picked: z.array(z.object({ groupId, optionId })).optional(),
  /** Amounts by ingredient, in the ingredient's unit. */
  ingredients: z.record(ingredientId, z.number()),
});
export type ChosenDrink = z.output<typeof chosenDrink>;
