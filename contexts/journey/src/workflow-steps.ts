import type { WorkflowDefinition } from '@espresso/contract';
import { isJsonObject, type Json } from '@espresso/kernel';

/**
 * Which step of a workflow publishes which event, read from the workflows' definitions. An event that several steps
 * publish is left out: the event alone does not tell which of them it was.
 */
export const workflowSteps = (workflows: readonly WorkflowDefinition[]): ReadonlyMap<string, string> => {
  const found = new Map<string, string[]>();
  for (const { definition } of workflows) {
    for (const [name, state] of Object.entries(objectIn(definition['States']))) {
      for (const type of publishedBy(state)) found.set(type, [...(found.get(type) ?? []), name]);
    }
  }
  return new Map([...found].flatMap(([type, [name, ...more]]) => (name && more.length === 0 ? [[type, name]] : [])));
};

const publishedBy = (state: Json): readonly string[] => {
  const { Entries: entries } = objectIn(objectIn(state)['Arguments']);
  return (Array.isArray(entries) ? entries : []).flatMap((entry: Json) => {
    const { DetailType: type } = objectIn(entry);
    return typeof type === 'string' ? [type] : [];
  });
};

const objectIn = (value: Json | undefined) => (isJsonObject(value) ? value : {});
