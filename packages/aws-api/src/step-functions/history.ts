import { readHistory } from '@espresso/host/resources';
import type { Json, JsonObject } from '@espresso/kernel';
import { detailsKeyOf, type HistoryEvent } from '@espresso/states';
import { booleanIn, requiredText, seconds } from '../protocol/fields.ts';
import type { Operation } from '../protocol/operation.ts';
import { executionOf } from './find-execution.ts';
import { listed } from './lists.ts';

export const getExecutionHistory: Operation = async ({ host }, input) => {
  const arn = requiredText(input, 'executionArn');
  const reverse = booleanIn(input, 'reverseOrder') ?? false;
  const withData = booleanIn(input, 'includeExecutionData') ?? true;
  return host.look((unit) => {
    const events = readHistory(unit.layer, executionOf(unit, arn).key);
    const ordered = reverse ? events.toReversed() : events;
    return listed(
      input,
      'events',
      ordered,
      ({ id }) => String(id),
      (event) => shownEvent(event, withData),
    );
  });
};

/** Data that may be cut off in logs, and is told of here as whole. */
const DATA = ['input', 'output', 'assignedVariables'];
/** Events that have details even where there is nothing to tell. */
const ALWAYS = /^Execution(Failed|Aborted|TimedOut)$|^(?:ActivityStarted)$/;

/** An event in AWS's shape: its details under a name of their own. */
export const shownEvent = (
  { id, previousEventId, timestampMs, type, details }: HistoryEvent,
  withData = true,
): JsonObject => {
  const shown: Record<string, Json> = {};
  for (const [name, value] of Object.entries(details)) {
    const isData = DATA.includes(name);
    if (isData && !withData) continue;
    shown[name] = value;
    if (isData) shown[`${name}Details`] = { truncated: false };
  }
  const told = Object.keys(shown).length > 0 || ALWAYS.test(type);
  return {
    timestamp: seconds(timestampMs),
    type,
    id,
    previousEventId,
    ...(told && { [detailsKeyOf(type)]: shown }),
  };
};
