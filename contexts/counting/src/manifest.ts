import { defineContext } from '@espresso/contract';
import { serveNextOrderNumber } from './handlers/next-order-number.ts';
import { counters, numbers } from './tables.ts';

export const counting = defineContext({
  name: 'counting',
  purpose: 'Order numbers: one after the other, none left out, none twice.',
  serves: [serveNextOrderNumber],
  tables: [counters, numbers],
});
