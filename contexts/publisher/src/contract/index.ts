export {
  boardChannel,
  EVENTS_CHANNEL,
  orderChannel,
  queueChannel,
  ruleOf,
  shopEventsChannel,
  type ChannelRule,
} from './channels.ts';
export type {
  BoardMessage,
  DrinkToMake,
  EventMessage,
  NumberedOnBoard,
  OrderMessage,
  QueueMessage,
  Update,
} from './messages.ts';
