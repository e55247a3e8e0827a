import type { Operation } from '../protocol/operation.ts';
import { requiredText } from '../protocol/fields.ts';
import { tableFor } from './find-table.ts';

/** What tools ask about tables that this host has no say in: always the same answer. */

export const describeLimits: Operation = () =>
  Promise.resolve({
    AccountMaxReadCapacityUnits: 80_000,
    AccountMaxWriteCapacityUnits: 80_000,
    TableMaxReadCapacityUnits: 40_000,
    TableMaxWriteCapacityUnits: 40_000,
  });

export const describeContinuousBackups: Operation = async ({ host }, input) => {
  host.look((unit, engine) => tableFor(engine, unit, requiredText(input, 'TableName')));
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
    },
  };
};

export const listTagsOfResource: Operation = () => Promise.resolve({ Tags: [] });
