import { accept } from '@espresso/contract';
import { recall, remember, type Engine, type Unit } from '@espresso/host/resources';
import { isJsonObject, type JsonObject } from '@espresso/kernel';
import {
  getItem,
  marshallItem,
  transactGet,
  transactWrite,
  unmarshallItem,
  type CancellationReason,
  type TransactWriteEntry,
} from '@espresso/tables';
import { AwsError, validation } from '../protocol/errors.ts';
import {
  choiceIn,
  defined,
  objectIn,
  objectsIn,
  requiredList,
  requiredObject,
  requiredText,
  textIn,
} from '../protocol/fields.ts';
import type { Operation } from '../protocol/operation.ts';
import { sha256 } from '../signature/canonical.ts';
import { consumedOfAll, IN_TRANSACTION, readUnits, readUsage, sizeOf, writeUsage } from './capacity.ts';
import { tableFor } from './find-table.ts';
import { keyIn, placeholders, projectionIn } from './requests.ts';

export const transactGetItems: Operation = async ({ host }, input) => {
  requiredList(input, 'TransactItems');
  const asked = (objectsIn(input, 'TransactItems') ?? []).map((entry) => requiredObject(entry, 'Get'));
  return host.look((unit, engine) => {
    const entries = asked.map((get) => ({
      table: tableFor(engine, unit, requiredText(get, 'TableName')),
      key: keyIn(get),
      ...projectionIn(get),
    }));
    const items = transactGet(unit.layer, entries);
    const usages = entries.map(({ table, key }) =>
      readUsage(table.name, IN_TRANSACTION * readUnits(sizeOf(getItem(unit.layer, table, { key })), true)),
    );
    return {
      Responses: items.map((item) => (item === undefined ? {} : { Item: marshallItem(item) })),
      ...consumedOfAll(input, usages, 'ReadCapacityUnits'),
    };
  });
};

export const transactWriteItems: Operation = async ({ host }, input) => {
  requiredList(input, 'TransactItems');
  const asked = objectsIn(input, 'TransactItems') ?? [];
  const token = textIn(input, 'ClientRequestToken');
  const idempotency = token && {
    scope: 'aws:TransactWriteItems',
    key: token,
    fingerprint: sha256(JSON.stringify(asked)),
  };
  const result = await host.transact((unit, engine) => {
    const recalled = idempotency ? recall(unit.layer, idempotency) : undefined;
    if (recalled?.type === 'repeated') return undefined;
    if (recalled?.type === 'mistaken')
      throw new AwsError(
        'IdempotentParameterMismatchException',
        'The provided client token is already in use for another request with different parameters',
      );
    const written = transactWrite(
      unit.layer,
      asked.map((entry) => entryOf(engine, unit, entry)),
    );
    if (written.written && idempotency) remember(unit.layer, idempotency, accept(), unit.nowMs);
    return written;
  });
  if (result === undefined) return {};
  if (result.written) {
    const usages = result.changes.map((change) => writeUsage(change, IN_TRANSACTION));
    return consumedOfAll(input, usages, 'WriteCapacityUnits');
  }
  const reasons = result.reasons.map(reasonOf);
  throw new AwsError('TransactionCanceledException', result.message, {
    more: { Message: result.message, CancellationReasons: reasons },
  });
};

const reasonOf = (reason: CancellationReason): JsonObject => {
  if (reason.code === 'None') return { Code: 'None' };
  const item = reason.code === 'ConditionalCheckFailed' ? reason.item : undefined;
  return defined({ Code: reason.code, Message: reason.message, Item: item && marshallItem(item) });
};

const TYPES = ['Put', 'Update', 'Delete', 'ConditionCheck'] as const;

const entryOf = (engine: Engine, unit: Unit, entry: JsonObject): TransactWriteEntry => {
  const given = TYPES.filter((type) => isJsonObject(entry[type]));
  const [type] = given;
  if (type === undefined || given.length > 1)
    throw validation('TransactItems can only contain one of Check, Put, Update or Delete');
  const asked = objectIn(entry, type) ?? {};
  const table = tableFor(engine, unit, requiredText(asked, 'TableName'));
  const condition = textIn(asked, 'ConditionExpression');
  const common = {
    table,
    returnValuesOnConditionCheckFailure: choiceIn(asked, 'ReturnValuesOnConditionCheckFailure', ['NONE', 'ALL_OLD']),
    ...placeholders(asked),
  };
  switch (type) {
    case 'Put':
      return { type: 'put', item: unmarshallItem(requiredObject(asked, 'Item')), condition, ...common };
    case 'Update':
      return {
        type: 'update',
        key: keyIn(asked),
        update: requiredText(asked, 'UpdateExpression'),
        condition,
        ...common,
      };
    case 'Delete':
      return { type: 'delete', key: keyIn(asked), condition, ...common };
    case 'ConditionCheck':
      return { type: 'check', key: keyIn(asked), ...common, condition: requiredText(asked, 'ConditionExpression') };
  }
};
