import type { JsonObject } from '@espresso/kernel';
import { queryFault, runtimeFault } from '../fault.ts';
import { isNumber, typedTemplate } from '../jsonata/template.ts';
import { readPath } from '../jsonpath/read.ts';
import { parseResource, resourceNames } from '../resource.ts';
import { andThen } from '../work.ts';
import { type QueryLanguage, textOf } from './fields.ts';
import type { Field, TaskNode } from './nodes.ts';
import { isSeconds } from './wait.ts';

type TaskPart = Pick<TaskNode, 'kind' | 'resource' | 'integration' | 'names' | 'timeoutSeconds' | 'heartbeatSeconds'>;

/** What makes a Task one (ASL specification, "Task State"). */
export const taskOf = (state: JsonObject, language: QueryLanguage): TaskPart => {
  const resource = textOf(state, 'Resource') ?? '';
  const integration = parseResource(resource);
  if (!integration) throw new TypeError(`not a resource: ${resource}`);
  return {
    kind: 'Task',
    resource,
    integration,
    names: resourceNames(resource),
    timeoutSeconds: secondsOf(state, 'TimeoutSeconds', language),
    heartbeatSeconds: secondsOf(state, 'HeartbeatSeconds', language),
  };
};

const secondsOf = (state: JsonObject, field: string, language: QueryLanguage): Field<number> | undefined => {
  const given = state[field];
  if (typeof given === 'number') return () => given;
  if (language === 'JSONata') {
    if (given === undefined) return undefined;
    const template = typedTemplate(given, field, 'number', isNumber);
    return (scope) =>
      andThen(template(scope), (value) => {
        if (value > 0 && isSeconds(value)) return value;
        throw queryFault(`The ${field} field must be a positive integer but was: ${String(value)}`, field);
      });
  }
  const path = textOf(state, `${field}Path`);
  if (path === undefined) return undefined;
  const read = readPath(path);
  return (scope, argument) => {
    const value = read(argument, scope);
    if (typeof value === 'number' && value > 0 && isSeconds(value)) return value;
    throw runtimeFault(
      `The ${field}Path field refers to value "${JSON.stringify(value)}" which is not a valid positive integer: ${path}`,
    );
  };
};
