import {
  DEFAULT_BUS,
  dropEventRule,
  listBuses,
  parseSchedule,
  readEventRule,
  writeEventRule,
  writeTags,
  type Engine,
  type EventRuleRow,
} from '@espresso/host/resources';
import type { Host } from '@espresso/host';
import type { JsonObject } from '@espresso/kernel';
import { constraint, validation } from '../protocol/errors.ts';
import { choiceIn, defined, filledText, requiredText, textIn } from '../protocol/fields.ts';
import type { Call, Operation } from '../protocol/operation.ts';
import { busIn } from './buses.ts';
import { managed } from './errors.ts';
import { patternOf } from './events.ts';
import { ruleNamed, ruleOf, rulesOn, type ShownRule } from './find-rule.ts';
import { hasPrefix, listed } from './lists.ts';
import { tagsIn } from './tags.ts';

const NAME = /^[.\-_A-Za-z0-9]+$/;
const STATES = ['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'] as const;

const checkedName = (name: string): string => {
  if (name.length > 64) throw constraint(name, 'name', 'Member must have length less than or equal to 64');
  if (!NAME.test(name))
    throw constraint(name, 'name', 'Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+');
  return name;
};

const checkSchedule = (schedule: string, bus: string): void => {
  if (bus !== DEFAULT_BUS) throw validation('ScheduleExpression is supported only on the default event bus.');
  if (parseSchedule(schedule) === undefined) throw validation('Parameter ScheduleExpression is not valid.');
};

/** Makes a rule, or changes one; its targets stay. */
export const putRule: Operation = async ({ host }, input) => {
  const name = checkedName(requiredText(input, 'Name'));
  const pattern = filledText(input, 'EventPattern');
  const schedule = filledText(input, 'ScheduleExpression');
  const state = choiceIn(input, 'State', STATES) ?? 'ENABLED';
  const description = textIn(input, 'Description');
  const roleArn = textIn(input, 'RoleArn');
  return host.transact((unit, engine) => {
    const bus = busIn(unit, input);
    if (pattern === undefined && schedule === undefined)
      throw validation('Parameter(s) EventPattern or ScheduleExpression must be specified.');
    if (schedule !== undefined) checkSchedule(schedule, bus);
    if (pattern !== undefined) patternOf(pattern);
    if (ruleNamed(host, engine, unit, bus, name)?.isContexts === true) throw managed(`Rule ${name}`);
    const before = readEventRule(unit.layer, bus, name);
    const arn = engine.definitions.arns.rule(bus, name);
    const row: EventRuleRow = {
      bus,
      name,
      state: state === 'DISABLED' ? 'DISABLED' : 'ENABLED',
      createdMs: before?.createdMs ?? unit.nowMs,
      targets: before?.targets ?? [],
      ...(pattern !== undefined && { pattern }),
      ...(schedule !== undefined && { schedule }),
      ...(description !== undefined && { description }),
      ...(roleArn !== undefined && { roleArn }),
    };
    writeEventRule(unit.layer, row, unit.nowMs);
    if (before === undefined) writeTags(unit.layer, arn, tagsIn(input));
    return { RuleArn: arn };
  });
};

const shown = (engine: Engine, rule: ShownRule): JsonObject =>
  defined({
    Name: rule.name,
    Arn: engine.definitions.arns.rule(rule.bus, rule.name),
    EventPattern: rule.pattern,
    ScheduleExpression: rule.schedule,
    State: rule.state,
    Description: rule.description,
    RoleArn: rule.roleArn,
    EventBusName: rule.bus,
  });

export const describeRule: Operation = async ({ host }, input) =>
  host.look((unit, engine) => ({
    ...shown(engine, ruleOf(host, engine, unit, busIn(unit, input), requiredText(input, 'Name'))),
    CreatedBy: engine.definitions.arns.account,
  }));

export const listRules: Operation = async ({ host }, input) =>
  host.look((unit, engine) => {
    const rules = rulesOn(host, engine, unit, busIn(unit, input)).filter(hasPrefix(input));
    return listed(
      input,
      'Rules',
      rules,
      ({ name }) => name,
      (rule) => shown(engine, rule),
    );
  });

export const listRuleNamesByTarget: Operation = async ({ host }, input) =>
  host.look((unit, engine) => {
    const arn = requiredText(input, 'TargetArn');
    const rules = rulesOn(host, engine, unit, busIn(unit, input)).filter(({ targets }) =>
      targets.some((target) => target.arn === arn),
    );
    return listed(
      input,
      'RuleNames',
      rules,
      ({ name }) => name,
      ({ name }) => name,
    );
  });

const setState = async ({ host }: Call, input: JsonObject, state: EventRuleRow['state']): Promise<JsonObject> => {
  const name = requiredText(input, 'Name');
  await host.transact((unit, engine) => {
    const { isContexts, ...row } = ruleOf(host, engine, unit, busIn(unit, input), name);
    if (isContexts) throw managed(`Rule ${name}`);
    writeEventRule(unit.layer, { ...row, state }, unit.nowMs);
  });
  return {};
};

export const enableRule: Operation = (call, input) => setState(call, input, 'ENABLED');
export const disableRule: Operation = (call, input) => setState(call, input, 'DISABLED');

export const deleteRule: Operation = async ({ host }, input) => {
  const name = requiredText(input, 'Name');
  await host.transact((unit, engine) => {
    const bus = busIn(unit, input);
    const rule = ruleNamed(host, engine, unit, bus, name);
    if (rule === undefined) return;
    if (rule.isContexts) throw managed(`Rule ${name}`);
    if (rule.targets.length > 0) throw validation("Rule can't be deleted since it has targets.");
    dropEventRule(unit.layer, bus, name);
    writeTags(unit.layer, engine.definitions.arns.rule(bus, name), {});
  });
  return {};
};

/** Whether events of a bus come, by rules from bus to bus, to another one. */
export const leadsTo = (host: Host, engine: Engine, from: string, to: string): boolean => {
  if (from === to) return true;
  const next = host.look((unit) =>
    [DEFAULT_BUS, ...listBuses(unit.layer).map(({ name }) => name)].filter((bus) =>
      rulesOn(host, engine, unit, from).some(({ targets }) =>
        targets.some(({ arn }) => arn.endsWith(`:event-bus/${bus}`)),
      ),
    ),
  );
  return next.some((bus) => bus === to || leadsTo(host, engine, bus, to));
};
