import type { JsonObject } from '@espresso/kernel';
import { itemSize, type Item } from '@espresso/tables';
import { choiceIn } from '../protocol/fields.ts';

const READ_UNIT_BYTES = 4_096;
const WRITE_UNIT_BYTES = 1_024;

/** Read units of items, together; half of it where the read need not be consistent. */
export const readUnits = (items: readonly (Item | undefined)[], isConsistent: boolean): number => {
  const bytes = items.reduce((sum, item) => sum + (item === undefined ? 0 : itemSize(item)), 0);
  return Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES)) * (isConsistent ? 1 : 0.5);
};

/** Write units of one item: of the larger of what was there and what is. */
export const writeUnits = (...items: readonly (Item | undefined)[]): number => {
  const bytes = Math.max(0, ...items.map((item) => (item === undefined ? 0 : itemSize(item))));
  return Math.max(1, Math.ceil(bytes / WRITE_UNIT_BYTES));
};

/** What the request used, where it asks for that. Indexes are not counted. */
export const consumed = (input: JsonObject, table: string, units: number): JsonObject => {
  const asked = choiceIn(input, 'ReturnConsumedCapacity', ['INDEXES', 'TOTAL', 'NONE']) ?? 'NONE';
  if (asked === 'NONE') return {};
  const used = { TableName: table, CapacityUnits: units };
  return { ConsumedCapacity: asked === 'TOTAL' ? used : { ...used, Table: { CapacityUnits: units } } };
};
