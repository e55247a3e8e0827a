import type { Drink, Menu, ModifierGroup } from './contract/index.ts';

/** A field of a menu that is wrong: the way to it, and what would be right. */
export interface MenuFault {
  readonly path: readonly (string | number)[];
  readonly detail: string;
}

/** Everything in a menu that does not know its other parts. A menu without faults can be ordered from. */
export const menuFaults = (menu: Menu): readonly MenuFault[] => {
  const ingredients = new Set<string>(idsOf(menu.ingredients));
  const groups = new Map<string, ModifierGroup>(menu.groups.map((group) => [group.id, group]));
  return [
    ...repeated(['drinks'], menu.drinks),
    ...repeated(['groups'], menu.groups),
    ...repeated(['ingredients'], menu.ingredients),
    ...menu.groups.flatMap((group, at) => groupFaults(['groups', at], group, ingredients)),
    ...menu.drinks.flatMap((drink, at) => drinkFaults(['drinks', at], drink, groups, ingredients)),
  ];
};

type Path = MenuFault['path'];

const groupFaults = (path: Path, group: ModifierGroup, ingredients: ReadonlySet<string>): readonly MenuFault[] => {
  const { min, max, defaults, options } = group;
  return [
    ...repeated([...path, 'options'], options),
    ...fault(min > max, [...path, 'min'], `at most ${max}, which is this group's max`),
    ...fault(max > options.length, [...path, 'max'], `at most ${options.length}: there are no more options`),
    ...fault(
      defaults.length < min || defaults.length > max,
      [...path, 'defaults'],
      `between ${min} and ${max} of the group's options`,
    ),
    ...fault(new Set(defaults).size < defaults.length, [...path, 'defaults'], 'every option once'),
    ...defaults.flatMap((id, at) => unknown([...path, 'defaults', at], id, new Set(idsOf(options)), 'option')),
    ...options.flatMap((option, at) => {
      const here = [...path, 'options', at];
      return [
        ...(option.ingredient === undefined
          ? []
          : unknown([...here, 'ingredient'], option.ingredient, ingredients, 'ingredient')),
        ...option.adds.flatMap(({ ingredient }, line) =>
          unknown([...here, 'adds', line, 'ingredient'], ingredient, ingredients, 'ingredient'),
        ),
      ];
    }),
  ];
};

const drinkFaults = (
  path: Path,
  drink: Drink,
  groups: ReadonlyMap<string, ModifierGroup>,
  ingredients: ReadonlySet<string>,
): readonly MenuFault[] => [
  ...repeated([...path, 'sizes'], drink.sizes),
  ...fault(new Set(drink.groups).size < drink.groups.length, [...path, 'groups'], 'every group once'),
  ...drink.groups.flatMap((id, at) => unknown([...path, 'groups', at], id, new Set(groups.keys()), 'group')),
  ...drink.recipe.flatMap((line, at) => {
    const here = [...path, 'recipe', at];
    if ('ingredient' in line) return unknown([...here, 'ingredient'], line.ingredient, ingredients, 'ingredient');
    const supplies = groups.get(line.from)?.options.some(({ ingredient }) => ingredient !== undefined) ?? true;
    return [
      ...unknown([...here, 'from'], line.from, new Set(drink.groups), 'group of this drink'),
      ...fault(!supplies, [...here, 'from'], 'a group of which at least one option supplies an ingredient'),
    ];
  }),
];

const idsOf = <Id extends string>(things: readonly { readonly id: Id }[]): readonly Id[] => things.map(({ id }) => id);

const fault = (wrong: boolean, path: Path, detail: string): readonly MenuFault[] => (wrong ? [{ path, detail }] : []);

const unknown = (path: Path, id: string, known: ReadonlySet<string>, what: string): readonly MenuFault[] =>
  fault(
    !known.has(id),
    path,
    `the id of an existing ${what}: ${known.size === 0 ? 'there is none' : [...known].join(', ')}`,
  );

const repeated = (path: Path, things: readonly { readonly id: string }[]): readonly MenuFault[] => {
  const ids = idsOf(things);
  return ids.flatMap((id, at) =>
    fault(ids.indexOf(id) < at, [...path, at, 'id'], `an id that no other entry has; '${id}' exists already`),
  );
};
