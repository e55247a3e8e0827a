import type { Outcome, Work } from '@espresso/contract';
import { EspressoError } from '@espresso/kernel';
import type { Engine } from '../engine.ts';
import { carryOut, tell } from './carry-out.ts';
import type { Commit } from './commit.ts';
import { recall, remember, type Idempotency } from './idempotency.ts';
import type { Cause } from './cause.ts';
import type { WorkLoop } from './work-loop.ts';

/** The key was used before for another command: a mistake of the sender's. */
export class IdempotencyKeyReused extends EspressoError {
  readonly key: string;

  constructor(key: string) {
    super(`the idempotency key ${key} was used for another command`);
    this.key = key;
  }
}

/** What somebody wants done, as one unit of work. */
export interface Command {
  readonly run: (work: Work) => Promise<Outcome<unknown>>;
  readonly idempotency?: Idempotency;
  readonly cause?: Cause;
}

/**
 * Runs what acts on the host itself, in units of work of its own, at most once under its idempotency key: its answer is remembered
 * right after. Where the process ends in between, a repetition finds for itself what is done already.
 * @throws IdempotencyKeyReused, and whatever it throws
 */
export const runOnce = async (
  loop: WorkLoop,
  act: () => Promise<Outcome<unknown>>,
  idempotency: Idempotency,
): Promise<Outcome<unknown>> => {
  const recalled = recall(loop.committed, idempotency);
  if (recalled.type === 'mistaken') throw new IdempotencyKeyReused(idempotency.key);
  if (recalled.type === 'repeated') return recalled.outcome;
  const outcome = await act();
  if (outcome.accepted)
    await loop.perform((commit) => {
      const unit = loop.unit(commit, {});
      remember(unit.layer, idempotency, outcome, unit.nowMs);
      commit.take(unit);
      return Promise.resolve();
    });
  return outcome;
};

/**
 * Runs a command in a commit: its unit of work is taken whole, or not at all.
 * @throws IdempotencyKeyReused, and whatever the command throws
 */
export const runCommand = async (
  engine: Engine,
  loop: WorkLoop,
  commit: Commit,
  command: Command,
): Promise<Outcome<unknown>> => {
  const { run, idempotency, cause = {} } = command;
  const unit = loop.unit(commit, cause);
  const recalled = idempotency && recall(unit.layer, idempotency);
  if (recalled?.type === 'mistaken') throw new IdempotencyKeyReused(idempotency?.key ?? '');
  if (recalled?.type === 'repeated') return recalled.outcome;
  const outcome = await run(unit);
  const refused = await carryOut(engine, unit, outcome);
  if (refused !== undefined) {
    // A refusal writes nothing; what it tells of happened all the same, and is told of once. One that tells of nothing left no
    // trace: asked again, it is decided again.
    if (refused.emit === undefined || refused.emit.length === 0) return refused;
    const telling = loop.unit(commit, cause);
    tell(engine, telling, refused);
    if (idempotency !== undefined) remember(telling.layer, idempotency, refused, telling.nowMs);
    commit.take(telling);
    return refused;
  }
  if (idempotency !== undefined) remember(unit.layer, idempotency, outcome, unit.nowMs);
  commit.take(unit);
  return outcome;
};
