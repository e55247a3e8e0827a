import { describe, expect, test } from 'vitest';
import { orderView, ticket } from './contract/index.ts';
import { drinkInWords, sameDrink } from './drink.ts';
import { messageFor } from './message.ts';
import { order as orderSchema } from './order.ts';
import { bo, espresso, everyOrder, latte, orderIn } from './test/orders.ts';
import { ticketOf, viewOf } from './view.ts';

describe('what a customer sees of an order', () => {
  test.each(everyOrder)('is true and complete when it is $status', (order) => {
    const view = viewOf(order);
    expect(orderView.parse(view)).toEqual(view);
    expect(view.status).toBe(order.status);
    expect(JSON.stringify(view)).not.toContain('token');
    expect(JSON.stringify(view)).not.toContain('ingredients');
  });

  test.each(everyOrder)('says what is so and what to do next, in one sentence, when it is $status', (order) => {
    expect(messageFor(order)).toMatch(/^[A-Z#][^]*[^.]\.$/);
  });

  test('has a sentence for each way of being refused', () => {
    const sentences = (['closed', 'paused', 'no-capacity'] as const).map((reason) =>
      messageFor({ ...orderIn.refused, reason, detail: 'the grinder is being cleaned' }),
    );
    expect(new Set(sentences).size).toBe(3);
    expect(sentences[1]).toContain('the grinder is being cleaned');
    for (const sentence of sentences) expect(sentence).toContain('your code keeps its drink');
  });

  test('names who cancelled, and for whom the bar waited', () => {
    expect(messageFor(orderIn.cancelled)).toContain('You cancelled');
    expect(messageFor({ ...orderIn.cancelled, by: 'barista', reason: 'no cups' })).toContain('(no cups)');
    expect(messageFor({ ...orderIn['timed-out'], waitedFor: 'customer' })).toContain('No drink was chosen');
  });

  test('counts who is before it', () => {
    expect(messageFor(orderIn.queued, 0)).toContain('order #42 and the next one');
    expect(messageFor(orderIn.queued, 1)).toContain('with one before it');
    expect(messageFor(orderIn.queued, 3)).toContain('with 3 before it');
    expect(viewOf(orderIn.queued, 3)).toMatchObject({ ahead: 3 });
    expect(viewOf(orderIn.making, 3)).not.toHaveProperty('ahead');
  });

  test('names what is out', () => {
    const unavailable = { drink: 'Latte', ingredient: 'Oat milk' };
    expect(messageFor({ ...orderIn.choosing, unavailable })).toContain('not enough oat milk for a Latte');
  });
});

describe('what a barista sees of an order', () => {
  test.each([orderIn.queued, orderIn.making, orderIn.ready])('is a ticket when it is $status', (order) => {
    expect(ticket.parse(ticketOf(order))).toEqual(ticketOf(order));
  });

  test('names who makes it', () => {
    expect(ticketOf(orderIn.making).maker).toEqual({ baristaId: bo.baristaId, name: 'Bo' });
    expect(ticketOf(orderIn.queued)).not.toHaveProperty('maker');
  });
});

describe('a drink', () => {
  test('is said as people say it', () => {
    expect(drinkInWords(espresso)).toBe('Espresso');
    expect(drinkInWords(latte)).toBe('Large Latte with Oat milk and Extra shot');
    expect(drinkInWords({ ...espresso, modifiers: ['Decaf'] })).toBe('Espresso with Decaf');
  });

  test('is the same when it reads the same, whatever it takes to make it', () => {
    expect(sameDrink(latte, { ...latte, ingredients: {} })).toBe(true);
    expect(sameDrink(latte, { ...latte, modifiers: ['Oat milk'] })).toBe(false);
    expect(sameDrink(latte, espresso)).toBe(false);
  });
});

test.each(everyOrder)('an order that is $status can be stored', (order) => {
  expect(orderSchema.parse(order)).toEqual(order);
});
