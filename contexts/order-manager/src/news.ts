import type { ChosenDrink } from '@coffee/shop/contract';
import { unreachable } from '@espresso/kernel';
import type { Change } from './change.ts';
import type { Message } from './decide.ts';
import { hasEnded, isBeforeQueue, type Order, type OrderIn } from './order.ts';

/** What the order's workflow says of it. It may say it twice, and late. */
export type News =
  | {
      readonly type: 'drink-wanted';
      readonly taskToken: string;
      readonly chooseBy: string;
      readonly atMs: number;
      readonly unavailable?: { readonly drink: string; readonly ingredient: string };
    }
  | {
      readonly type: 'barista-wanted';
      readonly orderNumber: number;
      readonly drink: ChosenDrink;
      readonly taskToken: string;
      readonly makeBy: string;
      readonly atMs: number;
    }
  | { readonly type: 'refused'; readonly reason: OrderIn<'refused'>['reason']; readonly detail: string }
  | { readonly type: 'finished'; readonly atMs: number }
  | { readonly type: 'cancelled'; readonly by: 'customer' | 'barista'; readonly reason: string }
  | { readonly type: 'timed-out'; readonly waitedFor: 'customer' | 'barista' }
  | { readonly type: 'failed' };

/** What the news change, and what the workflow is told at once; nothing where they are no news any more. */
export interface Reaction {
  readonly change?: Change;
  readonly tell?: Message;
}

const nothing: Reaction = {};

/** What becomes of news from the workflow. Pure; an order never goes backwards, and never leaves an end. */
export const hear = (order: Order, news: News): Reaction => {
  if (hasEnded(order)) return nothing;
  switch (news.type) {
    case 'drink-wanted': {
      if (!isNewQuestion(order, news)) return nothing;
      if (order.status === 'cancelling') return tellCancelled(order, news.taskToken);
      if (order.walkUp !== undefined) return answerAtCounter(order.walkUp, news);
      const { type: _, atMs, ...question } = news;
      const patienceMs = Math.max(0, Date.parse(news.chooseBy) - atMs);
      return { change: { type: 'asked', ...question, patienceMs } };
    }
    case 'barista-wanted': {
      if (order.status === 'cancelling') return tellCancelled(order, news.taskToken);
      const { type: _, ...queued } = news;
      return isBeforeQueue(order) ? { change: { type: 'queued', ...queued } } : nothing;
    }
    case 'refused':
      return order.status === 'placed' || order.status === 'cancelling' ? { change: news } : nothing;
    case 'finished':
      return order.status === 'queued' || order.status === 'making'
        ? { change: { type: 'completed', atMs: news.atMs } }
        : nothing;
    case 'cancelled':
    case 'timed-out':
    case 'failed':
      // A drink that is made stays made, whatever the workflow came to afterwards.
      return order.status === 'ready' ? nothing : { change: news };
    default:
      return unreachable(news);
  }
};

/** Ordered at the counter: the drink is known before the workflow asks. What is out by now is said to the bar. */
const answerAtCounter = (
  drink: ChosenDrink,
  { taskToken, chooseBy, unavailable }: Extract<News, { type: 'drink-wanted' }>,
): Reaction => {
  if (unavailable === undefined)
    return {
      change: { type: 'answered', drink, taskToken, chooseBy },
      tell: { taskToken, answer: { outcome: 'chosen', drink } },
    };
  const reason = `${unavailable.ingredient} has run out`;
  return {
    change: { type: 'cancelling', by: 'barista', reason, told: taskToken },
    tell: { taskToken, answer: { outcome: 'cancelled', by: 'barista', reason } },
  };
};

/** The wish to cancel came between two waits of the workflow; now there is a token to tell it with, which is done once. */
const tellCancelled = ({ by, reason, told }: OrderIn<'cancelling'>, taskToken: string): Reaction =>
  told !== undefined
    ? nothing
    : {
        change: { type: 'cancelling', by, reason, told: taskToken },
        tell: { taskToken, answer: { outcome: 'cancelled', by, reason } },
      };

/** Each wait has a token of its own and a later deadline than the wait before: an old question arriving again is none. */
const isNewQuestion = (order: Order, { taskToken, chooseBy }: Extract<News, { type: 'drink-wanted' }>): boolean => {
  const last = lastQuestion(order);
  if (last === undefined) return order.status === 'placed' || order.status === 'cancelling';
  return last.taskToken !== taskToken && Date.parse(last.chooseBy) <= Date.parse(chooseBy);
};

/** The latest question that the order knows of, where there may still be another. */
const lastQuestion = (order: Order) => {
  if (order.status === 'choosing') return order;
  return order.status === 'submitted' || order.status === 'cancelling' ? order.answered : undefined;
};
