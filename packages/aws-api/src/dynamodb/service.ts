import { validation } from '../protocol/errors.ts';
import { textIn } from '../protocol/fields.ts';
import type { Operation, Service } from '../protocol/operation.ts';
import { checked, type Members } from '../protocol/shape.ts';
import { batchGetItem, batchWriteItem } from './batches.ts';
import { deleteItem, getItem, putItem, updateItem } from './items.ts';
import { modernised } from './legacy.ts';
import { query, scan } from './pages.ts';
import { createTable, deleteTable, describeTable, listTables, updateTable } from './tables.ts';
import { describeContinuousBackups, describeLimits, listTagsOfResource } from './formalities.ts';
import * as shapes from './shapes.ts';
import { describeTimeToLive, updateTimeToLive } from './time-to-live.ts';
import { transactGetItems, transactWriteItems } from './transactions.ts';

/** An operation that may be asked in the way from before expressions. */
const modern =
  (operation: Operation): Operation =>
  (call, input) =>
    operation(call, modernised(input));

/** Operations on whole tables ask for the name before anything else, in words of their own. */
const onTable = (members: Members, operation: Operation): Operation => {
  const next = checked(members, operation);
  return (call, input) => {
    const name = textIn(input, 'TableName');
    if (name === undefined)
      throw validation("The parameter 'TableName' is required but was not present in the request");
    if (!name.startsWith('arn:') && (name.length < 3 || name.length > 255))
      throw validation('TableName must be at least 3 characters long and at most 255 characters long');
    return next(call, input);
  };
};

/** DynamoDB (API version 2012-08-10): JSON 1.0, answers with a checksum. */
export const dynamodb: Service = {
  target: 'DynamoDB_20120810',
  json: '1.0',
  errorNamespace: 'com.amazonaws.dynamodb.v20120810#',
  checksum: true,
  operations: {
    BatchGetItem: checked(shapes.batchGetItem, batchGetItem),
    BatchWriteItem: checked(shapes.batchWriteItem, batchWriteItem),
    CreateTable: onTable(shapes.createTable, createTable),
    DeleteItem: checked(shapes.deleteItem, modern(deleteItem)),
    DeleteTable: onTable(shapes.ofOneTable, deleteTable),
    DescribeContinuousBackups: describeContinuousBackups,
    DescribeLimits: describeLimits,
    DescribeTable: onTable(shapes.ofOneTable, describeTable),
    DescribeTimeToLive: onTable(shapes.ofOneTable, describeTimeToLive),
    GetItem: checked(shapes.getItem, modern(getItem)),
    ListTables: checked(shapes.listTables, listTables),
    ListTagsOfResource: listTagsOfResource,
    PutItem: checked(shapes.putItem, modern(putItem)),
    Query: checked(shapes.query, modern(query)),
    Scan: checked(shapes.scan, modern(scan)),
    TransactGetItems: checked(shapes.transactGetItems, transactGetItems),
    TransactWriteItems: checked(shapes.transactWriteItems, transactWriteItems),
    UpdateItem: checked(shapes.updateItem, modern(updateItem)),
    UpdateTable: onTable(shapes.updateTable, updateTable),
    UpdateTimeToLive: onTable(shapes.ofOneTable, updateTimeToLive),
  },
};
