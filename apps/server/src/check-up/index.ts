import type { Check } from './check.ts';
import {
  clockGoesForward,
  fitsItsSchema,
  hasOneProducer,
  personalDataIsMarked,
  staysSmall,
  tellsItsCause,
} from './checks/events.ts';
import {
  hearsSomething,
  isDescribed,
  isHeard,
  isNarrow,
  namedAsFacts,
  ownsItsTables,
  readsEveryVersion,
} from './checks/definitions.ts';
import { everyWaitEnds, noCommandInDisguise } from './checks/workflows.ts';
import { noDeadLetters, nobodyIsStuck, noRetryStorm, retriesEnd, timersRing } from './checks/running.ts';

export { deliveredTwice, deliverTwice } from './checks/delivered-twice.ts';
export { liveThrough } from './four-orders.ts';
export { ScratchBar } from './scratch-bar.ts';
export { examinerOf } from './examine.ts';

/** What is asked of the running system, in the order in which it is told. */
export const checks: readonly Check[] = [
  fitsItsSchema,
  tellsItsCause,
  hasOneProducer,
  readsEveryVersion,
  personalDataIsMarked,
  everyWaitEnds,
  nobodyIsStuck,
  timersRing,
  retriesEnd,
  noDeadLetters,
  noRetryStorm,
  noCommandInDisguise,
  namedAsFacts,
  isHeard,
  hearsSomething,
  isNarrow,
  ownsItsTables,
  isDescribed,
  staysSmall,
  clockGoesForward,
];
