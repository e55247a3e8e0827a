import { z } from 'zod';

/** What has to be told of food: the fourteen of the European Union (Regulation 1169/2011, annex II). */
export const allergens = [
  'gluten',
  'crustaceans',
  'eggs',
  'fish',
  'peanuts',
  'soya',
  'milk',
  'nuts',
  'celery',
  'mustard',
  'sesame',
  'sulphites',
  'lupin',
  'molluscs',
] as const;
export type Allergen = (typeof allergens)[number];

export interface Labels {
  readonly allergens?: readonly Allergen[] | undefined;
  readonly vegan?: boolean | undefined;
  readonly caffeine?: boolean | undefined;
}

export const labelFields = {
  allergens: z.array(z.enum(allergens)).max(allergens.length).optional(),
  vegan: z.boolean().optional(),
  caffeine: z.boolean().optional(),
};

/**
 * What is true of a drink with these options in it. It contains what any of them contains. It is vegan if it says so
 * itself and no option says otherwise. An option decides over caffeine: decaf takes it away, an extra shot brings it
 * back. What nobody says anything about stays unsaid.
 */
export const labelsOf = (drink: Labels | undefined, options: readonly (Labels | undefined)[]): Labels => {
  const parts = [drink, ...options];
  const contained = allergens.filter((allergen) => parts.some((part) => part?.allergens?.includes(allergen)));
  const vegan = parts.some((part) => part?.vegan === false) ? false : drink?.vegan;
  const caffeine = options.some((option) => option?.caffeine === true)
    ? true
    : options.some((option) => option?.caffeine === false)
      ? false
      : drink?.caffeine;
  return {
    ...(contained.length > 0 && { allergens: contained }),
    ...(vegan !== undefined && { vegan }),
    ...(caffeine !== undefined && { caffeine }),
  };
};
