import type { NumberValue } from './decimal.ts';

/**
 * An attribute value inside the process: plain values, never mutated. What DynamoDB calls S, N, BOOL, NULL, B, SS, NS,
 * BS, L and M, in this order. A set has at least one member and members of one kind; what kind, its members tell.
 */
export type AttributeValue =
  | string
  | NumberValue
  | boolean
  | null
  | Uint8Array
  | ReadonlySet<string>
  | ReadonlySet<NumberValue>
  | ReadonlySet<Uint8Array>
  | AttributeList
  | AttributeMap;

export type AttributeList = readonly AttributeValue[];
export interface AttributeMap {
  readonly [name: string]: AttributeValue;
}

/** A row of a table: attributes by name, those of the primary key always among them. */
export type Item = AttributeMap;

/** A value that can be (a part of) a key. */
export type KeyValue = string | NumberValue | Uint8Array;

export interface TableDefinition {
  readonly name: string;
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
  readonly indexes?: readonly IndexDefinition[];
  /** The attribute that says when an item may go, in seconds since 1970 (time to live). */
  readonly expiresAt?: string;
}

export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

/** A global secondary index: sparse (an item without the index's key attributes is not in it). */
export interface IndexDefinition {
  readonly name: string;
  /**
   * Whether it is a local secondary index: its partition key is the table's, it can be read consistently, and attributes
   * that it does not hold are read from the table.
   */
  readonly isLocal?: boolean;
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
  /** What an entry holds besides the keys of table and index: everything, nothing, or the attributes named. */
  readonly projection: 'ALL' | 'KEYS_ONLY' | readonly string[];
}

/** A named, ordered map in the store; its values are immutable. */
export interface Space<Value> {
  readonly name: string;
  /** Written far more often than read: not worth keeping in memory. */
  readonly seldomRead?: true;
  encode(value: Value): string;
  decode(text: string): Value;
}

/** Which keys of a space, and in which order. */
export interface KeyRange {
  /** The lowest key, inclusive. */
  readonly from?: string;
  /** The highest key, exclusive. */
  readonly to?: string;
  /** Descending instead of ascending. */
  readonly reverse?: boolean;
  /** The most entries to give. */
  readonly limit?: number;
}

/**
 * One unit of work's view of the store: reads see its own writes. Keys consist of characters from U+0001 to U+D7FF, so
 * the order of UTF-16 units and the order of UTF-8 bytes are the same.
 */
export interface KeyValues {
  get<Value>(space: Space<Value>, key: string): Value | undefined;
  put<Value>(space: Space<Value>, key: string, value: Value): void;
  delete<Value>(space: Space<Value>, key: string): void;
  /** What is in the range, in order. The caller writes only after it has stopped reading. */
  range<Value>(space: Space<Value>, query: KeyRange): Iterable<readonly [key: string, value: Value]>;
}
