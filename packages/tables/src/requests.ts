import type { Names, Values } from './expressions/scope.ts';
import type { AttributeMap, Item } from './types.ts';

/** Placeholders of the expressions of a request. */
export interface Placeholders {
  /** Attribute names: `{ '#status': 'status' }`. */
  readonly names?: Names | undefined;
  /** Values: `{ ':open': true }`. */
  readonly values?: Values | undefined;
}

/** What must hold for a write, and what to tell when it does not. */
export interface Conditional extends Placeholders {
  readonly condition?: string | undefined;
  /** The item as it was goes with the answer when the condition fails. */
  readonly returnValuesOnConditionCheckFailure?: 'NONE' | 'ALL_OLD' | undefined;
}

export interface GetRequest {
  readonly key: AttributeMap;
  readonly projection?: string | undefined;
  readonly names?: Names | undefined;
}

export interface PutRequest extends Conditional {
  readonly item: Item;
  readonly returnValues?: 'NONE' | 'ALL_OLD' | undefined;
}

export interface DeleteRequest extends Conditional {
  readonly key: AttributeMap;
  readonly returnValues?: 'NONE' | 'ALL_OLD' | undefined;
}

export interface UpdateRequest extends Conditional {
  readonly key: AttributeMap;
  readonly update?: string | undefined;
  readonly returnValues?: 'NONE' | 'ALL_OLD' | 'ALL_NEW' | 'UPDATED_OLD' | 'UPDATED_NEW' | undefined;
}

/** A condition on an item that is not written: part of a transaction. */
export interface CheckRequest extends Conditional {
  readonly key: AttributeMap;
  readonly condition: string;
}

export interface PageRequest extends Placeholders {
  /** A global secondary index; the table itself without it. */
  readonly index?: string | undefined;
  readonly filter?: string | undefined;
  readonly projection?: string | undefined;
  /** `COUNT` leaves the items out. */
  readonly select?: 'ALL_ATTRIBUTES' | 'ALL_PROJECTED_ATTRIBUTES' | 'SPECIFIC_ATTRIBUTES' | 'COUNT' | undefined;
  /** The most items to look at, before the filter. */
  readonly limit?: number | undefined;
  /** Go on behind this key: the `lastEvaluatedKey` of the page before. */
  readonly exclusiveStartKey?: AttributeMap | undefined;
  readonly consistentRead?: boolean | undefined;
}

export interface QueryRequest extends PageRequest {
  readonly keyCondition: string;
  /** Ascending, unless this is `false`. */
  readonly scanIndexForward?: boolean | undefined;
}

export interface ScanRequest extends PageRequest {
  /** Which part of the table, counted from zero. */
  readonly segment?: number | undefined;
  /** In how many parts the table is read. */
  readonly totalSegments?: number | undefined;
}

/** What a query or scan found: at most 1 MB of items looked at. */
export interface Page {
  readonly items: readonly Item[];
  /** How many items passed the filter. */
  readonly count: number;
  /** How many were looked at. */
  readonly scannedCount: number;
  /** How large those were together. */
  readonly scannedBytes: number;
  /** Where to go on; absent at the end. */
  readonly lastEvaluatedKey?: Item;
}
