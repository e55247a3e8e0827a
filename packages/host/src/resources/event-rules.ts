import { compileInput, compilePatternText, defaultRetryPolicy, type InputSpec, type RetryPolicy } from '@espresso/bus';
import type { JsonObject } from '@espresso/kernel';
import type { KeyValues } from '@espresso/tables';
import type { Arns } from '../arns.ts';
import { eventOf, type Rule, type RuleGroup, type Rules, type RuleTarget } from '../bus/rules.ts';
import { jsonSpace, keyOf, startingWith } from '../store/json-space.ts';
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

export const writeEventRule = (store: KeyValues, row: EventRuleRow): void =>
  store.put(rules, keyOf(row.bus, row.name), row);

export const dropEventRule = (store: KeyValues, bus: string, name: string): void =>
  store.delete(rules, keyOf(bus, name));

export const listEventRules = (view: View, bus?: string): readonly EventRuleRow[] =>
  [...view.range(rules, bus === undefined ? {} : startingWith(bus))].map(([, row]) => row);

/** The name under which a rule is known among all rules; its targets' deliveries append `/` and their ids. */
export const groupName = (bus: string, rule: string): string => `${bus}/${rule}`;

/** Makes the rules that are matched agree with the row of this key: added, changed, disabled or gone. */
export const refreshRule = (known: Rules, arns: Arns, view: View, key: string): void => {
  const row = view.get(rules, key);
  if (row === undefined || row.state === 'DISABLED' || row.pattern === undefined) {
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
  const pattern = compilePatternText(row.pattern ?? '{}');
  const targets = row.targets.flatMap((target): readonly Rule[] => {
    const where = targetOf(target.arn);
    if (where === undefined) return [];
    const ruleArn = arns.rule(bus, row.name);
    const queue = target.deadLetterArn === undefined ? undefined : queueNamed(target.deadLetterArn);
    return [
      {
        name: `${name}/${target.id}`,
        owner: 'custom',
        bus,
        pattern,
        target: where,
        retry: retryOf(target),
        ...inputOf(row, target, ruleArn),
        ...(queue !== undefined && { deadLetters: { queue, ruleArn, targetArn: target.arn } }),
      },
    ];
  });
  return { name, bus, pattern, targets };
};

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

/** What an ARN leads to; undefined for a service that this host does not have. */
export const targetOf = (arn: string): RuleTarget | undefined => {
  const [, , service = '', , , ...rest] = arn.split(':');
  const resource = rest.join(':');
  switch (service) {
    case 'states': {
      const name = /^stateMachine:([^:]+)$/.exec(resource)?.[1];
      return name === undefined ? undefined : { type: 'machine', name };
    }
    case 'lambda':
      return resource.startsWith('function:') ? { type: 'function', arn } : undefined;
    case 'events':
      return resource.startsWith('event-bus/') ? { type: 'bus', bus: resource.slice('event-bus/'.length) } : undefined;
    case 'sqs': {
      const name = queueNamed(arn);
      return name === undefined ? undefined : { type: 'queue', name };
    }
    default:
      return undefined;
  }
};
