import { isJsonObject, parseJson, type JsonObject } from '@espresso/kernel';
import type { FunctionDefinition } from './functions.ts';
import type { AnyTable } from './tables.ts';

/** What stands for the placeholders `${name}` of an Amazon States Language document. */
export type Placeholder = FunctionDefinition | AnyTable;

/** A workflow: a standard ASL document with placeholders, and what they stand for. */
export interface WorkflowDefinition<Name extends string = string> {
  readonly kind: 'workflow';
  readonly owner: string;
  readonly name: Name;
  readonly purpose: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly definition: JsonObject;
  readonly placeholders: Readonly<Record<string, Placeholder>>;
}

/**
 * Pairs an ASL document with the functions and tables it names.
 * @throws TypeError when a placeholder of the document stands for nothing, or something stands for none.
 */
export const defineWorkflow = <const Name extends string>(
  workflow: Omit<WorkflowDefinition<Name>, 'kind' | 'type'> & { readonly type?: 'STANDARD' | 'EXPRESS' },
): WorkflowDefinition<Name> => {
  const used = new Set(placeholdersIn(workflow.definition));
  const given = new Set(Object.keys(workflow.placeholders));
  const unanswered = [...used.difference(given)];
  const unused = [...given.difference(used)];
  if (unanswered.length > 0)
    throw new TypeError(`workflow ${workflow.name}: nothing stands for ${unanswered.join(', ')}`);
  if (unused.length > 0) throw new TypeError(`workflow ${workflow.name}: no state uses ${unused.join(', ')}`);
  return { type: 'STANDARD', ...workflow, kind: 'workflow' };
};

const PLACEHOLDER = /\$\{([A-Za-z][A-Za-z0-9]*)\}/g;

/** The names of all placeholders in a document. */
export const placeholdersIn = (definition: JsonObject): readonly string[] =>
  [...JSON.stringify(definition).matchAll(PLACEHOLDER)].map(([, name = '']) => name);

/** The document with every placeholder replaced by what `resolve` says (an ARN, a table name). */
export const resolvePlaceholders = (definition: JsonObject, resolve: (name: string) => string): JsonObject => {
  const resolved = parseJson(
    JSON.stringify(definition).replace(PLACEHOLDER, (_, name: string) => JSON.stringify(resolve(name)).slice(1, -1)),
  );
  if (!isJsonObject(resolved)) throw new TypeError('a definition is an object');
  return resolved;
};
