import fc from 'fast-check';
import type { QueueMessage } from '@coffee/publisher/contract';
import { describe, expect, test } from 'vitest';
import { ana, aTicket, noonMs } from '../testing/tickets.ts';
import { emptyQueue, fetched, told, type Queue } from './queue.ts';

const at = '2026-06-01T12:01:00.000Z';
const with42 = fetched(emptyQueue, { queued: [aTicket()], making: [], ready: [] });
const about42 = { orderId: 'order-42', orderNumber: 42, at };
const waiting: QueueMessage = {
  ...about42,
  type: 'order-waiting',
  drink: { name: 'Latte', icon: 'latte', modifiers: [] },
  makeBy: '2026-06-01T12:16:00.000Z',
};
const all = (queue: Queue, ...messages: readonly QueueMessage[]) =>
  messages.reduce((before, message) => told(before, message).queue, queue);

describe('the queue follows what the bar tells', () => {
  test('a new order is queued from the moment it began to wait, and is news', () => {
    const { queue, news } = told(emptyQueue, waiting);
    expect(queue.tickets.get('order-42')).toMatchObject({ status: 'queued', queuedMs: Date.parse(at) });
    expect(news).toEqual({ type: 'arrived', orderId: 'order-42' });
  });

  test('an order that is on the screen already is no news', () => {
    expect(told(with42, waiting)).toEqual({ queue: with42 });
  });

  test('a claim shows who makes it, where the name is known', () => {
    const known = { ...with42, names: new Map([[ana.baristaId, ana.name]]) };
    const { queue, isStale } = told(known, { ...about42, type: 'order-claimed', baristaId: ana.baristaId });
    expect(queue.tickets.get('order-42')).toMatchObject({ status: 'making', maker: ana });
    expect(isStale).toBeUndefined();
  });

  test('a barista never heard of is a reason to fetch the queue', () => {
    expect(told(with42, { ...about42, type: 'order-claimed', baristaId: 'staff-new' }).isStale).toBe(true);
  });

  test('every touch gives the maker as long again', () => {
    const queue = all(with42, { ...about42, type: 'order-claimed', baristaId: 'staff-ana' });
    expect(queue.tickets.get('order-42')?.makeBy).toBe('2026-06-01T12:16:00.000Z');
  });

  test('given back, nobody makes it, and it is as old as it was', () => {
    const claim = { ...about42, type: 'order-claimed', baristaId: 'staff-ana' } as const;
    const ticket = all(with42, claim, { ...claim, type: 'order-released' }).tickets.get('order-42');
    expect(ticket).toMatchObject({ status: 'queued', queuedMs: noonMs });
    expect(ticket?.maker).toBeUndefined();
  });

  test('what the customer calls off leaves the screen, and the barista is told', () => {
    const { queue, news } = told(with42, {
      type: 'order-cancelled',
      orderId: 'order-42',
      by: 'customer',
      reason: '',
      at,
    });
    expect(queue.tickets.size).toBe(0);
    expect(news).toEqual({ type: 'called-off', orderNumber: 42, by: 'customer' });
  });

  test('an order that never reached the queue is none of the barista’s business', () => {
    const message = { type: 'order-cancelled', orderId: 'order-7', by: 'customer', reason: '', at } as const;
    expect(told(with42, message)).toEqual({ queue: with42 });
  });

  test('the workflow’s end takes no finished drink off the counter', () => {
    const done = all(with42, { ...about42, type: 'order-completed', baristaId: 'staff-ana' });
    expect(told(done, { ...about42, type: 'order-finished' }).queue).toBe(done);
    expect(done.tickets.get('order-42')?.status).toBe('ready');
  });
});

describe('laws of the queue', () => {
  const step = fc.constantFrom<QueueMessage>(
    waiting,
    { ...about42, type: 'order-claimed', baristaId: 'staff-ana' },
    { ...about42, type: 'order-released', baristaId: 'staff-ana' },
    { ...about42, type: 'order-completed', baristaId: 'staff-ana' },
    { ...about42, type: 'order-collected' },
    { ...about42, type: 'order-finished' },
    { type: 'order-failed', orderId: 'order-42', at },
  );

  test('a message told twice is as good as told once', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), step, (before, last) => {
        const once = all(emptyQueue, ...before, last);
        expect(told(once, last).queue.tickets).toEqual(once.tickets);
      }),
    );
  });
});
