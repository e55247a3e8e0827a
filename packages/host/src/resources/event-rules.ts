import {
  compileInput,
  compilePattern,
  compilePatternText,
  defaultRetryPolicy,
  type InputSpec,
  type Pattern,
  type RetryPolicy,
} from '@espresso/bus';
import type { JsonObject } from '@espresso/kernel';
import type { KeyValues } from '@espresso/tables';
import type { Arns } from '../arns.ts';
import { eventOf, type Rule, type RuleGroup, type Rules, type RuleTarget } from '../bus/rules.ts';
import { parseSchedule } from '../bus/schedule.ts';
import { jsonSpace, keyOf, startingWith } from '../store/json-space.ts';
import { setTimer } from '../timers.ts';
import type { View } from '../work/layer.ts';
import { queueNamed } from './queues.ts';

/** A target of a rule. */
export interface TargetRow {
  readonly id: string;
  readonly arn: string;
  readonly input: InputSpec;
  readonly retry?: { readonly attemptsMax?: number; readonly ageSecondsMax?: number };
  /** The ARN of the queue for its dead letters. */
  readonly deadLetterArn?: string;
  /** The target as it was given, to be shown. */
  readonly shown: JsonObject;
}

/** A rule that somebody made while the host ran. */
export interface EventRuleRow {
  readonly bus: string;
  readonly name: string;
  /** The text of its pattern. */
  readonly pattern?: string;
  readonly schedule?: string;
  /** When its schedule is due next, in milliseconds since 1970. */
  readonly nextMs?: number;
  readonly state: 'ENABLED' | 'DISABLED';
  readonly description?: string;
  readonly roleArn?: string;
  /** Milliseconds since 1970. */
  readonly createdMs: number;
  readonly targets: readonly TargetRow[];
}

/** The space these rules live in. */
export const EVENT_RULES = 'event-rules';

const rules = jsonSpace<EventRuleRow>(EVENT_RULES);

export const readEventRule = (view: View, bus: string, name: string): EventRuleRow | undefined =>
  view.get(rules, keyOf(bus, name));

/** Keeps a rule; where it has a schedule, and is enabled, that goes on from `nowMs`. */
export const writeEventRule = (store: KeyValues, row: EventRuleRow, nowMs: number): void => {
  const key = keyOf(row.bus, row.name);
  const before = store.get(rules, key);
  const isSame = before !== undefined && before.schedule === row.schedule && before.state === row.state;
  const { nextMs: _before, ...rest } = row;
  const nextMs = isSame ? before.nextMs : nextOf(row, nowMs);
  store.put(rules, key, { ...rest, ...(nextMs !== undefined && { nextMs }) });
  if (!isSame && nextMs !== undefined) setTimer(store, nextMs, { type: 'schedule', key });
};

const nextOf = ({ schedule, state }: EventRuleRow, afterMs: number): number | undefined =>
  schedule === undefined || state === 'DISABLED' ? undefined : parseSchedule(schedule)?.next(afterMs);

/** A schedule's time has come: the rule, if it still has that time, and the timer of its next one. */
export const scheduleDue = (store: KeyValues, key: string, dueMs: number, nowMs: number): EventRuleRow | undefined => {
  const row = store.get(rules, key);
  if (row?.nextMs !== dueMs || row.state === 'DISABLED') return undefined;
  // What was missed while nobody ran is made up for once, not as often as it was missed.
  let nextMs = nextOf(row, dueMs);
  if (nextMs !== undefined && nextMs <= nowMs) nextMs = nextOf(row, nowMs);
  const { nextMs: _over, ...rest } = row;
  store.put(rules, key, { ...rest, ...(nextMs !== undefined && { nextMs }) });
  if (nextMs !== undefined) setTimer(store, nextMs, { type: 'schedule', key });
  return row;
};

export const dropEventRule = (store: KeyValues, bus: string, name: string): void =>
  store.delete(rules, keyOf(bus, name));

export const listEventRules = (view: View, bus?: string): readonly EventRuleRow[] =>
  [...view.range(rules, bus === undefined ? {} : startingWith(bus))].map(([, row]) => row);

/** The name under which a rule is known among all rules; its targets' deliveries append `/` and their ids. */
export const groupName = (bus: string, rule: string): string => `${bus}/${rule}`;

/** Makes the rules that are matched agree with the row of this key: added, changed, disabled or gone. */
export const refreshRule = (known: Rules, arns: Arns, view: View, key: string): void => {
  const row = view.get(rules, key);
  if (row === undefined || row.state === 'DISABLED') {
    known.remove(key.split('\u0001').join('/'));
    return;
  }
  known.put(groupOf(row, arns));
};

/** Adds every rule that somebody made, at the start. */
export const loadRules = (known: Rules, arns: Arns, view: View): void => {
  for (const [key] of view.range(rules, {})) refreshRule(known, arns, view, key);
};

const groupOf = (row: EventRuleRow, arns: Arns): RuleGroup => {
  const { bus } = row;
  const name = groupName(bus, row.name);
  const pattern =
    row.pattern === undefined ? scheduledPattern(arns.rule(bus, row.name)) : compilePatternText(row.pattern);
  const targets = row.targets.map((target): Rule => {
    const ruleArn = arns.rule(bus, row.name);
    const queue = target.deadLetterArn === undefined ? undefined : queueNamed(target.deadLetterArn);
    return {
      name: `${name}/${target.id}`,
      owner: 'custom',
      bus,
      pattern,
      target: targetOf(target.arn),
      retry: retryOf(target),
      ...inputOf(row, target, ruleArn),
      ...(queue !== undefined && { deadLetters: { queue, ruleArn, targetArn: target.arn } }),
    };
  });
  return { name, bus, pattern, targets };
};

/** What a schedule says on the bus. */
export const SCHEDULED = { source: 'aws.events', detailType: 'Scheduled Event' } as const;

const scheduledPattern = (ruleArn: string): Pattern =>
  compilePattern({ source: [SCHEDULED.source], 'detail-type': [SCHEDULED.detailType], resources: [ruleArn] });

const inputOf = (row: EventRuleRow, { input }: TargetRow, arn: string): Pick<Rule, 'input'> => {
  if (Object.values(input).every((setting) => setting === undefined)) return {};
  const compiled = compileInput(input);
  return {
    input: (envelope) =>
      compiled(eventOf(envelope), { name: row.name, arn, ingestionTimeMs: Date.parse(envelope.time) }),
  };
};

const MS_PER_SECOND = 1_000;

const retryOf = ({ retry }: TargetRow): RetryPolicy => ({
  ...defaultRetryPolicy,
  ...(retry?.attemptsMax !== undefined && { attemptsMax: retry.attemptsMax }),
  ...(retry?.ageSecondsMax !== undefined && { ageMsMax: retry.ageSecondsMax * MS_PER_SECOND }),
});

/** What an ARN leads to. */
export const targetOf = (arn: string): RuleTarget => {
  const [, , service = '', , , ...rest] = arn.split(':');
  const resource = rest.join(':');
  const after = (prefix: string): string | undefined =>
    resource.startsWith(prefix) ? resource.slice(prefix.length) : undefined;
  const machine = service === 'states' ? after('stateMachine:') : undefined;
  if (machine !== undefined) return { type: 'machine', name: machine };
  if (service === 'lambda' && after('function:') !== undefined) return { type: 'function', arn };
  const bus = service === 'events' ? after('event-bus/') : undefined;
  if (bus !== undefined) return { type: 'bus', bus };
  const queue = queueNamed(arn);
  return queue === undefined ? { type: 'unknown', arn } : { type: 'queue', name: queue };
};
