import type { drinkUnavailable } from '@coffee/order-processor/contract';
import type { Accepted, Received, Work } from '@espresso/contract';
import { hearOf } from './hear-news.ts';

/** Something for the chosen drink is out: the customer chooses again, with a new token. */
export const onDrinkUnavailable = (
  event: Received<typeof drinkUnavailable>,
  work: Work,
): Promise<Accepted<undefined>> => {
  const { taskToken, chooseBy, drink, ingredient } = event.detail;
  const unavailable = { drink: drink.name, ingredient };
  return hearOf(event, { type: 'drink-wanted', taskToken, chooseBy, atMs: event.atMs, unavailable }, work);
};
