/** How an order is meant to end. Times are milliseconds since the plan's beginning. */
export type Fate =
  | { readonly type: 'made'; readonly claimMs: number; readonly doneMs: number }
  | { readonly type: 'cancelled'; readonly by: 'customer' | 'barista'; readonly atMs: number }
  /** Nobody comes, and the workflow gives up waiting. */
  | { readonly type: 'left'; readonly waitedFor: 'customer' | 'barista' };

/** One customer's order to be: when it comes, what it is, and how it ends. */
export interface PlannedOrder {
  readonly arriveMs: number;
  readonly chooseMs: number;
  /** The drink's name as somebody called it; this bar's menu may call it otherwise. */
  readonly drink: string;
  readonly modifiers: readonly string[];
  readonly fate: Fate;
}

/** The same fate with every time set later by `ms`, or at another pace. */
export const retimed = (order: PlannedOrder, at: (ms: number) => number): PlannedOrder => ({
  ...order,
  arriveMs: at(order.arriveMs),
  chooseMs: at(order.chooseMs),
  fate: retimedFate(order.fate, at),
});

const retimedFate = (fate: Fate, at: (ms: number) => number): Fate => {
  switch (fate.type) {
    case 'made':
      return { ...fate, claimMs: at(fate.claimMs), doneMs: at(fate.doneMs) };
    case 'cancelled':
      return { ...fate, atMs: at(fate.atMs) };
    case 'left':
      return fate;
  }
};
