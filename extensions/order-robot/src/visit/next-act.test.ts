import { describe, expect, test } from 'vitest';
import type { Fate, PlannedOrder } from '../plan/fate.ts';
import { nextAct } from './next-act.ts';

const anOrder = (fate: Fate): PlannedOrder => ({ arriveMs: 0, chooseMs: 10, drink: 'Latte', modifiers: [], fate });
const made = anOrder({ type: 'made', claimMs: 20, doneMs: 30 });

describe('an order that is to be made', () => {
  test.each([
    ['placed', { type: 'look-again' }],
    ['choosing', { type: 'choose', atMs: 10 }],
    ['submitted', { type: 'look-again' }],
    ['queued', { type: 'claim', atMs: 20 }],
    ['making', { type: 'complete', atMs: 30 }],
    ['ready', { type: 'collect', atMs: 0 }],
    ['collected', { type: 'end', outcome: 'finished' }],
  ] as const)("when it is '%s'", (status, act) => {
    expect(nextAct({ status }, made)).toEqual(act);
  });
});

test('a customer who changes their mind early never chooses', () => {
  const early = anOrder({ type: 'cancelled', by: 'customer', atMs: 5 });
  expect(nextAct({ status: 'choosing' }, early)).toEqual({ type: 'cancel', by: 'customer', atMs: 5 });
});

test('a customer who changes their mind late chooses first', () => {
  const late = anOrder({ type: 'cancelled', by: 'customer', atMs: 15 });
  expect(nextAct({ status: 'choosing' }, late)).toEqual({ type: 'choose', atMs: 10 });
  expect(nextAct({ status: 'queued' }, late)).toEqual({ type: 'cancel', by: 'customer', atMs: 15 });
});

test('whoever dawdles waits for the workflow to give up', () => {
  expect(nextAct({ status: 'choosing' }, anOrder({ type: 'left', waitedFor: 'customer' }))).toEqual({
    type: 'look-again',
  });
  expect(nextAct({ status: 'queued' }, anOrder({ type: 'left', waitedFor: 'barista' }))).toEqual({
    type: 'look-again',
  });
});

test('an order the bar turned away ends with the reason, whatever was planned', () => {
  expect(nextAct({ status: 'refused', reason: 'no-capacity' }, made)).toEqual({
    type: 'end',
    outcome: 'refused',
    reason: 'no-capacity',
  });
});
