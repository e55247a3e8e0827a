import type { Ids, Random } from '@espresso/kernel';
import type { Key, Table, Value } from './tables.ts';

/** A stretch of a table or of one of its indexes. */
export interface Query {
  /** The index to read; the table itself without one. */
  readonly index?: string;
  /** The value of the partition key. */
  readonly partition: string | number;
  /** What the sort key must be, in DynamoDB's key condition language without the partition part: `#sk BETWEEN :from AND :to`. */
  readonly sort?: {
    readonly if: string;
    readonly names?: Readonly<Record<string, string>>;
    readonly values?: Readonly<Record<string, Value>>;
  };
  /** Last first. */
  readonly reverse?: boolean;
  /** At most this many items, 100 without one. */
  readonly limit?: number;
  /** Go on after this key: the `after` of the page before. */
  readonly after?: Key;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** The key to go on after; absent on the last page. */
  readonly after?: Key;
}

/** What a handler may read and ask while it decides. What it read is checked again at the commit. */
export interface Work {
  /** The moment this unit of work runs, in milliseconds since 1970: the same however often it is asked. */
  readonly nowMs: number;
  readonly ids: Ids;
  readonly random: Random;
  get<Item extends Readonly<Record<string, unknown>>>(table: Table<Item>, key: Key): Promise<Item | undefined>;
  query<Item extends Readonly<Record<string, unknown>>>(table: Table<Item>, query: Query): Promise<Page<Item>>;
}
