import { unreachable } from '@espresso/kernel';
import { drinkInWords } from './drink.ts';
import type { Order, OrderIn } from './order.ts';

const AGAIN = 'scan the code on the display to order again';

/** What is so, and what to do next: one sentence for the customer, for every state an order can be in. */
export const messageFor = (order: Order, ahead?: number): string => {
  switch (order.status) {
    case 'placed':
      return 'Your code was good: the menu comes in a moment.';
    case 'choosing':
      return order.unavailable === undefined
        ? 'The bar keeps a place for you: choose your drink.'
        : `There is not enough ${order.unavailable.ingredient.toLowerCase()} for a ${order.unavailable.drink} any more: choose another drink, your place is kept.`;
    case 'submitted':
      return `Your ${drinkInWords(order.drink)} is chosen: the bar looks whether everything for it is there, one moment.`;
    case 'queued':
      return `Your ${drinkInWords(order.drink)} is order #${String(order.orderNumber)}${queueInWords(ahead)}: stay near, this page tells you when it is being made.`;
    case 'making':
      return `Order #${String(order.orderNumber)}, your ${drinkInWords(order.drink)}, is being made: come to the bar.`;
    case 'ready':
      return `Order #${String(order.orderNumber)}, your ${drinkInWords(order.drink)}, is ready: come and pick it up.`;
    case 'collected':
      return `Order #${String(order.orderNumber)} was picked up, enjoy it: ${AGAIN}.`;
    case 'cancelling':
      return 'Your order is being cancelled: one moment.';
    case 'refused':
      return refusedInWords(order);
    case 'cancelled':
      return order.by === 'customer'
        ? `You cancelled this order: ${AGAIN}.`
        : `The bar had to cancel this order${order.reason === '' ? '' : ` (${order.reason})`}, sorry: ${AGAIN}, or ask at the bar.`;
    case 'timed-out':
      return order.waitedFor === 'customer'
        ? `No drink was chosen in time, so your place went to somebody else: ${AGAIN}.`
        : `The bar did not get to your order in time, sorry: ${AGAIN}, or ask at the bar.`;
    case 'failed':
      return `Something broke on our side and your order is lost, sorry: ${AGAIN}, or ask at the bar.`;
    default:
      return unreachable(order);
  }
};

const queueInWords = (ahead: number | undefined): string => {
  if (ahead === undefined) return '';
  if (ahead === 0) return ' and the next one';
  return ahead === 1 ? ', with one before it' : `, with ${String(ahead)} before it`;
};

const refusedInWords = ({ reason, detail }: OrderIn<'refused'>): string => {
  const because = detail === '' ? '' : ` (${detail})`;
  switch (reason) {
    case 'closed':
      return `The bar is closed${because}, and your code keeps its drink: scan again when it is open.`;
    case 'paused':
      return `The bar takes a break${because}, and your code keeps its drink: scan again in a few minutes.`;
    case 'draining':
      return 'The last orders were taken a moment ago, and your code keeps its drink: ask at the bar when it opens again.';
    case 'no-capacity':
      return 'The queue is full right now, and your code keeps its drink: scan again in a few minutes.';
    default:
      return unreachable(reason);
  }
};
