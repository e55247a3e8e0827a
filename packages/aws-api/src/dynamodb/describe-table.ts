import { readTable, type Engine, type TableRow, type Unit } from '@espresso/host/resources';
import type { JsonObject } from '@espresso/kernel';
import { itemSize, itemSpace, type TableDefinition } from '@espresso/tables';
import { defined, seconds } from '../protocol/fields.ts';
import { shownAttributes, shownKeySchema, shownProjection } from './key-schema.ts';

/** A TableDescription. Tables of contexts are shown as if they had been made when the world began. */
export const describe = (engine: Engine, unit: Unit, table: TableDefinition, status: string): JsonObject => {
  const row = readTable(unit.layer, table.name);
  const arn = engine.definitions.arns.table(table.name);
  const indexes = (table.indexes ?? []).map((index) => ({
    isLocal: index.isLocal === true,
    shown: {
      IndexName: index.name,
      KeySchema: shownKeySchema(index),
      Projection: shownProjection(index),
      IndexArn: `${arn}/index/${index.name}`,
      ...(index.isLocal !== true && {
        IndexStatus: status === 'ACTIVE' ? 'ACTIVE' : 'CREATING',
        ...throughput(row, index.name),
      }),
      ...sizes(unit, table),
    },
  }));
  const shownOf = (isLocal: boolean) => {
    const found = indexes.filter((index) => index.isLocal === isLocal).map(({ shown }) => shown);
    return found.length === 0 ? undefined : found;
  };
  const { ItemCount, IndexSizeBytes } = sizes(unit, table);
  return defined({
    AttributeDefinitions: shownAttributes(table),
    TableName: table.name,
    KeySchema: shownKeySchema(table),
    TableStatus: status,
    CreationDateTime: seconds(row?.createdMs ?? 0),
    ...throughput(row, ''),
    TableSizeBytes: IndexSizeBytes,
    ItemCount,
    TableArn: arn,
    TableId: row?.id ?? '00000000-0000-0000-0000-000000000000',
    BillingModeSummary: row?.billing === 'PROVISIONED' ? undefined : { BillingMode: 'PAY_PER_REQUEST' },
    LocalSecondaryIndexes: shownOf(true),
    GlobalSecondaryIndexes: shownOf(false),
    DeletionProtectionEnabled: row?.isProtected ?? true,
  });
};

const throughput = (row: TableRow | undefined, index: string): { readonly ProvisionedThroughput: JsonObject } => {
  const { read, write } = row?.throughput[index] ?? { read: 0, write: 0 };
  return {
    ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: read, WriteCapacityUnits: write },
  };
};

/** AWS counts every six hours; here the first thousands are counted whenever somebody asks. */
const COUNTED_MAX = 10_000;

const sizes = (unit: Unit, table: TableDefinition): { readonly ItemCount: number; readonly IndexSizeBytes: number } => {
  let bytes = 0;
  let count = 0;
  for (const [, item] of unit.layer.range(itemSpace(table), { limit: COUNTED_MAX })) {
    bytes += itemSize(item);
    count++;
  }
  return { ItemCount: count, IndexSizeBytes: bytes };
};
