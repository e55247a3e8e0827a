import type { Write } from '@espresso/contract';
import { transactWrite, type KeyValues, type TransactWriteEntry } from '@espresso/tables';

/** The writes of one unit of work happened, or the first whose condition did not hold. */
export type WriteItemsResult = { readonly written: true } | { readonly written: false; readonly failed: Write };

/** All writes of a unit of work, or none (TransactWriteItems). */
export const writeItems = (store: KeyValues, writes: readonly Write[]): WriteItemsResult => {
  if (writes.length === 0) return { written: true };
  const result = transactWrite(store, writes.map(entryOf));
  if (result.written) return result;
  const failed = writes[result.reasons.findIndex(({ code }) => code !== 'None')];
  if (failed === undefined) throw new TypeError(result.message);
  return { written: false, failed };
};

const entryOf = (write: Write): TransactWriteEntry => {
  const { table, condition } = write;
  const check = condition && { condition: condition.if, names: condition.names, values: condition.values };
  switch (write.type) {
    case 'put':
      return { type: 'put', table, item: write.item, ...check };
    case 'update':
      return {
        type: 'update',
        table,
        key: write.key,
        update: write.update,
        condition: condition?.if,
        names: merged(write.names, condition?.names),
        values: merged(write.values, condition?.values),
      };
    case 'delete':
      return { type: 'delete', table, key: write.key, ...check };
    case 'check':
      return {
        type: 'check',
        table,
        key: write.key,
        condition: write.condition.if,
        names: write.condition.names,
        values: write.condition.values,
      };
  }
};

const merged = <Value>(
  one: Readonly<Record<string, Value>> | undefined,
  other: Readonly<Record<string, Value>> | undefined,
): Readonly<Record<string, Value>> | undefined =>
  one === undefined ? other : other === undefined ? one : { ...one, ...other };
