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
