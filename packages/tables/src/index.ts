export type {
  AttributeList,
  AttributeMap,
  AttributeValue,
  IndexDefinition,
  Item,
  KeyAttribute,
  KeyRange,
  KeyValue,
  KeyValues,
  Space,
  TableDefinition,
} from './types.ts';
export { addNumbers, compareNumbers, subtractNumbers } from './arithmetic.ts';
export { Decimal, numberText, type NumberValue } from './decimal.ts';
export { parseNumber } from './parse-number.ts';
export { compareValues, equalValues, typeOf, type TypeName } from './values.ts';
export { InvalidRequest } from './errors.ts';
export { encodeKey, joinKeys } from './keys.ts';
export { ITEM_BYTES_MAX, itemSize } from './size.ts';
export { marshall, marshallItem, unmarshall, unmarshallItem } from './json.ts';
export { decodeItem, encodeItem, expirySpace, indexSpace, itemSpace } from './spaces.ts';
export { memoryKeyValues } from './memory.ts';
export type { Names, Values } from './expressions/scope.ts';
export type {
  CheckRequest,
  DeleteRequest,
  GetRequest,
  Page,
  PageRequest,
  PutRequest,
  QueryRequest,
  ScanRequest,
  UpdateRequest,
} from './requests.ts';
export { indexWrites, type IndexWrite } from './index-writes.ts';
export { rebuildIndexes, spaceNames, type Change } from './changes.ts';
export { getItem } from './get.ts';
export { deleteItem, putItem, updateItem, type ConditionFailed, type WriteResult, type Written } from './write.ts';
export { query } from './query.ts';
export { scan } from './scan.ts';
export { batchGet, batchWrite, type BatchGetEntry, type BatchGetResult, type BatchWriteEntry } from './batch.ts';
export {
  transactGet,
  transactWrite,
  type CancellationReason,
  type TransactGetEntry,
  type TransactWriteEntry,
  type TransactWriteResult,
  type TransactionCancelled,
} from './transact.ts';
export { expire } from './expire.ts';
