import { InvalidRequest, constraint } from './errors.ts';
import { bind, compile } from './expressions/request.ts';
import type { ExpressionKind } from './expressions/tokens.ts';
import { PART_END } from './keys.ts';
import { readPage, sourceOf, startKeyText } from './page.ts';
import type { Page, ScanRequest } from './requests.ts';
import type { KeyValues, TableDefinition } from './types.ts';

const TAKERS: readonly ExpressionKind[] = ['FilterExpression'];
const SEGMENTS_MAX = 1_000_000;

/** All items of a table or index, or of one segment of it (API reference, Scan). They come in the order of their keys. */
export const scan = (store: KeyValues, table: TableDefinition, request: ScanRequest): Page => {
  const source = sourceOf(table, request);
  const compiled = compile({ filter: request.filter, projection: request.projection, names: request.names });
  const values = bind(compiled, request.values, TAKERS);
  const isIncluded = segmentTest(request);
  const { exclusiveStartKey } = request;
  const range = exclusiveStartKey === undefined ? {} : { from: startKeyText(source, exclusiveStartKey) + PART_END };
  return readPage(store, source, range, request, compiled, values, isIncluded);
};

const segmentTest = ({ segment, totalSegments }: ScanRequest): ((key: string) => boolean) | undefined => {
  if (segment === undefined && totalSegments === undefined) return undefined;
  if (totalSegments === undefined) {
    throw new InvalidRequest(
      'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
    );
  }
  if (segment === undefined) {
    throw new InvalidRequest(
      'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
    );
  }
  if (!Number.isInteger(totalSegments) || totalSegments < 1) {
    throw constraint(String(totalSegments), 'totalSegments', 'Member must have value greater than or equal to 1');
  }
  if (totalSegments > SEGMENTS_MAX) {
    throw constraint(String(totalSegments), 'totalSegments', 'Member must have value less than or equal to 1000000');
  }
  if (!Number.isInteger(segment) || segment < 0) {
    throw constraint(String(segment), 'segment', 'Member must have value greater than or equal to 0');
  }
  if (segment >= totalSegments) {
    throw new InvalidRequest(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${String(segment)} is not less than TotalSegments: ${String(totalSegments)}`,
    );
  }
  return totalSegments === 1 ? undefined : (key) => partitionHash(key) % totalSegments === segment;
};

/** FNV-1a over the partition's part of the key: a partition is in one segment as a whole. */
const partitionHash = (key: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length && key.charAt(at) !== PART_END; at++) {
    hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
};
