import type { Members, Shape } from '../protocol/shape.ts';

/*
 * What DynamoDB's front door holds requests against (API reference 2012-08-10), member by member in the order in which
 * the service tells of faults, and the values of each enumeration in the order in which it lists them.
 */

const NAME = '[a-zA-Z0-9_.-]+';

const indexName: Shape = { is: 'text', pattern: NAME, least: 3, most: 255 };
const tableName: Shape = { is: 'text', required: true, orArn: true, pattern: NAME, least: 3, most: 255 };
/** Its length is looked at before anything else. */
const namedFirst: Shape = { is: 'text', required: true, orArn: true, pattern: NAME };
const oneOf = (...values: readonly string[]): Shape => ({ is: 'text', oneOf: values });
const attributes: Shape = { is: 'map', required: true };
const structure = (members: Members): Shape => ({ is: 'structure', members });
const required = (shape: Shape): Shape => ({ ...shape, required: true });
const list = (of: Shape, bounds: { readonly least?: number; readonly most?: number } = {}): Shape => ({
  is: 'list',
  of,
  ...bounds,
});

const capacity = oneOf('INDEXES', 'TOTAL', 'NONE');
const metrics = oneOf('SIZE', 'NONE');
const returned = oneOf('ALL_NEW', 'UPDATED_OLD', 'ALL_OLD', 'NONE', 'UPDATED_NEW');
const returnedOnFailure = oneOf('ALL_OLD', 'NONE');
const operator = oneOf('OR', 'AND');
const comparison = oneOf(
  ...[
    'IN',
    'NULL',
    'BETWEEN',
    'LT',
    'NOT_CONTAINS',
    'EQ',
    'GT',
    'NOT_NULL',
    'NE',
    'LE',
    'BEGINS_WITH',
    'GE',
    'CONTAINS',
  ],
);
const select = oneOf('SPECIFIC_ATTRIBUTES', 'COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES');
const attributesToGet: Shape = { is: 'list', least: 1, most: 255 };
const expected: Shape = { is: 'map', of: structure({ ComparisonOperator: comparison }) };
const conditions: Shape = { is: 'map', of: structure({ ComparisonOperator: required(comparison) }) };
const atLeastOne: Shape = { is: 'number', least: 1 };

export const getItem: Members = {
  ReturnConsumedCapacity: capacity,
  AttributesToGet: attributesToGet,
  TableName: tableName,
  Key: attributes,
};

export const putItem: Members = {
  ReturnConsumedCapacity: capacity,
  TableName: tableName,
  Item: attributes,
  ConditionalOperator: operator,
  Expected: expected,
  ReturnValues: returned,
  ReturnItemCollectionMetrics: metrics,
  ReturnValuesOnConditionCheckFailure: returnedOnFailure,
};

export const deleteItem: Members = {
  ReturnConsumedCapacity: capacity,
  TableName: tableName,
  ReturnValues: returned,
  ReturnItemCollectionMetrics: metrics,
  Key: attributes,
  ConditionalOperator: operator,
  Expected: expected,
  ReturnValuesOnConditionCheckFailure: returnedOnFailure,
};

export const updateItem: Members = {
  ReturnConsumedCapacity: capacity,
  TableName: tableName,
  ReturnItemCollectionMetrics: metrics,
  ReturnValues: returned,
  Key: attributes,
  ConditionalOperator: operator,
  Expected: expected,
  ReturnValuesOnConditionCheckFailure: returnedOnFailure,
};

export const query: Members = {
  Select: select,
  IndexName: indexName,
  ReturnConsumedCapacity: capacity,
  QueryFilter: conditions,
  TableName: tableName,
  ConditionalOperator: operator,
  AttributesToGet: attributesToGet,
  Limit: atLeastOne,
  KeyConditions: conditions,
};

export const scan: Members = {
  Select: select,
  IndexName: indexName,
  TotalSegments: { is: 'number', least: 1, most: 1_000_000 },
  ReturnConsumedCapacity: capacity,
  TableName: tableName,
  ConditionalOperator: operator,
  ScanFilter: conditions,
  Segment: { is: 'number', least: 0, most: 999_999 },
  Limit: atLeastOne,
  AttributesToGet: attributesToGet,
};

const tablesByName = { pattern: NAME, least: 3, most: 255 };

export const batchGetItem: Members = {
  ReturnConsumedCapacity: capacity,
  RequestItems: {
    is: 'map',
    required: true,
    least: 1,
    keys: tablesByName,
    of: structure({ Keys: required(list({ is: 'map' }, { least: 1, most: 100 })), AttributesToGet: attributesToGet }),
  },
};

export const batchWriteItem: Members = {
  ReturnConsumedCapacity: capacity,
  ReturnItemCollectionMetrics: metrics,
  RequestItems: {
    is: 'map',
    required: true,
    least: 1,
    keys: tablesByName,
    values: { least: 1, most: 25 },
    of: list(structure({ DeleteRequest: structure({ Key: attributes }), PutRequest: structure({ Item: attributes }) })),
  },
};

const ENTRIES = { least: 1, most: 100 };
const ofTable = { TableName: tableName };

export const transactWriteItems: Members = {
  ReturnConsumedCapacity: capacity,
  ReturnItemCollectionMetrics: metrics,
  TransactItems: required(
    list(
      structure({
        ConditionCheck: structure({ ...ofTable, Key: attributes, ConditionExpression: { is: 'text', required: true } }),
        Delete: structure({ ...ofTable, Key: attributes }),
        Put: structure({ ...ofTable, Item: attributes }),
        Update: structure({ ...ofTable, Key: attributes, UpdateExpression: { is: 'text', required: true } }),
      }),
      ENTRIES,
    ),
  ),
  ClientRequestToken: { is: 'text', least: 1, most: 36 },
};

export const transactGetItems: Members = {
  ReturnConsumedCapacity: capacity,
  TransactItems: required(list(structure({ Get: required(structure({ ...ofTable, Key: attributes })) }), ENTRIES)),
};

const throughput = structure({ WriteCapacityUnits: required(atLeastOne), ReadCapacityUnits: required(atLeastOne) });
const keySchema = (keyType: Shape): Shape =>
  required(
    list(structure({ AttributeName: { is: 'text', required: true }, KeyType: required(keyType) }), {
      least: 1,
      most: 2,
    }),
  );
const projection = required(
  structure({ ProjectionType: oneOf('ALL', 'INCLUDE', 'KEYS_ONLY'), NonKeyAttributes: { is: 'list', least: 1 } }),
);
const index = {
  IndexName: required(indexName),
  KeySchema: keySchema(oneOf('HASH', 'RANGE')),
  Projection: projection,
};
const attributeDefinitions = list(
  structure({ AttributeName: { is: 'text', required: true }, AttributeType: required(oneOf('B', 'N', 'S')) }),
);
const billing = oneOf('PROVISIONED', 'PAY_PER_REQUEST');

export const createTable: Members = {
  AttributeDefinitions: required(attributeDefinitions),
  TableName: namedFirst,
  BillingMode: billing,
  ProvisionedThroughput: throughput,
  KeySchema: keySchema(oneOf('HASH', 'RANGE')),
  LocalSecondaryIndexes: list(structure(index)),
  GlobalSecondaryIndexes: list(structure({ ...index, ProvisionedThroughput: throughput })),
};

export const updateTable: Members = {
  TableName: namedFirst,
  AttributeDefinitions: attributeDefinitions,
  ProvisionedThroughput: throughput,
  BillingMode: billing,
  GlobalSecondaryIndexUpdates: list(
    structure({
      Update: structure({ IndexName: index.IndexName, ProvisionedThroughput: required(throughput) }),
      Create: structure({ ...index, ProvisionedThroughput: throughput }),
      Delete: structure({ IndexName: index.IndexName }),
    }),
  ),
};

export const ofOneTable: Members = { TableName: namedFirst };

export const listTables: Members = {
  Limit: { is: 'number', least: 1, most: 100 },
  ExclusiveStartTableName: { is: 'text', pattern: NAME, least: 3, most: 255 },
};
