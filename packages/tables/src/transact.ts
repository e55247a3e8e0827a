import { applyChange, type Change } from './changes.ts';
import { InvalidRequest, constraint } from './errors.ts';
import { prepareGet } from './get.ts';
import { itemKeyAmongMany } from './plan.ts';
import type { CheckRequest, DeleteRequest, GetRequest, PutRequest, UpdateRequest } from './requests.ts';
import { itemSize } from './size.ts';
import type { Item, KeyValues, TableDefinition } from './types.ts';
import { lookedAt, prepareCheck, prepareDelete, preparePut, prepareUpdate, type PreparedWrite } from './write.ts';

const ENTRIES_MAX = 100;
const BYTES_MAX = 4 * 1024 * 1024;

interface OfTable {
  readonly table: TableDefinition;
}

/** One write of a transaction, or a condition on an item it does not write. */
export type TransactWriteEntry =
  | (OfTable & { readonly type: 'put' } & Omit<PutRequest, 'returnValues'>)
  | (OfTable & { readonly type: 'update' } & Omit<UpdateRequest, 'returnValues'>)
  | (OfTable & { readonly type: 'delete' } & Omit<DeleteRequest, 'returnValues'>)
  | (OfTable & { readonly type: 'check' } & CheckRequest);

/** Why one entry of a transaction stood in the way; `None` if it did not. */
export type CancellationReason =
  | { readonly code: 'None' }
  | { readonly code: 'ConditionalCheckFailed'; readonly message: string; readonly item?: Item }
  | { readonly code: 'ValidationError'; readonly message: string };

/** A transaction that changed nothing: no fault, an answer. */
export interface TransactionCancelled {
  readonly written: false;
  readonly reason: 'transaction-cancelled';
  readonly message: string;
  /** One for each entry, in their order. */
  readonly reasons: readonly CancellationReason[];
}

export type TransactWriteResult =
  { readonly written: true; readonly changes: readonly Change[] } | TransactionCancelled;

const checkCount = (count: number): void => {
  if (count >= 1 && count <= ENTRIES_MAX) return;
  const rule = count === 0 ? 'greater than or equal to 1' : 'less than or equal to 100';
  throw constraint(`[${String(count)} items]`, 'transactItems', `Member must have length ${rule}`);
};

const prepare = (entry: TransactWriteEntry): PreparedWrite => {
  switch (entry.type) {
    case 'put':
      return preparePut(entry.table, entry, itemKeyAmongMany);
    case 'update':
      return prepareUpdate(entry.table, entry);
    case 'delete':
      return prepareDelete(entry.table, entry);
    case 'check':
      return prepareCheck(entry.table, entry);
  }
};

/**
 * Carries out up to 100 writes on distinct items, all or none (API reference, TransactWriteItems). All entries are
 * decided before the first is written, so nothing ever has to be taken back.
 */
export const transactWrite = (store: KeyValues, entries: readonly TransactWriteEntry[]): TransactWriteResult => {
  checkCount(entries.length);
  const prepared = entries.map(prepare);
  refuseSameItem(prepared.map(({ plan, key }) => `${plan.definition.name}\u0001${key}`));
  const decisions = prepared.map((write) => decide(store, write));
  const changes = decisions.filter((decision) => 'table' in decision);
  if (changes.length < decisions.length) {
    return cancelled(decisions.map((decision) => ('table' in decision ? { code: 'None' } : decision)));
  }
  refuseTooLarge(changes.map(({ after }) => after));
  changes.forEach((change, at) => {
    const plan = prepared[at]?.plan;
    if (plan !== undefined) applyChange(store, plan, change);
  });
  return { written: true, changes };
};

const refuseSameItem = (keys: readonly string[]): void => {
  if (new Set(keys).size !== keys.length) {
    throw new InvalidRequest('Transaction request cannot include multiple operations on one item');
  }
};

const refuseTooLarge = (items: readonly (Item | undefined)[]): void => {
  // A hundred items of 400 KB would be too many, ten never are; most transactions are not worth counting.
  if (items.length <= 10) return;
  const bytes = items.reduce((sum, item) => sum + (item === undefined ? 0 : itemSize(item)), 0);
  if (bytes > BYTES_MAX) throw new InvalidRequest('Transaction payload size exceeded the maximum of 4194304 bytes');
};

/** What becomes of one item, or why nothing can. */
const decide = (store: KeyValues, write: PreparedWrite): Change | CancellationReason => {
  try {
    const decision = write.decide(lookedAt(store, write));
    if (!('written' in decision)) return decision;
    return {
      code: 'ConditionalCheckFailed',
      message: 'The conditional request failed',
      ...(decision.item !== undefined && { item: decision.item }),
    };
  } catch (error) {
    // What only shows on the item as it is (a wrong type, a missing attribute) cancels; it is no fault of the request.
    if (error instanceof InvalidRequest) return { code: 'ValidationError', message: error.message };
    throw error;
  }
};

const cancelled = (reasons: readonly CancellationReason[]): TransactionCancelled => ({
  written: false,
  reason: 'transaction-cancelled',
  message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ code }) => code).join(', ')}]`,
  reasons,
});

/** One read of a transaction. */
export interface TransactGetEntry extends GetRequest {
  readonly table: TableDefinition;
}

/** Reads up to 100 distinct items at one moment (API reference, TransactGetItems); nothing where there is none. */
export const transactGet = (store: KeyValues, entries: readonly TransactGetEntry[]): readonly (Item | undefined)[] => {
  checkCount(entries.length);
  const prepared = entries.map((entry) => prepareGet(entry.table, entry));
  refuseSameItem(entries.map(({ table }, at) => `${table.name}\u0001${prepared[at]?.key ?? ''}`));
  return prepared.map((get) => get.read(store));
};
