import { isJsonObject, type Json } from '@espresso/kernel';
import { queryFault, shown } from '../fault.ts';
import { isArray, type MutableObject, put, typeName } from '../json.ts';
import type { Scope } from '../scope.ts';
import { type Maybe, andThen } from '../work.ts';
import { type Evaluated, expressionOf, inner, isExpression } from './expression.ts';
import { ExpressionError } from './expression-error.ts';
import { UNSUPPORTED } from './normal.ts';

/** A field of a JSONata state, compiled. Throws a StateFault (States.QueryEvaluationError). */
export type Template = (scope: Scope) => Maybe<Json>;

/** Compiles a field whose strings may be `{% expressions %}`, at any depth. `field` names it in errors. */
export const templateOf = (value: Json, field: string): Template => {
  if (isExpression(value)) return expressionTemplate(inner(value), field);
  if (!hasExpression(value)) return () => value;
  if (isArray(value)) return arrayTemplate(value.map((item, at) => templateOf(item, `${field}[${String(at)}]`)));
  if (!isJsonObject(value)) return () => value;
  return objectTemplate(Object.entries(value).map(([key, item]) => [key, templateOf(item, `${field}/${key}`)]));
};

const hasExpression = (value: Json): boolean => {
  if (isArray(value)) return value.some(hasExpression);
  return isJsonObject(value) ? Object.values(value).some(hasExpression) : isExpression(value);
};

const expressionTemplate = (text: string, field: string): Template => {
  const expression = expressionOf(text);
  const named = `The JSONata expression '${text}' specified for the field '${field}'`;
  const result = (value: Evaluated): Json => {
    if (value === undefined) throw queryFault(`${named} returned nothing (undefined).`, field);
    if (value === UNSUPPORTED) throw queryFault(`${named} returned an unsupported result type.`, field);
    return value;
  };
  const refused = (thrown: unknown): never => {
    const { shown: why } = ExpressionError.from(thrown);
    throw queryFault(`${named} threw an error during evaluation. ${why}`, field);
  };
  return (scope) => {
    const value = expression.evaluate(scope);
    return value instanceof Promise ? value.catch(refused).then(result) : result(value);
  };
};

const arrayTemplate = (items: readonly Template[]): Template => {
  const from = (scope: Scope, at: number, done: Json[]): Maybe<Json> => {
    for (let index = at; index < items.length; index++) {
      const value = items[index]?.(scope) ?? null;
      if (value instanceof Promise)
        return value.then((arrived) => {
          done.push(arrived);
          return from(scope, index + 1, done);
        });
      done.push(value);
    }
    return done;
  };
  return (scope) => from(scope, 0, []);
};

const objectTemplate = (fields: readonly (readonly [string, Template])[]): Template => {
  const from = (scope: Scope, at: number, done: MutableObject): Maybe<Json> => {
    for (let index = at; index < fields.length; index++) {
      const [key, template] = fields[index] ?? ['', () => null];
      const value = template(scope);
      if (value instanceof Promise)
        return value.then((arrived) => {
          put(done, key, arrived);
          return from(scope, index + 1, done);
        });
      put(done, key, value);
    }
    return done;
  };
  return (scope) => from(scope, 0, {});
};

/** A field that must give one type of value: `Seconds` a number, `Condition` a boolean. Literals are taken as they are. */
export const typedTemplate = <Type extends Json>(
  value: Json,
  field: string,
  type: string,
  is: (value: Json) => value is Type,
): ((scope: Scope) => Maybe<Type>) => {
  const template = templateOf(value, field);
  const what = isExpression(value) ? `The JSONata expression '${inner(value)}'` : 'The value';
  return (scope) =>
    andThen(template(scope), (found) => {
      if (is(found)) return found;
      const why = `Expected '${type}', but was '${typeName(found)}' for value: ${shown(found)}`;
      throw queryFault(`${what} specified for the field '${field}' returned an unexpected result type. ${why}`, field);
    });
};

export const isNumber = (value: Json): value is number => typeof value === 'number';
export const isString = (value: Json): value is string => typeof value === 'string';
export const isBoolean = (value: Json): value is boolean => typeof value === 'boolean';
