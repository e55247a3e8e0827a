import { Card, TextField } from '@espresso/ui';
import { changedAt, withIngredient, withoutIngredient } from '../../model/menu-draft.ts';
import { RemoveButton, Select } from '../parts.tsx';
import { useWords } from '../words.ts';
import { AddForm, idOf, useFault, type Editing } from './fields.tsx';

const units = ['g', 'ml', 'piece'] as const;

/** What drinks are made of, and what can be counted. */
export const IngredientsEditor = ({ menu, faults, onChange }: Editing) => {
  const t = useWords();
  const faultAt = useFault(faults);
  const { ingredients } = menu;
  return (
    <Card label={t('part-ingredients')}>
      <p class="soft">{t('ingredientsMeaning')}</p>
      {ingredients.map((ingredient, at) => (
        <div key={ingredient.id} class="line">
          <TextField
            id={idOf(`ingredients/${at}/name`)}
            name="ingredient-name"
            label={t('name')}
            value={ingredient.name}
            maxLength={60}
            fault={faultAt(`ingredients/${at}/name`)}
            onInput={(name) =>
              onChange({ ...menu, ingredients: changedAt(ingredients, at, (one) => ({ ...one, name })) })
            }
          />
          <Select
            id={idOf(`ingredients/${at}/unit`)}
            label={t('countedIn')}
            from={units.map((id) => ({ id, label: t(`unit-${id}`) }))}
            chosen={ingredient.unit}
            onChange={(unit) =>
              onChange({ ...menu, ingredients: changedAt(ingredients, at, (one) => ({ ...one, unit })) })
            }
          />
          <RemoveButton name={ingredient.name} onRemove={() => onChange(withoutIngredient(menu, ingredient.id))} />
        </div>
      ))}
      <AddForm
        id="new-ingredient"
        label={t('newIngredient')}
        button={t('add')}
        onAdd={(name) => onChange(withIngredient(menu, name, 'g'))}
      />
    </Card>
  );
};
