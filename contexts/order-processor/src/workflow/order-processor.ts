import { nextOrderNumber } from '@coffee/counting/contract';
import { reserveIngredients } from '@coffee/inventory/contract';
import { getShopStatus } from '@coffee/shop/contract';
import { defineWorkflow } from '@espresso/contract';
import { places } from '../tables.ts';
import definition from './order-processor.asl.json' with { type: 'json' };

/** An order's journey: standard Amazon States Language, with the functions and the table it names. */
export const orderProcessorWorkflow = defineWorkflow({
  owner: 'order-processor',
  name: 'OrderProcessor',
  purpose: 'Carries one order from the scanned code to the finished drink, or to another named end.',
  definition,
  placeholders: { getShopStatus, reserveIngredients, nextOrderNumber, places },
});
