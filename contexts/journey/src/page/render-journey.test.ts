import { orderId } from '@coffee/validator/contract';
import { shopId } from '@coffee/shop/contract';
import { expect, test } from 'vitest';
import type { Journey } from '../contract/index.ts';
import { renderJourney } from './render-journey.ts';

const aJourney: Journey = {
  orderId: orderId.parse('order-1'),
  shopId: shopId.parse('main'),
  steps: [
    {
      eventId: 'e1',
      at: '2026-11-23T09:30:00.000Z',
      type: 'Validator.NewOrder',
      context: 'validator',
      sentence: 'An order begins.',
      sincePreviousMs: 0,
    },
    {
      eventId: 'e2',
      at: '2026-11-23T09:31:15.000Z',
      type: 'OrderManager.CancellationRequested',
      context: 'order-manager',
      sentence: 'The customer cancels the order: <script>alert("no")</script>',
      sincePreviousMs: 75_000,
      waitedFor: 'customer',
      causationId: 'e1',
    },
  ],
  summary: { outcome: 'cancelled', totalMs: 75_000, waitedForCustomerMs: 75_000, waitedForBaristaMs: 0 },
};

test('the page tells the story in words: what happened, when, and who was waited for', () => {
  const page = renderJourney(aJourney);
  expect(page).toContain('<time datetime="2026-11-23T09:31:15.000Z">1:15</time>');
  expect(page).toContain('1 min 15 s waiting for the customer');
  expect(page).toContain('Cancelled after 1 min 15 s; everything it took was given back.');
  expect(page).toContain('<a href="#event-e1">an event before it</a>');
});

test('what people wrote stays text', () => {
  const page = renderJourney(aJourney);
  expect(page).not.toContain('<script');
  expect(page).toContain('&lt;script&gt;');
});

test('the page brings everything along and runs nothing', () => {
  const page = renderJourney(aJourney);
  expect(page).not.toMatch(/<link|<script|<img|url\(| style=/);
  expect(page).toMatch(/^<!doctype html>/);
});
