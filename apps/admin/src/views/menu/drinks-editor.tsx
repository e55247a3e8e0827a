import { Card, DrinkIcon, Notice } from '@espresso/ui';
import { useEffect, useState } from 'preact/hooks';
import { changedAt, moved, withDrink, type DrinkDraft } from '../../model/menu-draft.ts';
import { faultsUnder } from '../../model/menu-faults.ts';
import { MoveButtons, RemoveButton } from '../parts.tsx';
import { useWords } from '../words.ts';
import { DrinkEditor } from './drink-editor.tsx';
import { AddForm, useFault, type Editing } from './fields.tsx';

/** The drinks in the order phones show them; one is open at a time. */
export const DrinksEditor = ({ menu, faults, onChange }: Editing) => {
  const t = useWords();
  const faultAt = useFault(faults);
  const [openId, setOpenId] = useState<string>();
  const firstWrong = menu.drinks.find((_, at) => faultsUnder(faults, `drinks/${at}`) > 0)?.id;
  useEffect(() => {
    if (firstWrong !== undefined) setOpenId(firstWrong);
  }, [firstWrong]);
  const setDrinks = (drinks: readonly DrinkDraft[]): void => onChange({ ...menu, drinks });
  return (
    <Card label={t('part-drinks')}>
      {faultAt('drinks') === undefined ? null : <Notice kind="bad">{faultAt('drinks')}</Notice>}
      <ol class="things">
        {menu.drinks.map((drink, at) => {
          const isOpen = drink.id === openId;
          const count = faultsUnder(faults, `drinks/${at}`);
          return (
            <li key={drink.id} class="thing" data-off={drink.available ? undefined : ''}>
              <div class="thing-head">
                <DrinkIcon icon={drink.icon} size={32} />
                <button
                  type="button"
                  class="thing-name"
                  aria-expanded={isOpen}
                  onClick={() => setOpenId(isOpen ? undefined : drink.id)}
                >
                  {drink.name.trim() === '' ? t('nameless') : drink.name}
                  {drink.available ? null : <small>{t('notOffered')}</small>}
                  {count === 0 ? null : <span class="fault-count">{t('faultCount', { n: count })}</span>}
                </button>
                <MoveButtons
                  name={drink.name}
                  isFirst={at === 0}
                  isLast={at === menu.drinks.length - 1}
                  onMove={(by) => setDrinks(moved(menu.drinks, at, by))}
                />
                <RemoveButton
                  name={drink.name}
                  onRemove={() => setDrinks(menu.drinks.filter((one) => one !== drink))}
                />
              </div>
              {isOpen ? (
                <DrinkEditor
                  menu={menu}
                  drink={drink}
                  path={`drinks/${at}`}
                  faults={faults}
                  onChange={(next) => setDrinks(changedAt(menu.drinks, at, () => next))}
                />
              ) : null}
            </li>
          );
        })}
      </ol>
      <AddForm
        id="new-drink"
        label={t('newDrink')}
        button={t('add')}
        onAdd={(name) => {
          const next = withDrink(menu, name);
          onChange(next);
          setOpenId(next.drinks.at(-1)?.id);
        }}
      />
    </Card>
  );
};
