/** The part of a menu that says what is usual. */
export interface UsualParts {
  readonly groups: readonly {
    readonly defaults: readonly string[];
    readonly options: readonly { readonly id: string; readonly name: string }[];
  }[];
  readonly drinks: readonly { readonly name: string; readonly sizes: readonly { readonly name: string }[] }[];
}

/** Names a barista need not read twice: the usual options, and each drink's usual size. */
export interface Usual {
  readonly options: ReadonlySet<string>;
  readonly sizes: ReadonlyMap<string, string>;
}

export const nothingUsual: Usual = { options: new Set(), sizes: new Map() };

export const usualOf = ({ groups, drinks }: UsualParts): Usual => ({
  options: new Set(
    groups.flatMap(({ defaults, options }) =>
      options.filter(({ id }) => defaults.includes(id)).map(({ name }) => name),
    ),
  ),
  sizes: new Map(
    drinks.flatMap(({ name, sizes: [first] }) => (first === undefined ? [] : [[name, first.name] as const])),
  ),
});

/** What a barista must not miss, and what goes without saying. */
export interface Read {
  readonly loud: readonly string[];
  readonly quiet: readonly string[];
}

/** A drink's size and modifiers: what differs from the usual loud, the rest quiet. */
export const readOf = (
  drink: { readonly name: string; readonly size?: string | undefined; readonly modifiers: readonly string[] },
  usual: Usual,
): Read => {
  const isUsualSize = drink.size === usual.sizes.get(drink.name);
  const size = drink.size === undefined ? [] : [drink.size];
  return {
    loud: [...(isUsualSize ? [] : size), ...drink.modifiers.filter((name) => !usual.options.has(name))],
    quiet: [...(isUsualSize ? size : []), ...drink.modifiers.filter((name) => usual.options.has(name))],
  };
};
