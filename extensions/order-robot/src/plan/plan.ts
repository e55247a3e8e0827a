import { seededRandom, type Random } from '@espresso/kernel';
import type { Recording } from '../recording/fact.ts';
import type { Fate, PlannedOrder } from './fate.ts';
import { historiesOf, type End, type History } from './history.ts';
import { draw, paceOf, type Pace } from './pace.ts';

/** A recorded order as it is to be played, and what of it the recording itself says. */
export interface ReplayedOrder extends PlannedOrder {
  readonly recordedOrderId: string;
  readonly recorded: { readonly drink: boolean; readonly end: boolean };
}

export interface Plan {
  /** By arrival; arrivals and all other times are at the recorded pace. */
  readonly orders: readonly ReplayedOrder[];
}

/** A barista makes a drink in about this time, in milliseconds, unless the recording says it was done sooner. */
const MAKING_MS = 25_000;
const CHOOSING_MS = 12_000;
const MADE_AFTER_MS = 90_000;

/**
 * What to do, and when, so that every recorded order becomes an order here: it arrives when it is first seen; its drink and
 * its end are the recorded ones, with their times; what lies outside the recording is drawn from the rest of it, by the
 * seed. The same recording and seed give the same plan.
 */
export const planOf = (recording: Recording, seed: number): Plan => {
  const histories = historiesOf(recording);
  const pace = paceOf(histories);
  const random = seededRandom(seed);
  return { orders: histories.map((history) => planned(history, pace, random)) };
};

const planned = (history: History, pace: Pace, random: Random): ReplayedOrder => {
  // Drawn for every order, needed or not, so that one order's gaps do not change its neighbours' fates.
  const drawn = {
    choosingMs: draw(pace.choosing, random, CHOOSING_MS),
    makingMs: draw(pace.making, random, MADE_AFTER_MS),
    drink: draw(pace.drinks, random, { name: 'Latte', modifiers: [] }),
    end: draw(pace.ends, random, { type: 'made' }),
  };
  const { recordedOrderId, seenMs: arriveMs, drink = drawn.drink, end } = history;
  // An order first seen in the queue chose before: here it does so at once.
  const latestChoiceMs = Math.min(history.choseMs ?? Infinity, history.queuedMs ?? Infinity, atOf(end) ?? Infinity);
  const chooseMs = Number.isFinite(latestChoiceMs) ? Math.max(latestChoiceMs, arriveMs) : arriveMs + drawn.choosingMs;
  return {
    recordedOrderId,
    arriveMs,
    chooseMs,
    drink: drink.name,
    modifiers: drink.modifiers,
    fate: fateOf(end ?? at(drawn.end, chooseMs + drawn.makingMs), chooseMs),
    recorded: { drink: history.drink !== undefined, end: end !== undefined },
  };
};

/** A drawn end, at the time it would come. */
const at = (end: Pace['ends'][number], atMs: number): End => (end.type === 'left' ? end : { ...end, atMs });

const atOf = (end: End | undefined): number | undefined =>
  end === undefined || end.type === 'left' ? undefined : end.atMs;

const fateOf = (end: End, chooseMs: number): Fate => {
  switch (end.type) {
    case 'made': {
      const doneMs = Math.max(end.atMs, chooseMs);
      return { type: 'made', doneMs, claimMs: Math.max(chooseMs, doneMs - MAKING_MS) };
    }
    case 'cancelled':
      return { type: 'cancelled', by: end.by, atMs: Math.max(end.atMs, chooseMs) };
    case 'left':
      return { type: 'left', waitedFor: end.waitedFor };
  }
};
