import type { JsonObject } from '@espresso/kernel';
import {
  marshallItem,
  query as queryTable,
  scan as scanTable,
  unmarshallItem,
  type Page,
  type PageRequest,
  type TableDefinition,
} from '@espresso/tables';
import { booleanIn, choiceIn, numberIn, objectIn, requiredText, textIn } from '../protocol/fields.ts';
import type { Operation } from '../protocol/operation.ts';
import { validation } from '../protocol/errors.ts';
import { consumed, readUnits, readUsage } from './capacity.ts';
import { tableFor } from './find-table.ts';
import { placeholders } from './requests.ts';

const SELECT = ['ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES', 'COUNT'] as const;

const pageRequest = (input: JsonObject): PageRequest => {
  const start = objectIn(input, 'ExclusiveStartKey');
  return {
    index: textIn(input, 'IndexName'),
    filter: textIn(input, 'FilterExpression'),
    projection: textIn(input, 'ProjectionExpression'),
    select: choiceIn(input, 'Select', SELECT),
    limit: numberIn(input, 'Limit'),
    exclusiveStartKey: start && unmarshallItem(start),
    consistentRead: booleanIn(input, 'ConsistentRead'),
    ...placeholders(input),
  };
};

const shown = (input: JsonObject, table: TableDefinition, page: Page): JsonObject => ({
  ...(input['Select'] !== 'COUNT' && { Items: page.items.map(marshallItem) }),
  Count: page.count,
  ScannedCount: page.scannedCount,
  ...(page.lastEvaluatedKey !== undefined && { LastEvaluatedKey: marshallItem(page.lastEvaluatedKey) }),
  ...consumed(
    input,
    readUsage(
      table.name,
      readUnits(page.scannedBytes, booleanIn(input, 'ConsistentRead') ?? false),
      table.indexes?.find(({ name }) => name === input['IndexName']),
    ),
  ),
});

export const query: Operation = async ({ host }, input) => {
  const name = requiredText(input, 'TableName');
  const keyCondition = textIn(input, 'KeyConditionExpression');
  const request = pageRequest(input);
  if (keyCondition === undefined)
    throw validation('Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.');
  const scanIndexForward = booleanIn(input, 'ScanIndexForward');
  return host.look((unit, engine) => {
    const table = tableFor(engine, unit, name);
    return shown(input, table, queryTable(unit.layer, table, { ...request, keyCondition, scanIndexForward }));
  });
};

export const scan: Operation = async ({ host }, input) => {
  const name = requiredText(input, 'TableName');
  const request = {
    ...pageRequest(input),
    segment: numberIn(input, 'Segment'),
    totalSegments: numberIn(input, 'TotalSegments'),
  };
  return host.look((unit, engine) => {
    const table = tableFor(engine, unit, name);
    return shown(input, table, scanTable(unit.layer, table, request));
  });
};
