/** Where an order is, as far as the log tells. */
export type Phase = 'placed' | 'choosing' | 'submitted' | 'queued' | 'making' | 'made' | 'over';

/** The events that end an order. */
export type End =
  | 'OrderProcessor.ShopUnavailable'
  | 'OrderProcessor.OrderFinished'
  | 'OrderProcessor.OrderCancelled'
  | 'OrderProcessor.OrderTimedOut'
  | 'OrderProcessor.OrderFailed';

interface Step {
  readonly from: readonly Phase[];
  readonly to?: Phase;
}

const waiting = ['choosing', 'queued', 'making'] as const;
/** Facts about what somebody tried: they change nothing, and may come after an end that is not known everywhere yet. */
const whenever: Step = { from: ['placed', 'choosing', 'submitted', 'queued', 'making', 'made', 'over'] };

/** Every step an order can take. */
const steps: Readonly<Record<string, Step>> = {
  'OrderProcessor.ShopUnavailable': { from: ['placed'], to: 'over' },
  'OrderProcessor.WorkflowStarted': { from: ['placed'], to: 'choosing' },
  'OrderManager.DrinkChosen': { from: ['choosing'], to: 'submitted' },
  'OrderManager.DrinkRefused': whenever,
  'OrderManager.CancellationRequested': whenever,
  'OrderProcessor.DrinkUnavailable': { from: ['submitted'], to: 'choosing' },
  'OrderProcessor.WaitingCompletion': { from: ['submitted'], to: 'queued' },
  // Whether it may be claimed while somebody makes it is the law of one maker.
  'OrderManager.OrderClaimed': { from: ['queued', 'making'], to: 'making' },
  'OrderManager.OrderReleased': { from: ['making'], to: 'queued' },
  'OrderManager.OrderCompleted': { from: ['making'], to: 'made' },
  // They change nothing but the place in line, and may come before the news of an end is known at the counter.
  'OrderManager.OrderRushed': { from: ['queued', 'over'] },
  'OrderManager.OrderBackInLine': { from: ['queued', 'over'] },
  'OrderManager.CustomerReminded': { from: ['made', 'over'] },
  'OrderManager.OrderCollected': { from: ['made', 'over'] },
  'OrderManager.OrderRecalled': { from: ['made', 'over'] },
  'OrderProcessor.OrderFinished': { from: ['made'], to: 'over' },
  'OrderProcessor.OrderCancelled': { from: waiting, to: 'over' },
  'OrderProcessor.OrderTimedOut': { from: waiting, to: 'over' },
  'OrderProcessor.OrderFailed': { from: ['placed', 'choosing', 'submitted', 'queued', 'making', 'made'], to: 'over' },
};

/**
 * Whether such an event may happen to an order in this phase. The drink of a walk-up was chosen before its workflow asked, and
 * no event tells of the answer: while the workflow waits for it, what follows may come as well.
 */
export const mayCome = (type: string, phase: Phase, isWalkUp: boolean): boolean => {
  const from = steps[type]?.from ?? [];
  return from.includes(phase) || (isWalkUp && phase === 'choosing' && from.includes('submitted'));
};

/** Where such an event brings an order; nothing where it stays. */
export const phaseAfter = (type: string): { readonly phase?: Phase; readonly end?: End } => {
  const to = steps[type]?.to;
  return { ...(to !== undefined && { phase: to }), ...(to === 'over' && isEnd(type) && { end: type }) };
};

const ends: ReadonlySet<string> = new Set(
  Object.entries(steps).flatMap(([type, { to }]) => (to === 'over' ? type : [])),
);
const isEnd = (type: string): type is End => ends.has(type);
