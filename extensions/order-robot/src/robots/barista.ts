import type { QueueView, Ticket } from '@coffee/order-manager/contract';
import type { Random } from '@espresso/kernel';
import { BarRefused, Stopped } from '../api/faults.ts';
import type { Barista } from '../hire.ts';
import { between } from '../random.ts';
import type { Crew } from './crew.ts';

/** Times of a person, in milliseconds. */
const MAKING_MS = { min: 20_000, max: 50_000 };
const PICK_UP_MS = 12_000;
const TROUBLE_MS = 2_000;
/** One drink in thirty is given back: somebody else makes it. */
const GIVES_BACK = 1 / 30;

/** What a barista does next, by what the queue shows. */
export type Task =
  | { readonly type: 'make'; readonly ticket: Ticket }
  | { readonly type: 'hand-over'; readonly ticket: Ticket }
  | { readonly type: 'claim'; readonly ticket: Ticket }
  | { readonly type: 'idle' };

/** First what is in one's own hands, then what stands on the counter, then the oldest that waits. */
export const nextTask = (queue: QueueView, name: string, pickUpMs: number): Task => {
  const mine = queue.making.find(({ maker }) => maker?.name === name);
  if (mine !== undefined) return { type: 'make', ticket: mine };
  const due = queue.ready.find(({ completedMs = queue.nowMs }) => queue.nowMs - completedMs >= pickUpMs);
  if (due !== undefined) return { type: 'hand-over', ticket: due };
  const [oldest] = queue.queued;
  return oldest === undefined ? { type: 'idle' } : { type: 'claim', ticket: oldest };
};

/**
 * Makes what waits, one drink after the other, until told to stop. Whatever is in its hands it reads from the queue, so it
 * goes on after the bar was away as if nothing had been.
 */
export const barista = async (crew: Crew, { name, token }: Barista, random: Random): Promise<void> => {
  const { bar, machine, signal, shopId, pace, lookMs, tell } = crew;

  const act = async (task: Task): Promise<void> => {
    switch (task.type) {
      case 'make': {
        const { orderId, orderNumber } = task.ticket;
        await machine.wait(between(random, MAKING_MS.min, MAKING_MS.max) / pace, signal);
        if (random.next() < GIVES_BACK) {
          if ((await bar.release(token, orderId)).ok) tell({ type: 'order-given-back', robot: name, orderNumber });
        } else if ((await bar.complete(token, orderId)).ok) tell({ type: 'order-made', robot: name, orderNumber });
        return;
      }
      case 'hand-over':
        await bar.collect(token, task.ticket.orderId);
        return;
      case 'claim':
        // A "no" means that a colleague was quicker.
        await bar.claim(token, task.ticket.orderId);
        return;
      case 'idle':
        await machine.wait(lookMs, signal);
    }
  };

  while (!signal.aborted) {
    try {
      await act(nextTask(await bar.queue(token, shopId), name, PICK_UP_MS / pace));
    } catch (error) {
      if (error instanceof Stopped) return;
      tell({ type: 'trouble', robot: name, error: error instanceof Error ? error.message : String(error) });
      // Signed out by somebody, for good.
      if (error instanceof BarRefused && error.status === 401) return;
      await machine.wait(TROUBLE_MS, signal);
    }
  }
};
