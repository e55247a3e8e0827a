import { addNumbers } from '../arithmetic.ts';
import { InvalidRequest } from '../errors.ts';
import type { AttributeValue, Item } from '../types.ts';
import {
  attributeOf,
  hasMember,
  isList,
  isMap,
  isNumber,
  isSet,
  setAttribute,
  setOf,
  typeOf,
  type TypeName,
} from '../values.ts';
import { parseUpdate } from './parse-update.ts';
import { collisionOf, pathTree, projector, type PathTree } from './paths.ts';
import type { Scope, Values } from './scope.ts';
import { setValueReader, wrongOperand } from './set-value.ts';
import type { UpdateAction } from './syntax.ts';

export interface Update {
  /** The item after the update; what did not change is shared with the item before. */
  readonly apply: (item: Item, values: Values) => Item;
  /** What the update names, of an item before or after it. */
  readonly project: (item: Item) => Item;
  /** The attributes it writes to. */
  readonly heads: readonly string[];
}

/** What becomes of the value in one place; nothing removes it. All reading is from the item before. */
type Change = (existing: AttributeValue | undefined, item: Item, values: Values) => AttributeValue | undefined;

export const compileUpdate = (scope: Scope, text: string): Update => {
  const changes = parseUpdate(text).map((action) => [scope.path(action.path), changeOf(scope, action)] as const);
  const paths = changes.map(([path]) => path);
  const collision = collisionOf(paths);
  if (collision !== undefined) scope.problem('overlap', collision);
  scope.settle();
  const change = changeOfTree(pathTree(changes));
  return {
    apply: (item, values) => {
      const after = change(item, item, values);
      return after !== undefined && isMap(after) ? after : item;
    },
    project: projector(paths),
    heads: [...new Set(paths.map((path) => String(path[0])))],
  };
};

const invalidPath = (): InvalidRequest =>
  new InvalidRequest('The document path provided in the update expression is invalid for update');

const changeOfTree = (tree: PathTree<Change>): Change => {
  if (tree.kind === 'leaf') return tree.leaf;
  return tree.kind === 'map'
    ? changeOfMap(tree.children.map(([name, child]) => [name, changeOfTree(child)]))
    : changeOfList(tree.children.map(([index, child]) => [index, changeOfTree(child)]));
};

const changeOfMap =
  (children: readonly (readonly [name: string, change: Change])[]): Change =>
  (existing, item, values) => {
    if (existing === undefined || !isMap(existing)) throw invalidPath();
    let changed: Record<string, AttributeValue> | undefined;
    for (const [name, change] of children) {
      const before = attributeOf(existing, name);
      const after = change(before, item, values);
      if (after === before) continue;
      changed ??= { ...existing };
      if (after === undefined) Reflect.deleteProperty(changed, name);
      else setAttribute(changed, name, after);
    }
    return changed ?? existing;
  };

/** Positions are those of the list before; what is set beyond its end is appended; what is removed closes ranks at last. */
const changeOfList =
  (children: readonly (readonly [index: number, change: Change])[]): Change =>
  (existing, item, values) => {
    if (existing === undefined || !isList(existing)) throw invalidPath();
    const changed: (AttributeValue | undefined)[] = [...existing];
    for (const [index, change] of children) {
      const after = change(existing[index], item, values);
      if (index < existing.length) changed[index] = after;
      else if (after !== undefined) changed.push(after);
    }
    return changed.filter((element) => element !== undefined);
  };

const changeOf = (scope: Scope, action: UpdateAction): Change => {
  switch (action.section) {
    case 'SET': {
      const read = setValueReader(scope, action.value);
      return (_, item, values) => {
        const value = read(item, values);
        if (value !== undefined) return value;
        throw new InvalidRequest('The provided expression refers to an attribute that does not exist in the item');
      };
    }
    case 'REMOVE':
      return () => undefined;
    case 'ADD': {
      const name = checkedValue(scope, action, ['N', 'SS', 'NS', 'BS']);
      return (existing, _, values) => add(existing, values[name]);
    }
    case 'DELETE': {
      const name = checkedValue(scope, action, ['SS', 'NS', 'BS']);
      return (existing, _, values) => subtract(existing, values[name]);
    }
  }
};

const LONG_NAMES: Readonly<Record<TypeName, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  BOOL: 'BOOLEAN',
  NULL: 'NULL',
  L: 'LIST',
  M: 'MAP',
  SS: 'STRING_SET',
  NS: 'NUMBER_SET',
  BS: 'BINARY_SET',
};

const checkedValue = (
  scope: Scope,
  action: { readonly section: 'ADD' | 'DELETE'; readonly value: string },
  types: readonly TypeName[],
): string => {
  const name = scope.value(action.value);
  scope.check((values) => {
    const value = values[name];
    if (value === undefined || types.includes(typeOf(value))) return;
    const type = LONG_NAMES[typeOf(value)];
    throw scope.invalid(
      `Incorrect operand type for operator or function; operator: ${action.section}, operand type: ${type}`,
    );
  });
  return name;
};

const add = (existing: AttributeValue | undefined, value: AttributeValue | undefined): AttributeValue | undefined => {
  if (existing === undefined || value === undefined) return value;
  if (isNumber(existing) && isNumber(value)) return addNumbers(existing, value);
  if (!isSet(existing) || !isSet(value) || typeOf(existing) !== typeOf(value)) throw wrongOperand();
  return setOf([...existing, ...value]);
};

const subtract = (
  existing: AttributeValue | undefined,
  value: AttributeValue | undefined,
): AttributeValue | undefined => {
  if (existing === undefined || value === undefined) return existing;
  if (!isSet(existing) || !isSet(value) || typeOf(existing) !== typeOf(value)) throw wrongOperand();
  return setOf([...existing].filter((member) => !hasMember(value, member)));
};
