export {
  drinkChosen,
  drinkRefused,
  orderClaimed,
  orderCollected,
  orderCompleted,
  orderReleased,
  cancellationRequested,
} from './events.ts';
export {
  boardView,
  drinkView,
  drinkViewOf,
  orderStatus,
  orderView,
  queueView,
  ticket,
  type BoardView,
  type DrinkView,
  type OrderStatus,
  type OrderView,
  type QueueView,
  type Ticket,
} from './views.ts';
