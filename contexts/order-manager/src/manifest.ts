import {
  drinkUnavailable,
  orderCancelled,
  orderFailed,
  orderFinished,
  orderTimedOut,
  shopUnavailable,
  waitingCompletion,
  workflowStarted,
} from '@coffee/order-processor/contract';
import { menuPublished } from '@coffee/shop/contract';
import { newOrder } from '@coffee/validator/contract';
import { defineContext, on } from '@espresso/contract';
import {
  cancellationRequested,
  drinkChosen,
  customerReminded,
  drinkRefused,
  orderBackInLine,
  orderClaimed,
  orderCollected,
  orderCompleted,
  orderRecalled,
  orderReleased,
  orderRushed,
  walkUpTaken,
} from './contract/index.ts';
import { cancelOrder } from './handlers/cancel-order.ts';
import { chooseDrink } from './handlers/choose-drink.ts';
import { claimOrder } from './handlers/claim-order.ts';
import { collectOrder } from './handlers/collect-order.ts';
import { completeOrder } from './handlers/complete-order.ts';
import { extendChoice } from './handlers/extend-choice.ts';
import { listOrders } from './handlers/list-orders.ts';
import { onDrinkUnavailable } from './handlers/on-drink-unavailable.ts';
import { onMenuPublished } from './handlers/on-menu-published.ts';
import { onNewOrder } from './handlers/on-new-order.ts';
import { onOrderCameToNothing } from './handlers/on-order-came-to-nothing.ts';
import { onOrderFinished } from './handlers/on-order-finished.ts';
import { onShopUnavailable } from './handlers/on-shop-unavailable.ts';
import { onWaitingCompletion } from './handlers/on-waiting-completion.ts';
import { onWorkflowStarted } from './handlers/on-workflow-started.ts';
import { recallOrder } from './handlers/recall-order.ts';
import { releaseOrder } from './handlers/release-order.ts';
import { remindCustomers } from './handlers/remind-customers.ts';
import { rushOrder } from './handlers/rush-order.ts';
import { showBoard } from './handlers/show-board.ts';
import { showOrder } from './handlers/show-order.ts';
import { showQueue } from './handlers/show-queue.ts';
import { showRecent } from './handlers/show-recent.ts';
import { takeWalkUp } from './handlers/take-walk-up.ts';
import { menus, orders } from './tables.ts';

/** The context that keeps every order's record and takes what people want of it. */
export const orderManager = defineContext({
  name: 'order-manager',
  purpose: 'Keeps the record of every order, and turns what customers and baristas do into answers for its workflow.',
  publishes: [
    drinkChosen,
    drinkRefused,
    orderClaimed,
    orderReleased,
    orderCompleted,
    orderCollected,
    cancellationRequested,
    walkUpTaken,
    orderRushed,
    orderBackInLine,
    orderRecalled,
    customerReminded,
  ],
  subscribes: {
    onNewOrder: on([newOrder], onNewOrder),
    onShopUnavailable: on([shopUnavailable], onShopUnavailable),
    onWorkflowStarted: on([workflowStarted], onWorkflowStarted),
    onDrinkUnavailable: on([drinkUnavailable], onDrinkUnavailable),
    onWaitingCompletion: on([waitingCompletion], onWaitingCompletion),
    onOrderFinished: on([orderFinished], onOrderFinished),
    onOrderCameToNothing: on([orderCancelled, orderTimedOut, orderFailed], onOrderCameToNothing),
    onMenuPublished: on([menuPublished], onMenuPublished),
  },
  tables: [orders, menus],
  routes: [
    listOrders,
    showOrder,
    chooseDrink,
    extendChoice,
    cancelOrder,
    claimOrder,
    releaseOrder,
    completeOrder,
    collectOrder,
    rushOrder,
    recallOrder,
    remindCustomers,
    takeWalkUp,
    showQueue,
    showRecent,
    showBoard,
  ],
});
