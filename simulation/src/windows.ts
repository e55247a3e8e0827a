import { defineTable, type ContextDefinition, type Table } from '@espresso/contract';
import { EspressoError } from '@espresso/kernel';
import type { z } from 'zod';

/** A context has no table of this name any more. */
export class NoSuchTable extends EspressoError {
  readonly table: string;

  constructor(table: string) {
    super(`there is no table ${table}`);
    this.table = table;
  }
}

/**
 * A window onto a context's table, to look through and never to write: of each item it shows only what whoever looks
 * asks for. Checks look past the API here, at what is stored.
 * @param name the table's name within its context
 * @throws NoSuchTable
 */
export const windowOn = <Schema extends z.ZodType<Readonly<Record<string, unknown>>>>(
  context: ContextDefinition,
  name: string,
  item: Schema,
): Table<z.output<Schema>> => {
  const table = context.tables.find((one) => one.name === `${context.name}-${name}`);
  if (table === undefined) throw new NoSuchTable(`${context.name}-${name}`);
  const { purpose, partitionKey, sortKey } = table;
  return defineTable({ owner: context.name, name, purpose, item, partitionKey, ...(sortKey && { sortKey }) });
};
