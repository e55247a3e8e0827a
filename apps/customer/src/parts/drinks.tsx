import { DrinkIcon } from '@espresso/ui';
import type { Drink, Group, Menu } from '../model/shapes.ts';
import { DRINK_FIELD, groupField, sizeField, type Wish } from '../model/wish.ts';
import { Labels } from './labels.tsx';
import type { Speaks } from './parts.ts';

/**
 * The menu as radio buttons, each drink with its own options below it, shown once it is picked. The form keeps its own state: a reader that
 * was typing while the script came loses nothing, and without a script it is the same form.
 */
export const Drinks = ({
  t,
  menu,
  wish,
  closed,
}: Pick<Speaks, 't'> & { readonly menu: Menu; readonly wish: Wish | undefined; readonly closed: boolean }) => (
  <fieldset class="drinks">
    <legend>
      <h1>{t('menu')}</h1>
    </legend>
    {menu.drinks.map((drink) => (
      <DrinkCard
        key={drink.id}
        t={t}
        drink={drink}
        groups={menu.groups.filter(({ id }) => drink.groups.includes(id))}
        wish={wish?.drinkId === drink.id ? wish : undefined}
        closed={closed}
      />
    ))}
  </fieldset>
);

const DrinkCard = ({
  t,
  drink,
  groups,
  wish,
  closed,
}: Pick<Speaks, 't'> & {
  readonly drink: Drink;
  readonly groups: readonly Group[];
  readonly wish: Wish | undefined;
  readonly closed: boolean;
}) => (
  <div class="drink" data-out={drink.soldOut ? '' : undefined}>
    <label class="pick">
      <input
        type="radio"
        name={DRINK_FIELD}
        value={drink.id}
        required
        disabled={drink.soldOut || closed}
        defaultChecked={wish !== undefined && !drink.soldOut}
      />
      <DrinkIcon icon={drink.icon} size={52} />
      <span class="what">
        <strong>
          <bdi lang={drink.lang}>{drink.name}</bdi>
        </strong>
        <span class="soft">
          {drink.soldOut ? t('soldOut') : <bdi lang={drink.descriptionLang}>{drink.description}</bdi>}
        </span>
        <Labels t={t} labels={drink.labels} />
      </span>
      <span class="tick" aria-hidden="true">
        ✓
      </span>
    </label>
    {drink.soldOut || closed ? null : (
      <div class="options">
        {drink.sizes.length < 2 ? null : (
          <Tiles
            name={sizeField(drink.id)}
            legend={t('size')}
            t={t}
            of={drink.sizes.map((size) => ({ ...size, soldOut: false }))}
            picked={[wish?.sizeId ?? drink.sizes[0]?.id ?? '']}
            many={false}
            soldOut={t('soldOut')}
          />
        )}
        {groups.map((group) => (
          <Tiles
            key={group.id}
            name={groupField(drink.id, group.id)}
            legend={group.name}
            lang={group.lang}
            t={t}
            of={group.options}
            picked={wish?.options[group.id] ?? group.defaults}
            many={group.max > 1 || group.min === 0}
            soldOut={t('soldOut')}
          />
        ))}
      </div>
    )}
  </div>
);

const Tiles = ({
  t,
  name,
  legend,
  lang,
  of,
  picked,
  many,
  soldOut,
}: Pick<Speaks, 't'> & {
  readonly name: string;
  readonly legend: string;
  readonly lang?: string | undefined;
  readonly of: readonly (Omit<Group['options'][number], 'labels'> & { readonly labels?: Drink['labels'] })[];
  readonly picked: readonly string[];
  readonly many: boolean;
  readonly soldOut: string;
}) => (
  <fieldset>
    <legend class="legend" lang={lang}>
      {legend}
    </legend>
    {/* Unchecked boxes send nothing; this says that the group was there, and that nothing is a choice. */}
    {many ? <input type="hidden" name={name} value="" /> : null}
    <div class="choices">
      {of.map((option) => (
        <label class="choice" key={option.id}>
          <input
            type={many ? 'checkbox' : 'radio'}
            name={name}
            value={option.id}
            disabled={option.soldOut}
            defaultChecked={picked.includes(option.id) && !option.soldOut}
          />
          <span>
            <span lang={option.lang}>{option.name}</span>
            <Labels t={t} labels={option.labels} />
            {option.soldOut ? <small class="aside"> ({soldOut})</small> : null}
          </span>
        </label>
      ))}
    </div>
  </fieldset>
);
