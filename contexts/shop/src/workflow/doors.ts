import { countUnderWay } from '@coffee/order-processor/contract';
import { defineWorkflow } from '@espresso/contract';
import { turnDoors } from '../contract/index.ts';
import definition from './doors.asl.json' with { type: 'json' };

/** Waits for the moment at which the doors open, or close, by themselves. */
export const doorsWorkflow = defineWorkflow({
  owner: 'shop',
  name: 'Doors',
  purpose: 'Waits for the end of a pause or for the last orders, and after these until the queue is empty.',
  definition,
  placeholders: { turnDoors, countUnderWay },
});
