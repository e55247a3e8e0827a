import { z } from 'zod';
import { shopId } from '../contract/index.ts';

/** The path `/api/shops/{shopId}`. */
export const inShop = z.strictObject({ shopId });

/** A part of a request that the route does not read. */
export const unread = z.unknown();

/** The body of a command that says everything by its path. */
export const emptyBody = z.strictObject({}).optional();

export const refusals = {
  'unknown-shop': [404, 'No such shop', 'There is no shop of this name.'],
  'other-shop': [403, 'Signed in to another shop', 'You work at another shop; somebody who works here has to do this.'],
} as const;
const { 'unknown-shop': unknownShop } = refusals;
export const publicRefusals = { 'unknown-shop': unknownShop } as const;
