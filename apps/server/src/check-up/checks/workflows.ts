import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import type { Check, Examined } from '../check.ts';

/** Every state of a definition, those of parallel branches and maps included. */
const statesIn = (definition: Json): readonly (readonly [name: string, state: JsonObject])[] => {
  if (!isJsonObject(definition)) return [];
  const states = definition['States'];
  return Object.entries(isJsonObject(states) ? states : {}).flatMap(([name, state]) => {
    if (!isJsonObject(state)) return [];
    const inner = [state['Branches'], state['ItemProcessor'], state['Iterator']].flatMap((one) => one ?? []);
    return [[name, state] as const, ...inner.flatMap((one: Json) => statesIn(one))];
  });
};

const waits = (state: JsonObject): boolean =>
  typeof state['Resource'] === 'string' && /\.waitForTaskToken$|:activity:/.test(state['Resource']);
const isBounded = (state: JsonObject): boolean =>
  ['TimeoutSeconds', 'TimeoutSecondsPath', 'HeartbeatSeconds', 'HeartbeatSecondsPath'].some((name) => name in state);
const catches = (state: JsonObject): boolean => {
  const handlers = state['Catch'];
  return Array.isArray(handlers) && handlers.length > 0;
};

const waitingStates = ({ contexts }: Examined) =>
  contexts.flatMap((context) =>
    context.workflows.flatMap((workflow) =>
      statesIn(workflow.definition)
        .filter(([, state]) => waits(state))
        .map(([name, state]) => ({ workflow, name, state })),
    ),
  );

export const everyWaitEnds: Check = {
  id: 'every-wait-ends',
  claim: 'Every state that waits for somebody has a bound, and a way on when nobody comes.',
  remedy: 'Give the state TimeoutSeconds (or HeartbeatSeconds), and a Catch that gives back what was taken.',
  severity: 'error',
  look: (system) =>
    waitingStates(system).flatMap(({ workflow, name, state }) => {
      const item = `workflow:${workflow.name}`;
      if (!isBounded(state)) return [{ what: `${workflow.name}: “${name}” waits without a bound`, item }];
      return catches(state)
        ? []
        : [{ what: `${workflow.name}: nothing catches it when nobody answers “${name}”`, item }];
    }),
};

export const noCommandInDisguise: Check = {
  id: 'no-command-in-disguise',
  claim: 'No workflow waits at an event that only one rule hears and whose failure it cannot survive.',
  remedy:
    'That is a command in an event’s clothes: call the listener’s function, or let the workflow go on by itself when no answer comes.',
  severity: 'warning',
  look: (system) =>
    waitingStates(system)
      .filter(({ state }) => !catches(state))
      .flatMap(({ workflow, name, state }) =>
        typesIn(state).flatMap((type) => {
          const listeners = system.contexts.flatMap((context) =>
            Object.entries(context.subscribes)
              .filter(([, { events }]) => events !== '*' && events.some(({ detailType }) => detailType === type))
              .map(([rule]) => `${context.name}.${rule}`),
          );
          const [listener] = listeners;
          return listeners.length === 1 && listener !== undefined
            ? [
                {
                  what: `${workflow.name}: “${name}” publishes ${type}, waits for ${listener}, and fails with it`,
                  item: `event:${type}`,
                },
              ]
            : [];
        }),
      ),
};

const typesIn = (value: Json): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((entry: Json) => typesIn(entry));
  if (!isJsonObject(value)) return [];
  const own = value['DetailType'];
  return [...(typeof own === 'string' ? [own] : []), ...Object.values(value).flatMap(typesIn)];
};
