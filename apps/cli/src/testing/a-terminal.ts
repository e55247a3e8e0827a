import type { Terminal } from '../terminal/terminal.ts';

/** A terminal that remembers what was written to it. */
export const aTerminal = (given: Partial<Terminal> = {}) => {
  const written = { out: '', err: '' };
  const terminal: Terminal = {
    out: (text) => (written.out += text),
    err: (text) => (written.err += text),
    isPerson: false,
    env: {},
    clock: { now: () => Date.UTC(2026, 10, 23, 9, 30) },
    wait: () => Promise.resolve(),
    signal: new AbortController().signal,
    ...given,
  };
  return { terminal, written };
};
