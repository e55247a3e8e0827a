import type { Service } from '../protocol/operation.ts';
import { batchGetItem, batchWriteItem } from './batches.ts';
import { deleteItem, getItem, putItem, updateItem } from './items.ts';
import { query, scan } from './pages.ts';
import { createTable, deleteTable, describeTable, listTables, updateTable } from './tables.ts';
import { describeContinuousBackups, describeLimits, listTagsOfResource } from './formalities.ts';
import { describeTimeToLive, updateTimeToLive } from './time-to-live.ts';
import { transactGetItems, transactWriteItems } from './transactions.ts';

/** DynamoDB (API version 2012-08-10): JSON 1.0, answers with a checksum. */
export const dynamodb: Service = {
  target: 'DynamoDB_20120810',
  json: '1.0',
  errorNamespace: 'com.amazonaws.dynamodb.v20120810#',
  checksum: true,
  operations: {
    BatchGetItem: batchGetItem,
    BatchWriteItem: batchWriteItem,
    CreateTable: createTable,
    DeleteItem: deleteItem,
    DeleteTable: deleteTable,
    DescribeContinuousBackups: describeContinuousBackups,
    DescribeLimits: describeLimits,
    DescribeTable: describeTable,
    DescribeTimeToLive: describeTimeToLive,
    GetItem: getItem,
    ListTables: listTables,
    ListTagsOfResource: listTagsOfResource,
    PutItem: putItem,
    Query: query,
    Scan: scan,
    TransactGetItems: transactGetItems,
    TransactWriteItems: transactWriteItems,
    UpdateItem: updateItem,
    UpdateTable: updateTable,
    UpdateTimeToLive: updateTimeToLive,
  },
};
