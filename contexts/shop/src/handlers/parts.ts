import type { Work } from '@espresso/contract';
import { iso } from '@espresso/kernel';
import { z } from 'zod';
import { shopId } from '../contract/index.ts';
import type { Moment } from '../shop.ts';

/** The path `/api/shops/{shopId}`. */
export const inShop = z.strictObject({ shopId });

/** A part of a request that the route does not read. */
export const unread = z.unknown();

/** The body of a command that says everything by its path. */
export const emptyBody = z.strictObject({}).optional();

/** How long something takes, in minutes: at most half a day. */
export const minutes = z.number().int().min(0).max(720);

/** So many minutes from now, and the name of that turn. */
export const inMinutes = (length: number, work: Work): Moment => ({
  at: iso(work.nowMs + length * 60_000),
  turn: work.ids.next(),
});

/** An instant of a person's choice. */
export const moment = z.iso.datetime();
export const momentPast = [422, 'In the past', 'The shop can only open at a moment that is yet to come.'] as const;

export const refusals = {
  'unknown-shop': [404, 'No such shop', 'There is no shop of this name.'],
  'other-shop': [403, 'Signed in to another shop', 'You work at another shop; somebody who works here has to do this.'],
} as const;
const { 'unknown-shop': unknownShop } = refusals;
export const publicRefusals = { 'unknown-shop': unknownShop } as const;
