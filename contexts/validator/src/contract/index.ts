export { codeSpent, drinkReturned, newOrder, scanRefusal, scanRefused, type ScanRefusal } from './events.ts';
export { orderId, type OrderId } from './ids.ts';
