import { Choices, DrinkIcon, drinkIcons, TextField } from '@espresso/ui';
import {
  changedAt,
  idFor,
  moved,
  type DrinkDraft,
  type MenuDraft,
  type RecipeLineDraft,
  type SizeDraft,
} from '../../model/menu-draft.ts';
import type { Faults } from '../../model/menu-faults.ts';
import { MoveButtons, RemoveButton, Select } from '../parts.tsx';
import { useWords } from '../words.ts';
import { AddForm, AmountField, idOf, useFault } from './fields.tsx';
import { LabelsField } from './labels-field.tsx';

interface Props {
  readonly menu: MenuDraft;
  readonly drink: DrinkDraft;
  readonly path: string;
  readonly faults: Faults;
  readonly onChange: (drink: DrinkDraft) => void;
}

/** Everything about one drink. */
export const DrinkEditor = ({ menu, drink, path, faults, onChange }: Props) => {
  const t = useWords();
  const faultAt = useFault(faults);
  return (
    <div class="thing-body stack">
      <div class="pair">
        <TextField
          id={idOf(`${path}/name`)}
          name="drink-name"
          label={t('name')}
          value={drink.name}
          maxLength={60}
          fault={faultAt(`${path}/name`)}
          onInput={(name) => onChange({ ...drink, name })}
        />
        <TextField
          id={idOf(`${path}/description`)}
          name="drink-description"
          label={t('description')}
          value={drink.description}
          maxLength={200}
          fault={faultAt(`${path}/description`)}
          onInput={(description) => onChange({ ...drink, description })}
        />
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={drink.available}
          onChange={(event) => onChange({ ...drink, available: event.currentTarget.checked })}
        />
        {t('offered')}
      </label>
      <fieldset>
        <legend class="legend">{t('icon')}</legend>
        <div class="choices">
          {drinkIcons.map((icon) => (
            <label key={icon} class="choice">
              <input
                type="radio"
                name={idOf(`${path}/icon`)}
                value={icon}
                checked={drink.icon === icon}
                aria-label={icon}
                onChange={() => onChange({ ...drink, icon })}
              />
              <span>
                <DrinkIcon icon={icon} size={32} />
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {menu.groups.length === 0 ? null : (
        <Choices
          name={idOf(`${path}/groups`)}
          legend={t('choicesOffered')}
          many
          from={menu.groups.map(({ id, name }) => ({ id, label: name }))}
          chosen={drink.groups}
          onChange={(groups) => onChange(withGroups(drink, groups))}
        />
      )}
      <Sizes drink={drink} path={path} faults={faults} onChange={onChange} />
      <LabelsField
        id={idOf(`${path}/labels`)}
        labels={drink.labels}
        about={t('labelsOfDrink')}
        onChange={(labels) => onChange({ ...drink, labels })}
      />
      <Recipe menu={menu} drink={drink} path={path} faults={faults} onChange={onChange} />
    </div>
  );
};

/** What a recipe takes from a group that the drink does not offer any more, it can not take. */
const withGroups = (drink: DrinkDraft, groups: readonly string[]): DrinkDraft => ({
  ...drink,
  groups,
  recipe: drink.recipe.filter((line) => !('from' in line) || groups.includes(line.from)),
});

const Sizes = ({ drink, path, faults, onChange }: Omit<Props, 'menu'>) => {
  const t = useWords();
  const faultAt = useFault(faults);
  const setSizes = (sizes: readonly SizeDraft[]): void => onChange({ ...drink, sizes });
  return (
    <fieldset class="stack">
      <legend class="legend">{t('sizes')}</legend>
      <p class="soft">{t('sizesMeaning')}</p>
      {drink.sizes.map((size, at) => (
        <div key={size.id} class="line">
          <TextField
            id={idOf(`${path}/sizes/${at}/name`)}
            name="size-name"
            label={at === 0 ? t('sizeUsual') : t('sizeName')}
            value={size.name}
            maxLength={60}
            fault={faultAt(`${path}/sizes/${at}/name`)}
            onInput={(name) => setSizes(changedAt(drink.sizes, at, (one) => ({ ...one, name })))}
          />
          <AmountField
            path={`${path}/sizes/${at}/factor`}
            label={t('factor')}
            value={size.factor}
            fault={faultAt(`${path}/sizes/${at}/factor`)}
            onChange={(factor) => setSizes(changedAt(drink.sizes, at, (one) => ({ ...one, factor })))}
          />
          <MoveButtons
            name={size.name}
            isFirst={at === 0}
            isLast={at === drink.sizes.length - 1}
            onMove={(by) => setSizes(moved(drink.sizes, at, by))}
          />
          <RemoveButton name={size.name} onRemove={() => setSizes(drink.sizes.filter((one) => one !== size))} />
        </div>
      ))}
      {drink.sizes.length >= 6 ? null : (
        <AddForm
          id={idOf(`${path}/new-size`)}
          label={t('newSize')}
          button={t('add')}
          onAdd={(name) => setSizes([...drink.sizes, { id: idFor(name, drink.sizes, 'size'), name, factor: 1 }])}
        />
      )}
    </fieldset>
  );
};

const Recipe = ({ menu, drink, path, faults, onChange }: Props) => {
  const t = useWords();
  const faultAt = useFault(faults);
  const setRecipe = (recipe: readonly RecipeLineDraft[]): void => onChange({ ...drink, recipe });
  // What a recipe can take: an ingredient, or whatever is picked from a group of the drink.
  const sources = [
    ...menu.ingredients.map(({ id, name }) => ({ id: `ingredient ${id}`, label: name })),
    ...menu.groups
      .filter(({ id }) => drink.groups.includes(id))
      .map(({ id, name }) => ({ id: `from ${id}`, label: t('fromGroup', { group: name }) })),
  ];
  const lineOf = (source: string, amount: number): RecipeLineDraft => {
    const [kind, id = ''] = source.split(' ');
    return kind === 'from' ? { from: id, amount } : { ingredient: id, amount };
  };
  const sourceOf = (line: RecipeLineDraft): string =>
    'from' in line ? `from ${line.from}` : `ingredient ${line.ingredient}`;
  const unitOf = (line: RecipeLineDraft): string => {
    const group = 'from' in line ? menu.groups.find(({ id }) => id === line.from) : undefined;
    const ingredient =
      'from' in line ? group?.options.find((option) => option.ingredient)?.ingredient : line.ingredient;
    const unit = menu.ingredients.find(({ id }) => id === ingredient)?.unit;
    return unit === undefined ? '' : t(`unit-${unit}`);
  };
  const [first] = sources;
  return (
    <fieldset class="stack">
      <legend class="legend">{t('recipe')}</legend>
      <p class="soft">{t('recipeMeaning')}</p>
      {drink.recipe.map((line, at) => (
        <div key={`${at} ${sourceOf(line)}`} class="line">
          <div class="grow">
            <Select
              id={idOf(`${path}/recipe/${at}/source`)}
              label={t('takes')}
              from={sources}
              chosen={sourceOf(line)}
              onChange={(source) => setRecipe(changedAt(drink.recipe, at, () => lineOf(source, line.amount)))}
            />
            {faultAt(`${path}/recipe/${at}/from`) === undefined ? null : (
              <p class="bad" role="alert">
                {faultAt(`${path}/recipe/${at}/from`)}
              </p>
            )}
          </div>
          <AmountField
            path={`${path}/recipe/${at}/amount`}
            label={t('amountIn', { unit: unitOf(line) })}
            value={line.amount}
            fault={faultAt(`${path}/recipe/${at}/amount`)}
            onChange={(amount) => setRecipe(changedAt(drink.recipe, at, (one) => ({ ...one, amount })))}
          />
          <RemoveButton
            name={sources.find(({ id }) => id === sourceOf(line))?.label ?? ''}
            onRemove={() => setRecipe(drink.recipe.filter((one) => one !== line))}
          />
        </div>
      ))}
      {first === undefined || drink.recipe.length >= 12 ? null : (
        <div>
          <button type="button" class="button" onClick={() => setRecipe([...drink.recipe, lineOf(first.id, 1)])}>
            + {t('addIngredient')}
          </button>
        </div>
      )}
    </fieldset>
  );
};
