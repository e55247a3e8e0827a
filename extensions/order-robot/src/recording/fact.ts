/** What an event of a recording tells of its order, in whichever bar's words it was said. */
export type Fact =
  | { readonly type: 'began' }
  /** It is there; nothing more. */
  | { readonly type: 'seen' }
  | { readonly type: 'offered' }
  | { readonly type: 'chose'; readonly drink: string; readonly modifiers: readonly string[] }
  | { readonly type: 'queued' }
  | { readonly type: 'completed' }
  /** Its workflow came to an end; which one, other events say. */
  | { readonly type: 'over' }
  | { readonly type: 'cancelled'; readonly by: 'customer' | 'barista' }
  | { readonly type: 'timed-out'; readonly waitedFor?: 'customer' | 'barista' };

/** A fact of an order, and when it happened: milliseconds since the recording's first event. */
export interface Recorded {
  readonly orderId: string;
  readonly atMs: number;
  readonly fact: Fact;
}

/** A real bar's day, or a part of it: what happened to its orders, in the order of time. */
export interface Recording {
  readonly facts: readonly Recorded[];
}
