import {
  DEFAULT_BUS,
  listEventRules,
  readEventRule,
  type Engine,
  type EventRuleRow,
  type TargetRow,
  type Unit,
} from '@espresso/host/resources';
import type { Host, Rule } from '@espresso/host';
import { notFound } from './errors.ts';

/** A rule as it is shown: one that somebody made, or a context's. */
export interface ShownRule extends EventRuleRow {
  /** Whether a context owns it, so that it is changed where it is defined. */
  readonly isContexts: boolean;
}

/** A context's rule, with a target that says which of its parts the events go to. */
const contextRule = ({ definitions: { arns } }: Engine, { name, bus, pattern, target }: Rule): ShownRule => {
  const arn =
    target.type === 'workflow'
      ? arns.stateMachine(target.workflow.name)
      : arns.functionNamed(name.replaceAll('.', '-'));
  const shown: TargetRow = { id: 'target', arn, input: {}, shown: { Id: 'target', Arn: arn } };
  const text = JSON.stringify(pattern.source);
  return { bus, name, pattern: text, state: 'ENABLED', createdMs: 0, targets: [shown], isContexts: true };
};

const contextRules = (host: Host, engine: Engine, bus: string): readonly ShownRule[] =>
  bus === DEFAULT_BUS
    ? host.rules
        .all()
        .filter(({ owner }) => owner !== 'custom')
        .map((rule) => contextRule(engine, rule))
    : [];

/** The rules of a bus, in the order of their names. */
export const rulesOn = (host: Host, engine: Engine, unit: Unit, bus: string): readonly ShownRule[] =>
  [
    ...contextRules(host, engine, bus),
    ...listEventRules(unit.layer, bus).map((row) => ({ ...row, isContexts: false })),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));

export const ruleNamed = (host: Host, engine: Engine, unit: Unit, bus: string, name: string): ShownRule | undefined => {
  const row = readEventRule(unit.layer, bus, name);
  if (row !== undefined) return { ...row, isContexts: false };
  return contextRules(host, engine, bus).find((rule) => rule.name === name);
};

/** @throws AwsError ResourceNotFoundException */
export const ruleOf = (host: Host, engine: Engine, unit: Unit, bus: string, name: string): ShownRule => {
  const rule = ruleNamed(host, engine, unit, bus, name);
  if (rule === undefined) throw notFound(`Rule ${name} does not exist on EventBus ${bus}.`);
  return rule;
};
