import { applyChange, type Change } from './changes.ts';
import { INVALID_VALUES, InvalidRequest } from './errors.ts';
import { bind, compile, type Compiled } from './expressions/request.ts';
import type { Values } from './expressions/scope.ts';
import type { ExpressionKind } from './expressions/tokens.ts';
import { checkIndexKeys, itemKey, planOf, requestedKey, type TablePlan } from './plan.ts';
import type { CheckRequest, Conditional, DeleteRequest, PutRequest, UpdateRequest } from './requests.ts';
import { ITEM_BYTES_MAX, itemSize } from './size.ts';
import type { Item, KeyValues, TableDefinition } from './types.ts';

/** A write happened. */
export interface Written {
  readonly written: true;
  readonly change: Change;
  /** What `returnValues` asked for, where there is any. */
  readonly attributes?: Item;
}

/** A write did not happen because its condition did not hold: no fault, an answer. */
export interface ConditionFailed {
  readonly written: false;
  readonly reason: 'condition-failed';
  /** The item as it is, if `returnValuesOnConditionCheckFailure` asked for it and there is one. */
  readonly item?: Item;
}

export type WriteResult = Written | ConditionFailed;

/** A write whose request has been checked; `decide` looks at the item and says what would happen, and changes nothing. */
export interface PreparedWrite {
  readonly plan: TablePlan;
  readonly key: string;
  readonly decide: (before: Item | undefined) => Change | ConditionFailed;
  /** Whether the decision, or what follows from it in indexes, needs the item as it is. */
  readonly looksBefore: boolean;
}

/** The item a write has to look at, if it has to look at any. */
export const lookedAt = (store: KeyValues, { plan, key, looksBefore }: PreparedWrite): Item | undefined =>
  looksBefore ? store.get(plan.space, key) : undefined;

const NO_ITEM: Item = {};
const CONDITION: readonly ExpressionKind[] = ['ConditionExpression'];
const UPDATE: readonly ExpressionKind[] = ['UpdateExpression', 'ConditionExpression'];
const CONDITION_FAILED: ConditionFailed = { written: false, reason: 'condition-failed' };
const UNCONDITIONAL: Compiled = { valueNames: [], checks: [] };

const hasExpressions = (request: Conditional & { readonly update?: string | undefined }): boolean =>
  (request.condition ?? request.update ?? request.names ?? request.values) !== undefined;

const compiledOf = (request: Conditional & { readonly update?: string | undefined }): Compiled =>
  hasExpressions(request) ? compile(request) : UNCONDITIONAL;

/** The refusal, if there is a condition and the item (or its absence) does not satisfy it. */
const refusal = (
  request: Conditional,
  { condition }: Compiled,
  values: Values,
  before: Item | undefined,
): ConditionFailed | undefined => {
  if (condition === undefined || condition(before ?? NO_ITEM, values)) return undefined;
  return request.returnValuesOnConditionCheckFailure === 'ALL_OLD' && before !== undefined
    ? { ...CONDITION_FAILED, item: before }
    : CONDITION_FAILED;
};

const changeOf = (plan: TablePlan, key: string, before: Item | undefined, after: Item | undefined): Change => ({
  table: plan.definition,
  key,
  ...(before !== undefined && { before }),
  ...(after !== undefined && { after }),
});

export const preparePut = (table: TableDefinition, request: PutRequest, keyOf = itemKey): PreparedWrite => {
  const plan = planOf(table);
  const { item } = request;
  const compiled = compiledOf(request);
  const values = bind(compiled, request.values, CONDITION);
  const key = keyOf(plan, item);
  if (itemSize(item) > ITEM_BYTES_MAX) throw new InvalidRequest('Item size has exceeded the maximum allowed size');
  checkIndexKeys(plan, item);
  // A whole item over whatever was there: nothing asks what that was, so it is not read.
  const asked = compiled.condition !== undefined || request.returnValues === 'ALL_OLD';
  const followed = plan.indexes.length > 0 || plan.expiry !== undefined;
  return {
    plan,
    key,
    looksBefore: asked || followed,
    decide: (before) => refusal(request, compiled, values, before) ?? changeOf(plan, key, before, item),
  };
};

export const prepareDelete = (table: TableDefinition, request: DeleteRequest): PreparedWrite => {
  const plan = planOf(table);
  const compiled = compiledOf(request);
  const values = bind(compiled, request.values, CONDITION);
  const key = requestedKey(plan, request.key);
  return {
    plan,
    key,
    looksBefore: true,
    decide: (before) => refusal(request, compiled, values, before) ?? changeOf(plan, key, before, undefined),
  };
};

/** A write that changes nothing and only checks. */
export const prepareCheck = (table: TableDefinition, request: CheckRequest): PreparedWrite => {
  const plan = planOf(table);
  const compiled = compile(request);
  const values = bind(compiled, request.values, CONDITION);
  const key = requestedKey(plan, request.key);
  return {
    plan,
    key,
    looksBefore: true,
    decide: (before) => refusal(request, compiled, values, before) ?? changeOf(plan, key, before, before),
  };
};

export const prepareUpdate = (table: TableDefinition, request: UpdateRequest): PreparedWrite => {
  const plan = planOf(table);
  const compiled = compiledOf(request);
  const { update } = compiled;
  const values = bind(compiled, request.values, UPDATE);
  if (update !== undefined) refuseKeyUpdates(plan, update.heads);
  const key = requestedKey(plan, request.key);
  return {
    plan,
    key,
    looksBefore: true,
    decide: (before) => {
      const refused = refusal(request, compiled, values, before);
      if (refused !== undefined) return refused;
      const base = before ?? request.key;
      const after = update === undefined ? base : update.apply(base, values);
      if (after !== base || before === undefined) checkUpdated(plan, after);
      return changeOf(plan, key, before, after);
    },
  };
};

const refuseKeyUpdates = (plan: TablePlan, heads: readonly string[]): void => {
  for (const { name } of plan.keys) {
    if (heads.includes(name)) {
      throw new InvalidRequest(`${INVALID_VALUES}Cannot update attribute ${name}. This attribute is part of the key`);
    }
  }
};

const checkUpdated = (plan: TablePlan, after: Item): void => {
  if (itemSize(after) > ITEM_BYTES_MAX) {
    throw new InvalidRequest('Item size to update has exceeded the maximum allowed size');
  }
  checkIndexKeys(plan, after);
};

/** Carries out one prepared write. */
const carryOut = (store: KeyValues, write: PreparedWrite): Change | ConditionFailed => {
  const decision = write.decide(lookedAt(store, write));
  if (!('written' in decision)) applyChange(store, write.plan, decision);
  return decision;
};

const answer = (decision: Change | ConditionFailed, attributes: (change: Change) => Item | undefined): WriteResult => {
  if ('written' in decision) return decision;
  const asked = attributes(decision);
  return asked === undefined
    ? { written: true, change: decision }
    : { written: true, change: decision, attributes: asked };
};

const oldIfAsked =
  (request: PutRequest | DeleteRequest) =>
  (change: Change): Item | undefined =>
    request.returnValues === 'ALL_OLD' ? change.before : undefined;

/** Writes a whole item, in place of one with the same key (API reference, PutItem). */
export const putItem = (store: KeyValues, table: TableDefinition, request: PutRequest): WriteResult => {
  checkReturnValues(request.returnValues);
  return answer(carryOut(store, preparePut(table, request)), oldIfAsked(request));
};

/** Removes an item; there need not be one (API reference, DeleteItem). */
export const deleteItem = (store: KeyValues, table: TableDefinition, request: DeleteRequest): WriteResult => {
  checkReturnValues(request.returnValues);
  return answer(carryOut(store, prepareDelete(table, request)), oldIfAsked(request));
};

const checkReturnValues = (returnValues: string | undefined): void => {
  if (returnValues === undefined || returnValues === 'NONE' || returnValues === 'ALL_OLD') return;
  throw new InvalidRequest('Return values set to invalid value');
};

/** Changes attributes of an item, which need not exist before (API reference, UpdateItem). */
export const updateItem = (store: KeyValues, table: TableDefinition, request: UpdateRequest): WriteResult =>
  answer(carryOut(store, prepareUpdate(table, request)), ({ before, after }) => {
    switch (request.returnValues) {
      case 'ALL_OLD':
        return before;
      case 'ALL_NEW':
        return after;
      case 'UPDATED_OLD':
        return updated(request, before);
      case 'UPDATED_NEW':
        return updated(request, after);
      case 'NONE':
      case undefined:
        return undefined;
    }
  });

const updated = (request: UpdateRequest, item: Item | undefined): Item | undefined => {
  const { update } = compiledOf(request);
  if (update === undefined || item === undefined) return undefined;
  const picked = update.project(item);
  return Object.keys(picked).length === 0 ? undefined : picked;
};
