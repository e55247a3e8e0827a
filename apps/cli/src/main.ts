import { systemClock } from '@espresso/kernel';
import { setTimeout as sleep } from 'node:timers/promises';
import { RUNNING } from './commands/start.ts';
import { run } from './run.ts';
import type { Terminal } from './terminal/terminal.ts';

const [, , ...args] = process.argv;
const stop = new AbortController();
const terminal: Terminal = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isPerson: process.stdout.isTTY,
  env: process.env,
  clock: systemClock,
  // Stopping cuts the wait short; whoever waited looks at the signal.
  wait: (ms) => sleep(ms, undefined, { signal: stop.signal }).catch(() => undefined),
  signal: stop.signal,
};

// The bar sees to its own signals.
if (args[0] !== 'start') {
  // The first asks to end well, the second ends it.
  const asked = (): void => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  };
  process.on('SIGINT', asked);
  process.on('SIGTERM', asked);
  // Whoever reads us has enough (`espresso tail | head`).
  process.stdout.on('error', () => process.exit(0));
}

const code = await run(args, terminal);
if (code !== RUNNING) process.exitCode = code;
