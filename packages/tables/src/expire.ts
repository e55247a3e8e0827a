import { applyChange, type Change } from './changes.ts';
import { encodeKey } from './keys.ts';
import { planOf } from './plan.ts';
import type { KeyValues, TableDefinition } from './types.ts';

/** Older times are taken for a mistake and their items are kept (developer guide, "Time to live"): five years. */
const AGE_SECONDS_MAX = 5 * 365 * 24 * 60 * 60;

/**
 * Deletes the items whose time lies before `nowSeconds` (since 1970), at most `limit`, longest expired first, and
 * says which. What has expired stays readable until then, as on AWS.
 */
export const expire = (
  store: KeyValues,
  table: TableDefinition,
  nowSeconds: number,
  limit: number,
): readonly Change[] => {
  const plan = planOf(table);
  if (plan.expiry === undefined) return [];
  const from = encodeKey(Math.max(0, nowSeconds - AGE_SECONDS_MAX));
  const due = [...store.range(plan.expiry.space, { from, to: encodeKey(nowSeconds), limit })];
  const changes: Change[] = [];
  for (const [, key] of due) {
    const before = store.get(plan.space, key);
    if (before === undefined) continue;
    const change = { table, key, before };
    applyChange(store, plan, change);
    changes.push(change);
  }
  return changes;
};
