import type { Terminal } from './terminal/terminal.ts';

/** A command of `espresso`, as data. */
export interface Command {
  readonly name: string;
  /** What it does, in a few words. */
  readonly summary: string;
  /** How it is written, after `espresso NAME`. */
  readonly usage: string;
  /**
   * @returns the exit code
   * @throws Complaint, WrongUse
   */
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<number>;
}
