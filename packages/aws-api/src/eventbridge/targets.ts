import { compileInput, InvalidInput, type InputSpec } from '@espresso/bus';
import { ensureQueue, queueNamed, writeEventRule, type TargetRow } from '@espresso/host/resources';
import type { JsonObject } from '@espresso/kernel';
import { constraint, validation } from '../protocol/errors.ts';
import {
  numberIn,
  objectIn,
  objectsIn,
  requiredList,
  requiredText,
  textIn,
  textMapIn,
  textsIn,
} from '../protocol/fields.ts';
import type { Operation } from '../protocol/operation.ts';
import { busIn } from './buses.ts';
import { limitExceeded, managed } from './errors.ts';
import { ruleOf } from './find-rule.ts';
import { listed } from './lists.ts';
import { leadsTo } from './rules.ts';

const TARGETS_MAX = 5;
const ID = /^[.\-_A-Za-z0-9]+$/;
const ARN = /^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/;

const inputIn = (target: JsonObject, id: string): InputSpec => {
  const transformer = objectIn(target, 'InputTransformer');
  const spec: InputSpec = {
    InputPath: textIn(target, 'InputPath'),
    Input: textIn(target, 'Input'),
    InputTransformer: transformer && {
      InputPathsMap: textMapIn(transformer, 'InputPathsMap'),
      InputTemplate: requiredText(transformer, 'InputTemplate'),
    },
  };
  if (Object.values(spec).filter((setting) => setting !== undefined).length > 1)
    throw validation(`Only one of Input, InputPath, or InputTransformer must be provided for target ${id}.`);
  try {
    compileInput(spec);
  } catch (error) {
    if (error instanceof InvalidInput) throw validation(inputFault(error, id));
    throw error;
  }
  return spec;
};

const inputFault = (fault: InvalidInput, id: string): string => {
  if (fault.setting === 'Input') return `JSON syntax error in input for target ${id}.`;
  if (fault.setting === 'InputPath') return `Invalid InputPath for target ${id}.`;
  return fault.forTarget(id);
};

const targetIn = (target: JsonObject, at: number): TargetRow => {
  const id = requiredText(target, 'Id');
  const field = `targets.${at + 1}.member.id`;
  if (id.length < 1 || id.length > 64)
    throw constraint(
      id,
      field,
      `Member must have length ${id.length < 1 ? 'greater than or equal to 1' : 'less than or equal to 64'}`,
    );
  if (!ID.test(id)) throw constraint(id, field, 'Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+');
  const arn = requiredText(target, 'Arn');
  const retry = objectIn(target, 'RetryPolicy');
  const attemptsMax = retry && numberIn(retry, 'MaximumRetryAttempts');
  const ageSecondsMax = retry && numberIn(retry, 'MaximumEventAgeInSeconds');
  const deadLetters = objectIn(target, 'DeadLetterConfig');
  const deadLetterArn = deadLetters && textIn(deadLetters, 'Arn');
  return {
    id,
    arn,
    input: inputIn(target, id),
    ...(retry && {
      retry: {
        ...(attemptsMax !== undefined && { attemptsMax }),
        ...(ageSecondsMax !== undefined && { ageSecondsMax }),
      },
    }),
    ...(deadLetterArn !== undefined && { deadLetterArn }),
    shown: target,
  };
};

interface FailedEntry {
  readonly TargetId: string;
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

export const putTargets: Operation = async ({ host }, input) => {
  const name = requiredText(input, 'Rule');
  requiredList(input, 'Targets');
  const given = (objectsIn(input, 'Targets') ?? []).map(targetIn);
  const failed = given.flatMap(({ id, arn }): readonly FailedEntry[] =>
    ARN.test(arn)
      ? []
      : [
          {
            TargetId: id,
            ErrorCode: 'ValidationException',
            ErrorMessage: `Parameter ${arn} is not valid. Reason: Provided Arn is not in correct format.`,
          },
        ],
  );
  await host.transact((unit, engine) => {
    const bus = busIn(unit, input);
    const { isContexts, ...row } = ruleOf(host, engine, unit, bus, name);
    if (isContexts) throw managed(`Rule ${name}`);
    const good = given.filter(({ id }) => !failed.some(({ TargetId }) => TargetId === id));
    const targets = [...row.targets.filter(({ id }) => !good.some((target) => target.id === id)), ...good];
    if (targets.length > TARGETS_MAX) throw limitExceeded();
    for (const { arn, deadLetterArn } of good) {
      const to = /:event-bus\/(.+)$/.exec(arn)?.[1];
      // Events in a circle would never stop.
      if (to !== undefined && leadsTo(host, engine, to, bus))
        throw validation(`Target ${arn} would bring events of bus ${bus} back to it.`);
      for (const queue of [queueNamed(arn), deadLetterArn === undefined ? undefined : queueNamed(deadLetterArn)])
        if (queue !== undefined) ensureQueue(unit.layer, queue, unit.nowMs);
    }
    writeEventRule(unit.layer, { ...row, targets }, unit.nowMs);
  });
  return { FailedEntryCount: failed.length, FailedEntries: failed.map((entry) => ({ ...entry })) };
};

export const listTargetsByRule: Operation = async ({ host }, input) =>
  host.look((unit, engine) => {
    const rule = ruleOf(host, engine, unit, busIn(unit, input), requiredText(input, 'Rule'));
    return listed(
      input,
      'Targets',
      rule.targets,
      ({ id }) => id,
      ({ shown }) => shown,
    );
  });

export const removeTargets: Operation = async ({ host }, input) => {
  const name = requiredText(input, 'Rule');
  const gone = textsIn(input, 'Ids') ?? [];
  const failed = await host.transact((unit, engine) => {
    const { isContexts, ...row } = ruleOf(host, engine, unit, busIn(unit, input), name);
    if (isContexts) throw managed(`Rule ${name}`);
    writeEventRule(unit.layer, { ...row, targets: row.targets.filter(({ id }) => !gone.includes(id)) }, unit.nowMs);
    return gone.filter((id) => !row.targets.some((target) => target.id === id));
  });
  return {
    FailedEntryCount: failed.length,
    FailedEntries: failed.map((id) => ({
      TargetId: id,
      ErrorCode: 'ResourceNotFoundException',
      ErrorMessage: `Rule ${name} does not have a target with the Id ${id}.`,
    })),
  };
};
