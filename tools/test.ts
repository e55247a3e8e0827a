// `npm test`: every test there is, real-browser ones included. Arguments are vitest's own: `npm test -- packages/bus -t replay`.
import { parseCLI, startVitest } from 'vitest/node';
import { isGood, type Tally, tally, tallyLine } from './tally.ts';

const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)]);

let result: Tally = { passed: 0, failed: 0, skipped: 0 };
const vitest = await startVitest(filter, {
  ...options,
  watch: false,
  run: true,
  reporters: [
    'default',
    {
      onTestRunEnd: (modules, unhandledErrors) => {
        result = tally(modules, unhandledErrors.length);
      },
    },
  ],
});
await vitest.close();

// The exit waits for the line to be out; nothing may follow it.
process.stdout.write(`${tallyLine(result)}\n`, () => process.exit(isGood(result) ? 0 : 1));
