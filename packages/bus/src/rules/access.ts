import type { JsonScalar } from '@espresso/kernel';
import type { Predicate } from '../pattern/predicate.ts';
import type { AddressRange } from '../value/address.ts';
import { foldKey, foldOf } from '../value/fold.ts';

/**
 * Where an index keeps a predicate so that the values it holds for find it. A value that finds it need not satisfy it,
 * but a value that satisfies it always finds it.
 */
export type Access =
  | { readonly table: 'exact'; readonly key: JsonScalar }
  | { readonly table: 'folded' | AffixTableName; readonly key: string }
  | { readonly table: 'range'; readonly low: number; readonly high: number }
  | { readonly table: 'address'; readonly range: AddressRange }
  /** Any leaf at all. */
  | { readonly table: 'any' };

export type AffixTableName = 'prefix' | 'suffix' | 'folded-prefix' | 'folded-suffix';

/** Undefined for a predicate that wants no leaf, which no value can find. */
export const accessOf = (predicate: Predicate): Access | undefined => {
  switch (predicate.is) {
    case 'exactly':
      return { table: 'exact', key: predicate.value };
    case 'address':
      return { table: 'address', range: predicate.range };
    case 'prefix':
    case 'suffix':
      return affix(predicate.is, predicate.text);
    case 'equals-ignore-case':
      return folded('folded', predicate.text);
    case 'prefix-ignore-case':
      return folded('folded-prefix', predicate.text);
    case 'suffix-ignore-case':
      return folded('folded-suffix', predicate.text);
    case 'wildcard': {
      const [head = ''] = predicate.pieces;
      return head === '' ? affix('suffix', predicate.pieces.at(-1) ?? '') : affix('prefix', head);
    }
    case 'numeric':
      return { table: 'range', low: predicate.low, high: predicate.high };
    case 'present':
    case 'anything-but':
      return any;
    case 'absent':
      return undefined;
  }
};

const any: Access = { table: 'any' };

const affix = (table: AffixTableName, key: string): Access => (key === '' ? any : { table, key });

/** A text that does not fold cleanly has no key to be found by. */
const folded = (table: 'folded' | 'folded-prefix' | 'folded-suffix', text: string): Access => {
  const { key } = foldOf(text);
  if (key === undefined) return any;
  return table === 'folded' ? { table, key: foldKey(text) } : affix(table, key);
};
