import type { Clock } from '@espresso/kernel';

/** The terminal a command runs in, and what it may know of the world. */
export interface Terminal {
  /** What was asked for. */
  readonly out: (text: string) => void;
  /** What is said besides: progress, complaints. */
  readonly err: (text: string) => void;
  /** Whether a person reads `out`, in colours. */
  readonly isPerson: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Resolves after `ms` milliseconds, or when the person stops the command. */
  readonly wait: (ms: number) => Promise<void>;
  /** The person stops the command (Ctrl-C). */
  readonly signal: AbortSignal;
}
