import { addNumbers, subtractNumbers } from '../arithmetic.ts';
import { InvalidRequest } from '../errors.ts';
import type { AttributeValue, Item } from '../types.ts';
import { isList, isNumber, typeOf, type TypeName } from '../values.ts';
import { readerOf } from './paths.ts';
import type { Scope, Values } from './scope.ts';
import type { FunctionCall, Operand, SetValue } from './syntax.ts';

/** Reads a value from the item as it was before the update. */
export type Read = (item: Item, values: Values) => AttributeValue | undefined;

export const wrongOperand = (): InvalidRequest =>
  new InvalidRequest('An operand in the update expression has an incorrect data type');

/** What `SET` assigns; reads nothing where a path leads nowhere. */
export const setValueReader = (scope: Scope, value: SetValue): Read => {
  if (value.kind !== 'sum') return readOf(scope, value);
  checkTypes(scope, value.operator, 'N', [value.left, value.right]);
  const left = readOf(scope, value.left);
  const right = readOf(scope, value.right);
  const combine = value.operator === '+' ? addNumbers : subtractNumbers;
  return (item, values) => {
    const a = left(item, values);
    const b = right(item, values);
    if (a === undefined || b === undefined) return undefined;
    if (!isNumber(a) || !isNumber(b)) throw wrongOperand();
    return combine(a, b);
  };
};

const checkTypes = (scope: Scope, operator: string, type: TypeName, operands: readonly Operand[]): void => {
  scope.check((values) => {
    for (const operand of operands) {
      const value = operand.kind === 'value' ? values[operand.name] : undefined;
      if (value === undefined || typeOf(value) === type) continue;
      throw scope.invalid(
        `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${typeOf(value)}`,
      );
    }
  });
};

const readOf = (scope: Scope, operand: Operand): Read => {
  switch (operand.kind) {
    case 'path':
      return readerOf(scope.path(operand.path));
    case 'value': {
      const name = scope.value(operand.name);
      return (_, values) => values[name];
    }
    case 'call':
      return readOfCall(scope, operand);
  }
};

const nothing: Read = () => undefined;

const readOfCall = (scope: Scope, { name, operands }: FunctionCall): Read => {
  const [first = nothing, second = nothing] = operands.map((operand) => readOf(scope, operand));
  if (name !== 'if_not_exists' && name !== 'list_append') {
    scope.problem('unknown-function', `Invalid function name; function: ${name}`);
    return nothing;
  }
  const what = `operator or function: ${name}`;
  if (operands.length !== 2) {
    const count = String(operands.length);
    scope.problem(
      'function',
      `Incorrect number of operands for operator or function; ${what}, number of operands: ${count}`,
    );
  }
  if (name === 'if_not_exists') {
    if (operands[0]?.kind !== 'path')
      scope.problem('function', `Operator or function requires a document path; ${what}`);
    return (item, values) => first(item, values) ?? second(item, values);
  }
  checkTypes(scope, name, 'L', operands);
  return (item, values) => {
    const a = first(item, values);
    const b = second(item, values);
    if (a === undefined || b === undefined) return undefined;
    if (!isList(a) || !isList(b)) throw wrongOperand();
    return [...a, ...b];
  };
};
