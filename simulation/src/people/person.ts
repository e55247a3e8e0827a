import type { Caller } from '@espresso/contract';
import type { Heard, Question } from '../bar.ts';

/** Somebody at the bar: acts, and says in how many milliseconds to act again; `undefined` when they have gone. */
export interface Person {
  readonly name: string;
  act(bar: Counter): Promise<number | undefined>;
}

/** The bar as people see it: they ask, and what they hear is written down by the referee. */
export interface Counter {
  readonly nowMs: number;
  /** Whether customers still come; afterwards baristas make what is left, and go. */
  readonly isOpen: boolean;
  /** Whether anything is under way. */
  readonly isIdle: boolean;
  ask(question: Question): Promise<Heard>;
  /** An order that this caller does not own. */
  orderNotOf(caller: Caller): string | undefined;
}
