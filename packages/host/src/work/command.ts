import type { Outcome, Work } from '@espresso/contract';
import { EspressoError } from '@espresso/kernel';
import type { Engine } from '../engine.ts';
import { carryOut, tell } from './carry-out.ts';
import type { Commit } from './commit.ts';
import { recall, remember, type Idempotency } from './idempotency.ts';
import type { Cause, Unit } from './unit.ts';
import type { Job, WorkLoop } from './work-loop.ts';

/** The key was used before for another command: a mistake of the sender's. */
export class IdempotencyKeyReused extends EspressoError {
  readonly key: string;

  constructor(key: string) {
    super(`the idempotency key ${key} was used for another command`);
    this.key = key;
  }
}

export interface Command {
  readonly engine: Engine;
  readonly loop: WorkLoop;
  readonly run: (work: Work) => Promise<Outcome<unknown>>;
  readonly idempotency?: Idempotency;
  readonly cause?: Cause;
}

/** A command as a job: one unit of work, answered when it is durable. */
export const commandJob = (
  command: Command,
  resolve: (outcome: Outcome<unknown>) => void,
  reject: (error: unknown) => void,
): Job => ({
  failed: reject,
  run: async (commit) => {
    try {
      const outcome = await attempt(command, commit);
      commit.afterwards({
        done: () => {
          resolve(outcome);
        },
        failed: reject,
      });
    } catch (error) {
      // The unit of work was never taken: nothing of it happened.
      reject(error);
    }
  },
});

const attempt = async (command: Command, commit: Commit): Promise<Outcome<unknown>> => {
  const { engine, loop, run, idempotency, cause = {} } = command;
  const unit = loop.unit(commit, cause);
  const recalled = idempotency && recall(unit.layer, idempotency);
  if (recalled?.type === 'mistaken') throw new IdempotencyKeyReused(idempotency?.key ?? '');
  if (recalled?.type === 'repeated') {
    return { accepted: true, reply: recalled.reply, write: [], emit: [], start: [], resume: [] };
  }
  const outcome = await run(unit);
  const refused = await carryOut(engine, unit, outcome);
  if (refused !== undefined) {
    // A refusal writes nothing; what it tells of happened all the same.
    commit.take(toldOnly(command, commit, refused));
    return refused;
  }
  if (idempotency !== undefined && outcome.accepted) remember(unit.layer, idempotency, outcome.reply, unit.nowMs);
  commit.take(unit);
  return outcome;
};

const toldOnly = (
  { engine, loop, cause = {} }: Command,
  commit: Commit,
  refused: Pick<Outcome<unknown>, 'emit'>,
): Unit => {
  const unit = loop.unit(commit, cause);
  tell(engine, unit, refused);
  return unit;
};
