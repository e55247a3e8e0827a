import type { Outcome, Refused, Resume } from '@espresso/contract';
import { toJson } from '@espresso/kernel';
import type { Signal } from '@espresso/states';
import { asJsonObject } from '../bus/new-event.ts';
import { publish, type Engine } from '../engine.ts';
import { signalByToken, startExecution } from '../executions/run.ts';
import type { Unit } from './unit.ts';
import { writeItems } from './write-items.ts';

/** A write lost a race that its handler gave no answer for; the whole unit of work may be tried again. */
export const TRY_AGAIN = 'try-again';

/**
 * Carries out what a handler decided, inside its unit of work: writes, then events, then executions to start and to
 * resume. Whoever gets a refusal back drops the unit (its events excepted: `told` keeps those of a refusal).
 */
export const carryOut = async (
  engine: Engine,
  unit: Unit,
  outcome: Outcome<unknown>,
): Promise<Refused<string> | undefined> => {
  if (!outcome.accepted) return outcome;
  const result = writeItems(unit.layer, outcome.write);
  if (!result.written) return refusal(result.failed.condition?.otherwise);
  tell(engine, unit, outcome);
  for (const { workflow, name, input } of outcome.start) {
    const deployed = engine.machines.deployed(workflow.name);
    if (deployed === undefined) throw new TypeError(`workflow ${workflow.name} is not deployed`);
    await startExecution(engine, unit, deployed, { name, input: toJson(input) });
  }
  for (const resume of outcome.resume) {
    const waiting = await signalByToken(engine, unit, resume.taskToken, (ref) => signalOf(resume, ref));
    if (!waiting && resume.otherwise !== undefined) return refusal(resume.otherwise);
  }
  return undefined;
};

/** Publishes the events of an outcome. */
export const tell = (engine: Engine, unit: Unit, { emit = [] }: Pick<Outcome<unknown>, 'emit'>): void => {
  for (const { event, detail } of emit) {
    const { source, detailType } = event;
    publish(engine, unit, { source, detailType, detail: asJsonObject(detail), definition: event });
  }
};

const refusal = (reason = TRY_AGAIN): Refused<string> => ({ accepted: false, reason });

const signalOf = (resume: Resume, ref: string): Signal => {
  switch (resume.type) {
    case 'success':
      return { type: 'task-succeeded', ref, output: toJson(resume.output) };
    case 'failure':
      return {
        type: 'task-failed',
        ref,
        error: resume.error,
        ...(resume.cause !== undefined && { cause: resume.cause }),
      };
    case 'heartbeat':
      return { type: 'task-heartbeat', ref };
  }
};
