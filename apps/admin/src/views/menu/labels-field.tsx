import { Choices } from '@espresso/ui';
import type { LabelsDraft } from '../../model/menu-draft.ts';
import { Select } from '../parts.tsx';
import { useWords } from '../words.ts';

const allergens = [
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

/** What is told of a drink or an option: what it contains, whether it is vegan, whether it has caffeine. */
export const LabelsField = ({
  id,
  labels = {},
  about,
  onChange,
}: {
  readonly id: string;
  readonly labels: LabelsDraft | undefined;
  readonly about: string;
  readonly onChange: (labels: LabelsDraft | undefined) => void;
}) => {
  const t = useWords();
  const change = (next: LabelsDraft): void => {
    const { allergens: contained = [], vegan, caffeine } = next;
    const isSaid = contained.length > 0 || vegan !== undefined || caffeine !== undefined;
    onChange(isSaid ? { ...next, allergens: contained.length > 0 ? contained : undefined } : undefined);
  };
  const said =
    (labels.allergens?.length ?? 0) + [labels.vegan, labels.caffeine].filter((one) => one !== undefined).length;
  const yesOrNo = (name: 'vegan' | 'caffeine') => (
    <Select
      id={`${id}-${name}`}
      label={t(name)}
      from={[
        { id: '', label: t('notSaid') },
        { id: 'yes', label: t('yes') },
        { id: 'no', label: t('no') },
      ]}
      chosen={labels[name] === undefined ? '' : labels[name] ? 'yes' : 'no'}
      onChange={(word) => change({ ...labels, [name]: word === '' ? undefined : word === 'yes' })}
    />
  );
  return (
    <details class="labels">
      <summary>
        {t('labels')} {said === 0 ? null : <span class="pill">{said}</span>}
      </summary>
      <div class="stack">
        <p class="soft">{about}</p>
        <Choices
          name={`${id}-allergens`}
          legend={t('contains')}
          many
          from={allergens.map((one) => ({ id: one, label: t(`allergen-${one}`) }))}
          chosen={labels.allergens ?? []}
          onChange={(chosen) => change({ ...labels, allergens: chosen })}
        />
        <div class="pair">
          {yesOrNo('vegan')}
          {yesOrNo('caffeine')}
        </div>
      </div>
    </details>
  );
};
