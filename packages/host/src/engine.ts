import { resolveBus } from './bus/buses.ts';
import { newEvent, type Facts, type NewEvent } from './bus/new-event.ts';
import type { Definitions } from './definitions.ts';
import type { Machines } from './executions/machines.ts';
import type { TaskTokens } from './executions/task-tokens.ts';
import type { Unit } from './work/unit.ts';

/** What carrying out a unit of work needs to know of the host. */
export interface Engine {
  readonly definitions: Definitions;
  readonly machines: Machines;
  readonly tokens: TaskTokens;
}

/** Has a unit of work say that something happened. */
export const publish = (
  { definitions }: Engine,
  unit: Unit,
  facts: Omit<Facts, 'definition'> & { readonly bus?: string },
): NewEvent => {
  const { account, region } = definitions.arns;
  const event = newEvent(
    { ...facts, definition: definitions.events.get(facts.detailType) },
    { bus: resolveBus(facts.bus), id: unit.ids.next(), atMs: unit.nowMs, account, region, cause: unit.cause },
  );
  unit.emit(event);
  return event;
};
