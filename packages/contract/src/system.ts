import { EspressoError, isJsonObject, type Json } from '@espresso/kernel';
import type { ContextDefinition } from './contexts.ts';
import type { AnyEvent } from './events.ts';
import { platformEvents } from './platform.ts';
import type { WorkflowDefinition } from './workflows.ts';

/** Something that does not fit between contexts. */
export interface Fault {
  readonly context: string;
  readonly fault: string;
}

/** The contexts do not fit together; the system does not start. */
export class IncoherentSystem extends EspressoError {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(
      `the contexts do not fit together:\n${faults.map(({ context, fault }) => `- ${context}: ${fault}`).join('\n')}`,
    );
    this.faults = faults;
  }
}

/**
 * Everything that does not fit: an event published by another than its owner, a subscription to what nobody publishes,
 * a workflow's function nobody serves, a workflow that emits what its context does not publish, names used twice.
 */
export const faultsIn = (contexts: readonly ContextDefinition[]): readonly Fault[] => {
  const published = new Set([...platformEvents, ...contexts.flatMap((context) => context.publishes)].map(nameOf));
  const served = new Set(contexts.flatMap((context) => context.serves.map((answer) => answer.function)));
  return [
    ...contexts.flatMap((context) =>
      [
        ...context.publishes
          .filter((event) => event.owner !== context.name)
          .map((event) => `publishes ${event.detailType}, which belongs to ${event.owner}`),
        ...Object.entries(context.subscribes).flatMap(([rule, { events }]) =>
          (events === '*' ? [] : events)
            .filter((event) => !published.has(nameOf(event)))
            .map((event) => `rule ${rule} listens to ${nameOf(event)}, which nobody publishes`),
        ),
        ...context.workflows.flatMap((workflow) =>
          Object.values(workflow.placeholders)
            .filter((placeholder) => placeholder.kind === 'function' && !served.has(placeholder))
            .map(
              (placeholder) =>
                `workflow ${workflow.name} calls ${placeholder.owner}.${placeholder.name}, which nobody serves`,
            ),
        ),
        ...context.workflows.flatMap((workflow) =>
          emittedBy(workflow)
            .filter((type) => !context.publishes.some((event) => event.detailType === type))
            .map((type) => `workflow ${workflow.name} emits ${type}, which ${context.name} does not publish`),
        ),
      ].map((fault) => ({ context: context.name, fault })),
    ),
    ...repeated(contexts, 'context', (context) => [context.name]),
    ...repeated(contexts, 'event', (context) => context.publishes.map(nameOf)),
    ...repeated(contexts, 'table', (context) => context.tables.map((table) => table.name)),
    ...repeated(contexts, 'workflow', (context) => context.workflows.map((workflow) => workflow.name)),
    ...repeated(contexts, 'function', (context) =>
      context.serves.map(({ function: { owner, name } }) => `${owner}.${name}`),
    ),
    ...repeated(contexts, 'route', (context) => context.routes.map(({ route }) => `${route.method} ${route.path}`)),
  ];
};

const nameOf = (event: AnyEvent): string => `${event.detailType}@${String(event.version)}`;

const repeated = (
  contexts: readonly ContextDefinition[],
  what: string,
  namesOf: (context: ContextDefinition) => readonly string[],
): readonly Fault[] => {
  const seen = new Set<string>();
  return contexts.flatMap((context) =>
    namesOf(context).flatMap((name) => {
      if (seen.has(name)) return [{ context: context.name, fault: `${what} ${name} exists already` }];
      seen.add(name);
      return [];
    }),
  );
};

/** The detail-types that a workflow's `putEvents` states name. */
export const emittedBy = (workflow: WorkflowDefinition): readonly string[] => [
  ...new Set(detailTypesIn(workflow.definition)),
];

const detailTypesIn = (value: Json): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((entry: Json) => detailTypesIn(entry));
  if (!isJsonObject(value)) return [];
  const own = value['DetailType'];
  return [...(typeof own === 'string' ? [own] : []), ...Object.values(value).flatMap(detailTypesIn)];
};
