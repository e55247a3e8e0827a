import { accept, refuse, type Outcome, type Resume, type Work } from '@espresso/contract';
import { evolve } from '../change.ts';
import type { OrderView } from '../contract/index.ts';
import type { Decision, Message, Refusal } from '../decide.ts';
import { happened } from '../happened.ts';
import { save, type StoredOrder } from '../tables.ts';
import { viewOf } from '../view.ts';
import { sentenceFor } from './parts.ts';

/**
 * What all commands have in common: the order is written over the version that was read, the workflow is told, what
 * happened is published, and the answer is the order as it is now. A second tap changes nothing and gets the same answer.
 */
export const carryOut = <Reason extends Refusal>(
  stored: StoredOrder,
  decision: Decision<Reason>,
  work: Work,
): Outcome<OrderView, Reason | 'too-late'> => {
  const { order } = stored;
  if (!decision.accepted) return refuse(decision.reason, { detail: sentenceFor(decision.reason, order) });
  const { change, tell } = decision;
  if (change === undefined) return accept({ reply: viewOf(order) });
  const next = evolve(order, change);
  return accept({
    write: [save(next, stored, work.nowMs)],
    emit: happened(order, change),
    // The workflow may have given up waiting a moment ago, with the news still on their way here.
    ...(tell && { resume: [resumeOf(tell, 'too-late')] }),
    reply: viewOf(next),
  });
};

/** What the waiting workflow is told, and the refusal when it waits no more; without one, that does no harm. */
export const resumeOf = <const Reason extends string = never>(
  { taskToken, answer }: Message,
  otherwise?: Reason,
): Resume<Reason> => {
  const refusal = otherwise === undefined ? {} : { otherwise };
  return answer === 'heartbeat'
    ? { type: 'heartbeat', taskToken, ...refusal }
    : { type: 'success', taskToken, output: answer, ...refusal };
};
