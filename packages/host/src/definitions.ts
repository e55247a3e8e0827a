import {
  faultsIn,
  IncoherentSystem,
  platformEvents,
  type AnyEvent,
  type AnyTable,
  type ContextDefinition,
  type ServedFunction,
  type WorkflowDefinition,
} from '@espresso/contract';
import { arns, type Arns } from './arns.ts';

/** Everything the contexts define, by the name it is looked up by. */
export interface Definitions {
  readonly contexts: readonly ContextDefinition[];
  readonly events: ReadonlyMap<string, AnyEvent>;
  readonly tables: ReadonlyMap<string, AnyTable>;
  /** By function ARN. */
  readonly functions: ReadonlyMap<string, ServedFunction>;
  readonly workflows: readonly WorkflowDefinition[];
  readonly arns: Arns;
}

/**
 * Gathers what the contexts define.
 * @throws IncoherentSystem when they do not fit together
 */
export const gather = (
  contexts: readonly ContextDefinition[],
  place: { readonly account: string; readonly region: string },
): Definitions => {
  const faults = faultsIn(contexts);
  if (faults.length > 0) throw new IncoherentSystem(faults);
  const names = arns(place);
  const published = [...platformEvents, ...contexts.flatMap((context) => context.publishes)];
  // Older versions first, so that the newest stands for the type.
  const events = published.toSorted((a, b) => a.version - b.version);
  return {
    contexts,
    events: new Map(events.map((event) => [event.detailType, event])),
    tables: new Map(contexts.flatMap((context) => context.tables.map((table) => [table.name, table]))),
    functions: new Map(
      contexts.flatMap((context) => context.serves.map((served) => [names.function(served.function), served])),
    ),
    workflows: contexts.flatMap((context) => context.workflows),
    arns: names,
  };
};
