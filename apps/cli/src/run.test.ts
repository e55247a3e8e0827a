import { expect, test } from 'vitest';
import { lineOf } from './commands/tail.ts';
import { run } from './run.ts';
import { aTerminal } from './testing/a-terminal.ts';

test('an unknown command says what there is, and ends with 2', async () => {
  const { terminal, written } = aTerminal();
  expect(await run(['brew'], terminal)).toBe(2);
  expect(written.err).toContain("There is no command 'brew'.");
  expect(written.err).toContain('graph');
});

test.each([
  [['graph'], 'say which order'],
  [['tail', '--colour'], "Unknown option '--colour'"],
  [['robot', '--speed', 'fast'], '--speed is a number'],
  [['send', 'Shop.ShopOpened', '[]'], 'JSON object'],
  [['replay', '--from', 'noon'], '--from is a time'],
  [['lint', '--fail-on', 'rain'], '--fail-on is one of'],
])('%j is not understood, and how it is written is told', async (args, message) => {
  const { terminal, written } = aTerminal();
  expect(await run(args, terminal)).toBe(2);
  expect(written.err).toContain(message);
  expect(written.err).toContain(`espresso ${args[0] ?? ''} `);
});

test('a file that is no recording is told so before anything is played', async () => {
  const { terminal, written } = aTerminal();
  expect(await run(['robot', '--arrivals', import.meta.filename], terminal)).toBe(1);
  expect(written.err).toContain('this is not JSON');
});

test('a bar that is not there is told in a sentence', async () => {
  const { terminal, written } = aTerminal();
  expect(await run(['journey', 'order-1', '--url', 'http://127.0.0.1:1'], terminal)).toBe(1);
  expect(written.err).toContain('does not answer');
});

test('an event is one line: when, what, whose, and the sentence', () => {
  const line = lineOf(
    {
      at: '2026-11-23T09:30:00.000Z',
      detailType: 'OrderManager.OrderClaimed',
      sentence: 'A barista makes order #42.',
      correlationId: 'order-1',
      detail: { orderId: 'order-1', orderNumber: 42 },
    },
    (_, text) => text,
  );
  expect(line).toMatch(/^\d\d:\d\d:\d\d {2}OrderManager\.OrderClaimed +#42 +A barista makes order #42\.$/);
});

test('a day with faults of its own is lived through by the very command that its report names', async () => {
  const faults = JSON.stringify({
    powerCuts: 0,
    diskErrors: 0,
    repeats: 0.5,
    throws: 0,
    losses: 0,
    delays: 0,
    lostAnswers: 0,
    stopsPerHour: 0,
    clockJumpsPerHour: 0,
  });
  const { terminal, written } = aTerminal();
  const day = ['--seed', '7', '--hours', '0.1', '--customers-per-hour', '8', '--baristas', '1', '--shops', '1'];
  expect(await run(['simulate', ...day, '--faults', faults], terminal)).toBe(0);
  expect(written.out).toContain(`--faults '${faults}'`);
  // The Explorer opens days by the name of their mix.
  expect(written.out).not.toContain('/explorer');
});

test('faults that are no shares are refused, with the names there are', async () => {
  const { terminal, written } = aTerminal();
  expect(await run(['simulate', '--faults', '{"powerCuts":2}'], terminal)).toBe(2);
  expect(written.err).toContain('powerCuts, diskErrors');
});
