import { orderProcessor } from '@coffee/order-processor';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Bar } from '../bar.ts';
import { holds } from '../invariants.ts';
import { windowOn } from '../windows.ts';
import type { Ledger } from './ledger.ts';

const places = windowOn(orderProcessor, 'places', z.object({ holders: z.set(z.string()).optional() }));

/** Who holds a place is who the log says holds one. */
export const checkPlaces = async (bar: Bar, ledger: Ledger): Promise<void> => {
  for (const [shopId, { holders }] of ledger.books) {
    const queue = await bar.read((work) => work.get(places, { shopId }));
    const stored = queue?.holders ?? new Set();
    const found = () =>
      `${[...stored].join(', ')} hold places in ${shopId}, where the log says ${[...holders].join(', ')}`;
    holds('I7', isDeepStrictEqual(stored, holders), found);
  }
};
