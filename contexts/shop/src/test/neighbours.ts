import { availabilityChanged } from '@coffee/inventory/contract';
import { countUnderWay } from '@coffee/order-processor/contract';
import { accept, defineContext, serve, type ContextDefinition } from '@espresso/contract';

/** The contexts beside the shop, as far as it hears and asks them; with so many orders under way. */
export const neighbours = (underWay: { readonly count: number } = { count: 0 }): readonly ContextDefinition[] => [
  defineContext({ name: 'inventory', purpose: 'counts', publishes: [availabilityChanged] }),
  defineContext({
    name: 'order-processor',
    purpose: 'makes',
    serves: [serve(countUnderWay, () => Promise.resolve(accept({ reply: { underWay: underWay.count } })))],
  }),
];
