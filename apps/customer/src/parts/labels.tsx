import type { Key } from '../messages/index.ts';
import type { Drink } from '../model/shapes.ts';
import type { Speaks } from './parts.ts';

const allergens: Readonly<Record<string, Key>> = {
  gluten: 'gluten',
  crustaceans: 'crustaceans',
  eggs: 'eggs',
  fish: 'fish',
  peanuts: 'peanuts',
  soya: 'soya',
  milk: 'milk',
  nuts: 'nuts',
  celery: 'celery',
  mustard: 'mustard',
  sesame: 'sesame',
  sulphites: 'sulphites',
  lupin: 'lupin',
  molluscs: 'molluscs',
};

/** What somebody may have to know before they choose, in words: whether it is vegan, whether it keeps one awake, what it contains. */
export const Labels = ({ t, labels }: Pick<Speaks, 't'> & { readonly labels: Drink['labels'] }) => {
  if (labels === undefined) return null;
  const contains = (labels.allergens ?? []).flatMap((one) => {
    const key = allergens[one];
    return key === undefined ? [] : [t(key)];
  });
  const said = [
    ...(labels.vegan === true ? [t('vegan')] : []),
    ...(labels.caffeine === false ? [t('noCaffeine')] : []),
    ...(contains.length > 0 ? [t('contains', { what: contains.join(', ') })] : []),
  ];
  return said.length === 0 ? null : <small class="labels">{said.join(' · ')}</small>;
};
