import type { Bar } from '../api/bar.ts';
import type { Machine } from '../machine.ts';
import type { Visit } from '../visit/visit.ts';

/** What robots tell of themselves. */
export type RobotNews =
  | { readonly type: 'order-began'; readonly robot: string; readonly orderId: string }
  | { readonly type: 'order-ended'; readonly robot: string; readonly visit: Visit }
  | { readonly type: 'order-made'; readonly robot: string; readonly orderNumber: number }
  | { readonly type: 'order-given-back'; readonly robot: string; readonly orderNumber: number }
  /** The bar would not have it: no drinks left in the code, an order under way already. */
  | { readonly type: 'turned-away'; readonly robot: string; readonly reason: string }
  | { readonly type: 'trouble'; readonly robot: string; readonly error: string }
  /** The bar does not answer, or does so again. */
  | { readonly type: 'bar-reached'; readonly reached: boolean };

/** What all robots of a bar share. */
export interface Crew {
  readonly bar: Bar;
  readonly machine: Machine;
  readonly signal: AbortSignal;
  readonly shopId: string;
  /** How much faster than people robots are: 10 makes a minute six seconds. */
  readonly pace: number;
  /** Between two looks at the bar, in milliseconds; longer the more robots look. */
  readonly lookMs: number;
  readonly tell: (news: RobotNews) => void;
}
