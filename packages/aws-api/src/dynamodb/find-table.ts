import { findTable, type Engine, type Unit } from '@espresso/host/resources';
import type { TableDefinition } from '@espresso/tables';
import { AwsError } from '../protocol/errors.ts';

/** A table's name, given as such or as its ARN. */
export const tableName = (given: string): string => (given.startsWith('arn:') ? (given.split('/')[1] ?? given) : given);

/**
 * The table of a request.
 * @throws AwsError ResourceNotFoundException
 */
export const tableFor = (engine: Engine, unit: Unit, given: string): TableDefinition => {
  const table = findTable(engine.definitions, unit.layer, tableName(given));
  if (table === undefined) throw new AwsError('ResourceNotFoundException', 'Requested resource not found');
  return table;
};
