import { defineContext } from '@espresso/contract';
import { availabilityChanged, stockCounted } from './contract/index.ts';
import { countStock } from './handlers/count-stock.ts';
import { onMenuPublished } from './handlers/on-menu-published.ts';
import { onDrinkMade } from './handlers/on-drink-made.ts';
import { onOrderLost } from './handlers/on-order-lost.ts';
import { serveReserveIngredients } from './handlers/reserve-ingredients.ts';
import { showStock } from './handlers/show-stock.ts';
import { recipeBooks, reservations, shelves } from './tables.ts';

export const inventory = defineContext({
  name: 'inventory',
  purpose: 'Whether there is milk for a latte: what is left, and what is put aside for whom.',
  publishes: [availabilityChanged, stockCounted],
  subscribes: { keepMenu: onMenuPublished, giveBack: onOrderLost, useUp: onDrinkMade },
  serves: [serveReserveIngredients],
  tables: [shelves, reservations, recipeBooks],
  routes: [showStock, countStock],
});
