import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { ERRORS, StateFault } from '../fault.ts';
import { parseReferencePath } from '../jsonpath/parse.ts';
import { type Read, readPath, readTemplate } from '../jsonpath/read.ts';
import { place } from '../jsonpath/reference.ts';
import type { Flow } from './nodes.ts';

/** InputPath, Parameters, ResultSelector, ResultPath, OutputPath and Assign of a JSONPath state. */
export const jsonpathFlow = (state: JsonObject): Flow => {
  const isMap = state['Type'] === 'Map';
  const input = pathField(state['InputPath']);
  // A Map's Parameters is the old name of ItemSelector, so it says nothing about the argument.
  const parameters = isMap ? undefined : state['Parameters'];
  const template = parameters === undefined ? undefined : readTemplate(parameters);
  const selector = state['ResultSelector'] === undefined ? undefined : readTemplate(state['ResultSelector']);
  const result = resultPath(state['ResultPath']);
  const output = pathField(state['OutputPath']);
  return {
    argument: (scope) => {
      const effective = input(scope.input, scope);
      return template ? template(effective, scope) : effective;
    },
    assign: jsonpathAssign(state['Assign']),
    output: (scope, subject) => {
      const selected = selector ? selector(subject, scope) : subject;
      return output(result(scope.input, selected), scope);
    },
  };
};

/** A catcher's ResultPath and Assign. No OutputPath applies to a caught error. */
export const jsonpathCatch = (catcher: JsonObject): Pick<Flow, 'assign' | 'output'> => {
  const result = resultPath(catcher['ResultPath']);
  return {
    assign: jsonpathAssign(catcher['Assign']),
    output: (scope, subject) => result(scope.input, subject),
  };
};

export const jsonpathAssign = (assign: Json | undefined): Flow['assign'] => {
  if (!isJsonObject(assign) || Object.keys(assign).length === 0) return undefined;
  const template = readTemplate(assign);
  return (scope, subject) => {
    const value = template(subject, scope);
    return isJsonObject(value) ? value : {};
  };
};

const itself: Read = (data) => data;
const nothing: Read = () => ({});

/** `null` is an empty object, no field the data as it is. */
const pathField = (field: Json | undefined): Read => {
  if (field === null) return nothing;
  return typeof field !== 'string' || field === '$' ? itself : readPath(field);
};

/** How a result joins the raw input: `null` drops it, `$` (also when left out) lets it replace the input. */
const resultPath = (field: Json | undefined): ((input: Json, result: Json) => Json) => {
  if (field === null) return (input) => input;
  if (typeof field !== 'string' || field === '$') return (_input, result) => result;
  const steps = parseReferencePath(field)?.steps ?? [];
  return (input, result) => {
    const joined = place(input, steps, result);
    if (joined !== undefined) return joined;
    throw new StateFault(ERRORS.resultPath, `Unable to apply ReferencePath ${field} to input ${JSON.stringify(input)}`);
  };
};
