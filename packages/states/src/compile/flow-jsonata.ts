import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { templateOf } from '../jsonata/template.ts';
import type { Scope } from '../scope.ts';
import { type Maybe, andThen } from '../work.ts';
import type { Flow } from './nodes.ts';

/** Arguments, Assign and Output of a JSONata state (ASL specification, "JSONata"). */
export const jsonataFlow = (state: JsonObject): Flow => {
  const args = state['Arguments'];
  const template = args === undefined ? undefined : templateOf(args, 'Arguments');
  return { argument: template ?? ((scope) => scope.input), ...jsonataEnd(state, '') };
};

/** Assign and Output, of a state, a Choice rule or a catcher; `prefix` names the latter in errors. */
export const jsonataEnd = (from: JsonObject, prefix: string): Pick<Flow, 'assign' | 'output'> => {
  const output = from['Output'];
  const template = output === undefined ? undefined : templateOf(output, `${prefix}Output`);
  return {
    assign: jsonataAssign(from['Assign'], `${prefix}Assign`),
    output: template ?? ((_scope, subject) => subject),
  };
};

const jsonataAssign = (assign: Json | undefined, field: string): Flow['assign'] => {
  if (!isJsonObject(assign) || Object.keys(assign).length === 0) return undefined;
  const template = templateOf(assign, field);
  return (scope: Scope): Maybe<JsonObject> => andThen(template(scope), (value) => (isJsonObject(value) ? value : {}));
};
