export {
  drinkUnavailable,
  orderCancelled,
  orderFailed,
  orderFinished,
  orderTimedOut,
  shopUnavailable,
  waitingCompletion,
  workflowStarted,
} from './events.ts';
export { countUnderWay } from './functions.ts';
export { customerAnswer, baristaAnswer, type BaristaAnswer, type CustomerAnswer } from './answers.ts';
