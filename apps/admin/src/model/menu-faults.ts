import type { GroupDraft, MenuDraft } from './menu-draft.ts';

/** What is wrong with a field, as a word of the catalogue. */
export type FaultWord =
  | 'name-missing'
  | 'name-long'
  | 'amount-wrong'
  | 'ingredient-missing'
  | 'drinks-missing'
  | 'options-missing'
  | 'min-over-max'
  | 'max-over-options'
  | 'defaults-count'
  | 'nothing-supplied';

/** What is wrong, by the way to its field: `drinks/0/name`. A text comes from the server, in its own words. */
export type Faults = ReadonlyMap<string, FaultWord | { readonly text: string }>;

const NAME_MAX = 60;
const AMOUNT_MAX = 10_000;

/** Everything in a draft that the server would send back, found while it is written. */
export const faultsIn = (menu: MenuDraft): Faults => {
  const faults = new Map<string, FaultWord>();
  const check = (path: string, wrong: boolean, word: FaultWord) => {
    if (wrong && !faults.has(path)) faults.set(path, word);
  };
  const checkName = (path: string, name: string) => {
    check(`${path}/name`, name.trim() === '', 'name-missing');
    check(`${path}/name`, name.trim().length > NAME_MAX, 'name-long');
  };
  const checkAmount = (path: string, amount: number, max = AMOUNT_MAX) =>
    check(path, !(amount > 0 && amount <= max), 'amount-wrong');

  check('drinks', menu.drinks.length === 0, 'drinks-missing');
  menu.ingredients.forEach(({ name }, at) => checkName(`ingredients/${at}`, name));
  menu.groups.forEach((group, at) => {
    const path = `groups/${at}`;
    checkName(path, group.name);
    check(`${path}/options`, group.options.length === 0, 'options-missing');
    check(`${path}/min`, group.min > group.max, 'min-over-max');
    check(`${path}/max`, group.max > group.options.length, 'max-over-options');
    check(
      `${path}/defaults`,
      !(group.defaults.length >= group.min && group.defaults.length <= group.max),
      'defaults-count',
    );
    group.options.forEach((option, place) => {
      const here = `${path}/options/${place}`;
      checkName(here, option.name);
      option.adds.forEach((added, line) => {
        checkAmount(`${here}/adds/${line}/amount`, added.amount);
        check(`${here}/adds/${line}/ingredient`, added.ingredient === '', 'ingredient-missing');
      });
    });
  });
  menu.drinks.forEach((drink, at) => {
    const path = `drinks/${at}`;
    checkName(path, drink.name);
    drink.sizes.forEach((size, place) => {
      checkName(`${path}/sizes/${place}`, size.name);
      checkAmount(`${path}/sizes/${place}/factor`, size.factor, 5);
    });
    drink.recipe.forEach((line, place) => {
      const here = `${path}/recipe/${place}`;
      checkAmount(`${here}/amount`, line.amount);
      if ('ingredient' in line) check(`${here}/ingredient`, line.ingredient === '', 'ingredient-missing');
      else check(`${here}/from`, !supplies(menu.groups.find(({ id }) => id === line.from)), 'nothing-supplied');
    });
  });
  return faults;
};

const supplies = (group: GroupDraft | undefined): boolean =>
  group?.options.some(({ ingredient }) => ingredient !== undefined) ?? true;

/** What the server found wrong (RFC 9457, `errors`), by the way to its field. */
export const faultsTold = (errors: readonly { readonly pointer: string; readonly detail: string }[]): Faults =>
  new Map(errors.map(({ pointer, detail }) => [pointer.replace(/^#\/body\//, ''), { text: detail }]));

/** How many faults lie under a path: what a person sees before they open it. */
export const faultsUnder = (faults: Faults, path: string): number =>
  [...faults.keys()].filter((key) => key === path || key.startsWith(`${path}/`)).length;
