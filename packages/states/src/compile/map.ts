import type { Json, JsonObject } from '@espresso/kernel';
import { queryFault, runtimeFault } from '../fault.ts';
import { isArray } from '../json.ts';
import { isNumber, templateOf, typedTemplate } from '../jsonata/template.ts';
import { readPath, readTemplate } from '../jsonpath/read.ts';
import { type QueryLanguage, textOf } from './fields.ts';
import type { MapNode } from './nodes.ts';

type MapPart = Pick<MapNode, 'items' | 'itemInput' | 'concurrency'>;

/** Items, ItemSelector and MaxConcurrency of a Map (ASL specification, "Map State"). */
export const mapOf = (state: JsonObject, language: QueryLanguage): MapPart =>
  language === 'JSONata' ? jsonataMap(state) : jsonpathMap(state);

const jsonataMap = (state: JsonObject): MapPart => {
  const { Items: items, ItemSelector: selector, MaxConcurrency: most = 0 } = state;
  const select = selector === undefined ? undefined : templateOf(selector, 'ItemSelector');
  return {
    items: items === undefined ? inputItems : typedTemplate(items, 'Items', 'array', isArray),
    itemInput: (scope, _argument, item) => (select ? select(scope) : item),
    concurrency: typedTemplate(most, 'MaxConcurrency', 'number', isNumber),
  };
};

const inputItems: MapNode['items'] = (scope) => {
  if (isArray(scope.input)) return scope.input;
  throw queryFault(`Map state input must be an array but was: ${JSON.stringify(scope.input)}`);
};

const jsonpathMap = (state: JsonObject): MapPart => {
  const path = textOf(state, 'ItemsPath') ?? '$';
  const items = readPath(path);
  const selector = state['ItemSelector'] ?? state['Parameters'];
  const select = selector === undefined ? undefined : readTemplate(selector);
  return {
    items: (scope, argument) => {
      const found = items(argument, scope);
      if (isArray(found)) return found;
      throw runtimeFault(`Reference path "${path}" must point to array.`);
    },
    itemInput: (scope, argument, item) => (select ? select(argument, scope) : item),
    concurrency: jsonpathConcurrency(state),
  };
};

const jsonpathConcurrency = (state: JsonObject): MapNode['concurrency'] => {
  const { MaxConcurrency: most, MaxConcurrencyPath: path } = state;
  if (typeof path !== 'string') return () => (typeof most === 'number' ? most : 0);
  const read = readPath(path);
  return (scope, argument) => {
    const value = read(argument, scope);
    if (isCount(value)) return value;
    throw runtimeFault(
      `The MaxConcurrencyPath field refers to value "${JSON.stringify(value)}" which is not a valid integer: ${path}`,
    );
  };
};

const isCount = (value: Json): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;
