import type { Envelope, Reader, ReceivedEvent } from '@espresso/contract';
import { availabilityChanged, stockCounted } from '@coffee/inventory/contract';
import {
  cancellationRequested,
  customerReminded,
  drinkChosen,
  drinkRefused,
  isWalkUp,
  orderBackInLine,
  orderClaimed,
  orderCollected,
  orderCompleted,
  orderRecalled,
  orderReleased,
  orderRushed,
  walkUpTaken,
} from '@coffee/order-manager/contract';
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
import {
  lastCall,
  menuPublished,
  noticePosted,
  noticeTakenDown,
  settingsChanged,
  shopClosed,
  shopDraining,
  shopOpened,
  shopPaused,
  type ChosenDrink,
} from '@coffee/shop/contract';
import { codeSpent, drinkReturned, newOrder } from '@coffee/validator/contract';
import {
  boardChannel,
  orderChannel,
  queueChannel,
  type BoardMessage,
  type DrinkToMake,
  type OrderMessage,
  type QueueMessage,
  type Update,
} from './contract/index.ts';

/** What pages are told of one type of event. Every field is named here: a new field of an event reaches no page by itself. */
export interface PageRule {
  readonly event: Reader;
  readonly updates: (envelope: Envelope) => readonly Update[];
}

const of = <Event extends ReceivedEvent>(
  event: Reader<Event>,
  map: (detail: Event['detail'], at: string) => readonly Update[],
): PageRule => ({ event, updates: (envelope) => map(event.read(envelope).detail, envelope.time) });

const board = (shopId: string, message: BoardMessage): Update => ({ channel: boardChannel(shopId), message });
const queue = (shopId: string, message: QueueMessage): Update => ({ channel: queueChannel(shopId), message });
const order = (orderId: string, message: OrderMessage): Update => ({ channel: orderChannel(orderId), message });

const toMake = ({ name, icon, size, modifiers }: ChosenDrink): DrinkToMake => ({
  name,
  icon,
  ...(size !== undefined && { size }),
  modifiers,
});

/** What a barista does to a numbered order: the room sees the number, baristas also see who. */
const byBarista =
  (type: 'order-claimed' | 'order-released' | 'order-completed') =>
  (
    detail: {
      readonly orderId: string;
      readonly shopId: string;
      readonly orderNumber: number;
      readonly baristaId: string;
    },
    at: string,
  ): readonly Update[] => {
    const { orderId, shopId, orderNumber, baristaId } = detail;
    return [
      board(shopId, { type, at, orderNumber }),
      queue(shopId, { type, at, orderId, orderNumber, baristaId }),
      order(orderId, { type, at, orderNumber }),
    ];
  };

/** What happens to a numbered order by itself or by its customer. */
const byNobody =
  (type: 'order-collected' | 'order-finished') =>
  (
    detail: { readonly orderId: string; readonly shopId: string; readonly orderNumber: number },
    at: string,
  ): readonly Update[] => {
    const { orderId, shopId, orderNumber } = detail;
    return [
      board(shopId, { type, at, orderNumber }),
      queue(shopId, { type, at, orderId, orderNumber }),
      order(orderId, { type, at, orderNumber }),
    ];
  };

const ofTheShop: readonly PageRule[] = [
  of(shopOpened, ({ shopId }, at) => [board(shopId, { type: 'shop-opened', at })]),
  of(shopClosed, ({ shopId, reason }, at) => [
    board(shopId, { type: 'shop-closed', at, ...(reason !== undefined && { reason }) }),
  ]),
  of(shopPaused, ({ shopId, reason }, at) => [board(shopId, { type: 'shop-paused', at, reason })]),
  of(lastCall, ({ shopId, lastOrdersAt }, at) => [board(shopId, { type: 'shop-last-call', at, lastOrdersAt })]),
  of(shopDraining, ({ shopId }, at) => [board(shopId, { type: 'shop-draining', at })]),
  of(noticePosted, ({ shopId }, at) => [board(shopId, { type: 'shop-notice', at })]),
  of(noticeTakenDown, ({ shopId }, at) => [board(shopId, { type: 'shop-notice', at })]),
  of(settingsChanged, ({ shopId }, at) => [board(shopId, { type: 'settings-changed', at })]),
  of(menuPublished, ({ shopId }, at) => [board(shopId, { type: 'menu-published', at })]),
  of(availabilityChanged, ({ shopId, drinksOut, ingredientsOut }, at) => [
    board(shopId, { type: 'availability-changed', at, drinksOut }),
    queue(shopId, { type: 'availability-changed', at, drinksOut, ingredientsOut }),
  ]),
  of(stockCounted, ({ shopId, ingredientId, left }, at) => [
    queue(shopId, { type: 'stock-counted', at, ingredientId, left }),
  ]),
  of(codeSpent, ({ shopId, windowStartMs }, at) => [board(shopId, { type: 'code-spent', at, windowStartMs })]),
  of(drinkReturned, ({ shopId, windowStartMs }, at) => [board(shopId, { type: 'drink-returned', at, windowStartMs })]),
];

const ofAnOrder: readonly PageRule[] = [
  of(newOrder, ({ orderId, shopId }, at) => [
    board(shopId, { type: 'drink-taken', at }),
    order(orderId, { type: 'order-accepted', at }),
  ]),
  of(shopUnavailable, ({ orderId, reason, detail }, at) => [
    order(orderId, { type: 'shop-unavailable', at, reason, detail }),
  ]),
  of(workflowStarted, ({ orderId, shopId, chooseBy }, at) => [
    queue(shopId, { type: 'order-started', at, orderId }),
    order(orderId, { type: 'order-started', at, chooseBy }),
  ]),
  of(drinkChosen, ({ orderId, drink }, at) => [order(orderId, { type: 'drink-chosen', at, drink: drink.name })]),
  of(drinkRefused, ({ orderId, reason }, at) => [order(orderId, { type: 'drink-refused', at, reason })]),
  of(drinkUnavailable, ({ orderId, ingredient, chooseBy }, at) => [
    order(orderId, { type: 'drink-unavailable', at, ingredient, chooseBy }),
  ]),
  of(waitingCompletion, ({ orderId, shopId, customerId, orderNumber, drink, makeBy }, at) => [
    board(shopId, { type: 'order-waiting', at, orderNumber }),
    queue(shopId, {
      ...{ type: 'order-waiting', at, orderId, orderNumber, drink: toMake(drink), makeBy },
      ...(isWalkUp(customerId) && { walkUp: true as const }),
    }),
    order(orderId, { type: 'order-waiting', at, orderNumber, makeBy }),
  ]),
  of(orderClaimed, byBarista('order-claimed')),
  of(orderReleased, byBarista('order-released')),
  of(orderCompleted, byBarista('order-completed')),
  of(orderCollected, byNobody('order-collected')),
  of(orderFinished, byNobody('order-finished')),
  of(walkUpTaken, ({ orderId }, at) => [order(orderId, { type: 'order-accepted', at })]),
  of(orderRushed, ({ orderId, shopId, orderNumber }, at) => [
    board(shopId, { type: 'board-changed', at }),
    queue(shopId, { type: 'order-rushed', at, orderId, orderNumber }),
  ]),
  of(orderBackInLine, ({ orderId, shopId, orderNumber }, at) => [
    board(shopId, { type: 'board-changed', at }),
    queue(shopId, { type: 'order-back-in-line', at, orderId, orderNumber }),
  ]),
  of(orderRecalled, ({ orderId, shopId, orderNumber }, at) => [
    board(shopId, { type: 'order-recalled', at, orderNumber }),
    queue(shopId, { type: 'order-recalled', at, orderId, orderNumber }),
    order(orderId, { type: 'order-recalled', at, orderNumber }),
  ]),
  of(customerReminded, ({ orderId, shopId, orderNumber }, at) => [
    board(shopId, { type: 'order-reminded', at, orderNumber }),
    order(orderId, { type: 'order-reminded', at, orderNumber }),
  ]),
  of(cancellationRequested, ({ orderId, by }, at) => [order(orderId, { type: 'cancellation-requested', at, by })]),
  of(orderCancelled, ({ orderId, shopId, by, reason }, at) => [
    board(shopId, { type: 'board-changed', at }),
    queue(shopId, { type: 'order-cancelled', at, orderId, by, reason }),
    order(orderId, { type: 'order-cancelled', at, by, reason }),
  ]),
  of(orderTimedOut, ({ orderId, shopId, waitedFor }, at) => [
    board(shopId, { type: 'board-changed', at }),
    queue(shopId, { type: 'order-timed-out', at, orderId, waitedFor }),
    order(orderId, { type: 'order-timed-out', at, waitedFor }),
  ]),
  of(orderFailed, ({ orderId, shopId }, at) => [
    board(shopId, { type: 'board-changed', at }),
    queue(shopId, { type: 'order-failed', at, orderId }),
    order(orderId, { type: 'order-failed', at }),
  ]),
];

export const pageRules: readonly PageRule[] = [...ofTheShop, ...ofAnOrder];
