import { Lru } from '@espresso/kernel';
import { InvalidRequest } from '../errors.ts';
import { checkedSize } from '../size.ts';
import type { Item } from '../types.ts';
import { compileCondition, type Test } from './compile-condition.ts';
import { compileKeyCondition, type KeyTests } from './compile-key-condition.ts';
import { compileUpdate, type Update } from './compile-update.ts';
import { parseProjection } from './parse-projection.ts';
import { collisionOf, projector } from './paths.ts';
import { Scope, type Names, type ValueCheck, type Values } from './scope.ts';
import type { ExpressionKind } from './tokens.ts';

/** The expressions of one request and the placeholders they share. */
export interface Expressions {
  readonly update?: string | undefined;
  readonly condition?: string | undefined;
  readonly keyCondition?: string | undefined;
  readonly filter?: string | undefined;
  readonly projection?: string | undefined;
  readonly names?: Names | undefined;
  readonly values?: Values | undefined;
}

/** The expressions of a request as closures. */
export interface Compiled {
  readonly update?: Update;
  readonly condition?: Test;
  readonly keyCondition?: KeyTests;
  readonly filter?: { readonly test: Test; readonly heads: ReadonlySet<string> };
  readonly project?: (item: Item) => Item;
  /** The attributes that the projection takes something of. */
  readonly projected?: readonly string[];
  /** The placeholders of all values used, each once. */
  readonly valueNames: readonly string[];
  readonly checks: readonly ValueCheck[];
}

const COMPILED_MAX = 2_000;
const cache = new Lru<string, Compiled>(COMPILED_MAX);
const NO_VALUES: Values = {};

/** Every part with its length before it, so that no two requests have one key. */
const part = (text: string | undefined): string => (text === undefined ? '-' : `${String(text.length)}:${text}`);

const cacheKey = (request: Expressions): string => {
  let key =
    part(request.update) +
    part(request.condition) +
    part(request.keyCondition) +
    part(request.filter) +
    part(request.projection);
  const { names } = request;
  if (names !== undefined) {
    key += '#';
    for (const name in names) key += part(name) + part(names[name]);
  }
  return key;
};

/** Compiles a request's expressions, or finds them compiled. Refuses what is wrong with them without looking at values. */
export const compile = (request: Expressions): Compiled => {
  const key = cacheKey(request);
  let compiled = cache.get(key);
  if (compiled === undefined) cache.set(key, (compiled = compileAnew(request)));
  return compiled;
};

const compileAnew = (request: Expressions): Compiled => {
  const { names = {}, update, condition, keyCondition, filter, projection } = request;
  checkNames(request);
  const scopes: Scope[] = [];
  const scopeOf = (kind: ExpressionKind): Scope => {
    const scope = new Scope(kind, names);
    scopes.push(scope);
    return scope;
  };
  const parts = {
    ...(update !== undefined && { update: compileUpdate(scopeOf('UpdateExpression'), update) }),
    ...(condition !== undefined && { condition: compileCondition(scopeOf('ConditionExpression'), condition) }),
    ...(keyCondition !== undefined && {
      keyCondition: compileKeyCondition(scopeOf('KeyConditionExpression'), keyCondition),
    }),
    ...(filter !== undefined && { filter: compileFilter(scopeOf('FilterExpression'), filter) }),
    ...(projection !== undefined && compileProjection(scopeOf('ProjectionExpression'), projection)),
  };
  const used = new Set(scopes.flatMap((scope) => [...scope.usedNames]));
  const unused = Object.keys(names).filter((name) => !used.has(name));
  if (unused.length > 0) throw unusedPlaceholders('Names', unused);
  return {
    ...parts,
    valueNames: [...new Set(scopes.flatMap((scope) => [...scope.usedValues]))],
    checks: scopes.flatMap((scope) => scope.checks),
  };
};

const compileFilter = (scope: Scope, text: string): NonNullable<Compiled['filter']> => {
  const heads = new Set<string>();
  return { test: compileCondition(scope, text, heads), heads };
};

const compileProjection = (scope: Scope, text: string): Pick<Compiled, 'project' | 'projected'> => {
  const paths = parseProjection(text).map((path) => scope.path(path));
  const collision = collisionOf(paths);
  if (collision !== undefined) scope.problem('name', collision);
  scope.settle();
  return { project: projector(paths), projected: paths.map(([head]) => String(head)) };
};

const unusedPlaceholders = (what: 'Names' | 'Values', unused: readonly string[]): InvalidRequest =>
  new InvalidRequest(
    `Value provided in ExpressionAttribute${what} unused in expressions: keys: {${unused.join(', ')}}`,
  );

const NAME = /^#[0-9a-zA-Z_]+$/;
const VALUE = /^:[0-9a-zA-Z_]+$/;

const checkNames = ({ names, update, condition, keyCondition, filter, projection }: Expressions): void => {
  if (names === undefined) return;
  if ((update ?? condition ?? keyCondition ?? filter ?? projection) === undefined) {
    throw new InvalidRequest('ExpressionAttributeNames can only be specified when using expressions');
  }
  const keys = Object.keys(names);
  if (keys.length === 0) throw new InvalidRequest('ExpressionAttributeNames must not be empty');
  for (const key of keys) {
    if (!NAME.test(key)) {
      throw new InvalidRequest(`ExpressionAttributeNames contains invalid key: Syntax error; key: "${key}"`);
    }
  }
};

/** Checks a request's values against its expressions; `takers` are the expressions the operation could have had. */
export const bind = (compiled: Compiled, values: Values | undefined, takers: readonly ExpressionKind[]): Values => {
  if (values !== undefined) {
    let count = 0;
    let areKnown = true;
    for (const name in values) {
      count++;
      if (compiled.valueNames.includes(name)) checkValue(name, values);
      else areKnown = false;
    }
    if (!areKnown || count !== compiled.valueNames.length || count === 0) refuseValues(compiled, values, takers);
  }
  const bound = values ?? NO_VALUES;
  for (const check of compiled.checks) check(bound);
  return bound;
};

const checkValue = (name: string, values: Values): void => {
  const value = values[name];
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isSafeInteger(value)) return;
  try {
    checkedSize(value);
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    throw new InvalidRequest(`ExpressionAttributeValues contains invalid value: ${error.message} for key ${name}`);
  }
};

const refuseValues = (compiled: Compiled, values: Values, takers: readonly ExpressionKind[]): void => {
  const keys = Object.keys(values);
  if (
    compiled.valueNames.length === 0 &&
    compiled.update === undefined &&
    compiled.condition === undefined &&
    compiled.filter === undefined &&
    compiled.keyCondition === undefined
  ) {
    const verb = takers.length > 1 ? 'are' : 'is';
    throw new InvalidRequest(
      `ExpressionAttributeValues can only be specified when using expressions: ${takers.join(' and ')} ${verb} null`,
    );
  }
  if (keys.length === 0) throw new InvalidRequest('ExpressionAttributeValues must not be empty');
  const invalid = keys.find((key) => !VALUE.test(key));
  if (invalid !== undefined) {
    throw new InvalidRequest(`ExpressionAttributeValues contains invalid key: Syntax error; key: "${invalid}"`);
  }
  const unused = keys.filter((name) => !compiled.valueNames.includes(name));
  const missing = compiled.valueNames.some((name) => !Object.hasOwn(values, name));
  // A missing value is told first: the checks name it.
  if (unused.length > 0 && !missing) throw unusedPlaceholders('Values', unused);
};
