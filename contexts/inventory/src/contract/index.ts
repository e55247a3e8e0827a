export { availabilityChanged, stockCounted } from './events.ts';
export { reserveIngredients } from './functions.ts';
