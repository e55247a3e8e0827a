import { Card, Choices, TextField } from '@espresso/ui';
import { useEffect, useState } from 'preact/hooks';
import {
  changedAt,
  idFor,
  moved,
  withGroup,
  withoutGroup,
  withoutOption,
  type GroupDraft,
  type MenuDraft,
  type OptionDraft,
} from '../../model/menu-draft.ts';
import { faultsUnder, type Faults } from '../../model/menu-faults.ts';
import { MoveButtons, RemoveButton } from '../parts.tsx';
import { useWords } from '../words.ts';
import { AddForm, AmountField, idOf, IngredientSelect, useFault, type Editing } from './fields.tsx';
import { LabelsField } from './labels-field.tsx';

/** What guests can choose about a drink: milk, beans, extras. */
export const GroupsEditor = ({ menu, faults, onChange }: Editing) => {
  const t = useWords();
  const [openId, setOpenId] = useState<string>();
  const firstWrong = menu.groups.find((_, at) => faultsUnder(faults, `groups/${at}`) > 0)?.id;
  useEffect(() => {
    if (firstWrong !== undefined) setOpenId(firstWrong);
  }, [firstWrong]);
  const setGroups = (groups: readonly GroupDraft[]): void => onChange({ ...menu, groups });
  return (
    <Card label={t('part-groups')}>
      <p class="soft">{t('groupsMeaning')}</p>
      <ol class="things">
        {menu.groups.map((group, at) => {
          const isOpen = group.id === openId;
          const count = faultsUnder(faults, `groups/${at}`);
          return (
            <li key={group.id} class="thing">
              <div class="thing-head">
                <button
                  type="button"
                  class="thing-name"
                  aria-expanded={isOpen}
                  onClick={() => setOpenId(isOpen ? undefined : group.id)}
                >
                  {group.name.trim() === '' ? t('nameless') : group.name}
                  <small>{group.options.map(({ name }) => name).join(' · ')}</small>
                  {count === 0 ? null : <span class="fault-count">{t('faultCount', { n: count })}</span>}
                </button>
                <MoveButtons
                  name={group.name}
                  isFirst={at === 0}
                  isLast={at === menu.groups.length - 1}
                  onMove={(by) => setGroups(moved(menu.groups, at, by))}
                />
                <RemoveButton name={group.name} onRemove={() => onChange(withoutGroup(menu, group.id))} />
              </div>
              {isOpen ? (
                <GroupEditor
                  menu={menu}
                  group={group}
                  path={`groups/${at}`}
                  faults={faults}
                  onChange={(next) => setGroups(changedAt(menu.groups, at, () => next))}
                />
              ) : null}
            </li>
          );
        })}
      </ol>
      <AddForm
        id="new-group"
        label={t('newGroup')}
        button={t('add')}
        onAdd={(name) => {
          const next = withGroup(menu, name, t('firstOption'));
          onChange(next);
          setOpenId(next.groups.at(-1)?.id);
        }}
      />
    </Card>
  );
};

interface Props {
  readonly menu: MenuDraft;
  readonly group: GroupDraft;
  readonly path: string;
  readonly faults: Faults;
  readonly onChange: (group: GroupDraft) => void;
}

const GroupEditor = ({ menu, group, path, faults, onChange }: Props) => {
  const t = useWords();
  const faultAt = useFault(faults);
  const setOptions = (options: readonly OptionDraft[]): void => onChange({ ...group, options });
  return (
    <div class="thing-body stack">
      <TextField
        id={idOf(`${path}/name`)}
        name="group-name"
        label={t('name')}
        value={group.name}
        maxLength={60}
        fault={faultAt(`${path}/name`)}
        onInput={(name) => onChange({ ...group, name })}
      />
      <div class="pair">
        <AmountField
          path={`${path}/min`}
          label={t('atLeast')}
          value={group.min}
          fault={faultAt(`${path}/min`)}
          onChange={(min) => onChange({ ...group, min })}
        />
        <AmountField
          path={`${path}/max`}
          label={t('atMost')}
          value={group.max}
          fault={faultAt(`${path}/max`)}
          onChange={(max) => onChange({ ...group, max })}
        />
      </div>
      <Choices
        name={idOf(`${path}/defaults`)}
        legend={t('usualOption')}
        many
        from={group.options.map(({ id, name }) => ({ id, label: name }))}
        chosen={group.defaults}
        onChange={(defaults) => onChange({ ...group, defaults: group.max === 1 ? defaults.slice(-1) : defaults })}
      />
      {faultAt(`${path}/defaults`) === undefined ? null : (
        <p class="bad" role="alert">
          {faultAt(`${path}/defaults`)}
        </p>
      )}
      <fieldset class="stack">
        <legend class="legend">{t('options')}</legend>
        {group.options.map((option, at) => (
          <div key={option.id} class="option">
            <div class="line">
              <TextField
                id={idOf(`${path}/options/${at}/name`)}
                name="option-name"
                label={t('name')}
                value={option.name}
                maxLength={60}
                fault={faultAt(`${path}/options/${at}/name`)}
                onInput={(name) => setOptions(changedAt(group.options, at, (one) => ({ ...one, name })))}
              />
              <MoveButtons
                name={option.name}
                isFirst={at === 0}
                isLast={at === group.options.length - 1}
                onMove={(by) => setOptions(moved(group.options, at, by))}
              />
              <RemoveButton name={option.name} onRemove={() => onChange(withoutOption(group, option.id))} />
            </div>
            <div class="line">
              <div class="grow">
                <IngredientSelect
                  path={`${path}/options/${at}/ingredient`}
                  label={t('supplies')}
                  menu={menu}
                  chosen={option.ingredient}
                  otherwise={t('suppliesNothing')}
                  onChange={(ingredient) => setOptions(changedAt(group.options, at, (one) => ({ ...one, ingredient })))}
                />
              </div>
              <label class="check">
                <input
                  type="checkbox"
                  checked={option.available}
                  onChange={(event) =>
                    setOptions(
                      changedAt(group.options, at, (one) => ({ ...one, available: event.currentTarget.checked })),
                    )
                  }
                />
                {t('offered')}
              </label>
            </div>
            <LabelsField
              id={idOf(`${path}/options/${at}/labels`)}
              labels={option.labels}
              about={t('labelsOfOption')}
              onChange={(labels) => setOptions(changedAt(group.options, at, (one) => ({ ...one, labels })))}
            />
            {option.adds.map((added, place) => (
              <div key={place} class="line">
                <div class="grow">
                  <IngredientSelect
                    path={`${path}/options/${at}/adds/${place}/ingredient`}
                    label={t('addsOnTop')}
                    menu={menu}
                    chosen={added.ingredient}
                    onChange={(ingredient = '') =>
                      setOptions(
                        changedAt(group.options, at, (one) => ({
                          ...one,
                          adds: changedAt(one.adds, place, (before) => ({ ...before, ingredient })),
                        })),
                      )
                    }
                  />
                </div>
                <AmountField
                  path={`${path}/options/${at}/adds/${place}/amount`}
                  label={t('amount')}
                  value={added.amount}
                  fault={faultAt(`${path}/options/${at}/adds/${place}/amount`)}
                  onChange={(amount) =>
                    setOptions(
                      changedAt(group.options, at, (one) => ({
                        ...one,
                        adds: changedAt(one.adds, place, (before) => ({ ...before, amount })),
                      })),
                    )
                  }
                />
                <RemoveButton
                  name={t('addsOnTop')}
                  onRemove={() =>
                    setOptions(
                      changedAt(group.options, at, (one) => ({
                        ...one,
                        adds: one.adds.filter((before) => before !== added),
                      })),
                    )
                  }
                />
              </div>
            ))}
            {menu.ingredients[0] === undefined || option.adds.length >= 5 ? null : (
              <div>
                <button
                  type="button"
                  class="text-button"
                  onClick={() => {
                    const ingredient = menu.ingredients[0]?.id ?? '';
                    setOptions(
                      changedAt(group.options, at, (one) => ({
                        ...one,
                        adds: [...one.adds, { ingredient, amount: 1 }],
                      })),
                    );
                  }}
                >
                  + {t('addOnTop')}
                </button>
              </div>
            )}
          </div>
        ))}
        {group.options.length >= 20 ? null : (
          <AddForm
            id={idOf(`${path}/new-option`)}
            label={t('newOption')}
            button={t('add')}
            onAdd={(name) =>
              setOptions([
                ...group.options,
                { id: idFor(name, group.options, 'option'), name, available: true, adds: [] },
              ])
            }
          />
        )}
      </fieldset>
    </div>
  );
};
