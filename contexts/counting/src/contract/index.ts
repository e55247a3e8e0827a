export { nextOrderNumber } from './functions.ts';
