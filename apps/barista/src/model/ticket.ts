/** A drink as a barista reads it. */
export interface Drink {
  readonly name: string;
  readonly icon: string;
  readonly size?: string | undefined;
  /** Everything picked, what is not the usual first. */
  readonly modifiers: readonly string[];
}

export interface Maker {
  readonly baristaId: string;
  readonly name: string;
}

/** An order that a barista has to do with. */
export interface Ticket {
  readonly orderId: string;
  readonly orderNumber: number;
  readonly status: 'queued' | 'making' | 'ready';
  readonly drink: Drink;
  /** Since when it waits for a barista. */
  readonly queuedMs: number;
  /** Until when a barista has to touch it: an instant, ISO 8601 in UTC. */
  readonly makeBy?: string | undefined;
  readonly completedMs?: number | undefined;
  /** Since when it goes before all others. */
  readonly rushedMs?: number | undefined;
  /** Ordered at the counter: nobody follows it on a phone. */
  readonly walkUp?: boolean | undefined;
  readonly maker?: Maker | undefined;
}

/** Tickets as columns show them: what is rushed, then the oldest number. */
export const inOrder = (tickets: Iterable<Ticket>): readonly Ticket[] =>
  [...tickets].sort((a, b) => turnOf(a) - turnOf(b) || a.orderNumber - b.orderNumber);

const turnOf = ({ rushedMs }: Ticket): number => rushedMs ?? Number.MAX_SAFE_INTEGER;
