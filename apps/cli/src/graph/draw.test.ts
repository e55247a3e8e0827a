import { expect, test } from 'vitest';
import { draw, waitInWords } from './draw.ts';
import { progressOf, type Execution } from './read-execution.ts';

const asks = (detailType: string) => ({ Entries: [{ DetailType: detailType }] });
const anExecution = (given: Partial<Execution> = {}): Execution => ({
  orderId: 'order-1',
  stateMachine: 'OrderProcessor',
  name: 'e1',
  status: 'RUNNING',
  current: ['Wait for a drink'],
  waits: [{ state: 'Wait for a drink', for: 'callback', sinceMs: 1_000, untilMs: 301_000 }],
  definition: {
    StartAt: 'Are we open?',
    States: {
      'Are we open?': {
        Type: 'Choice',
        Choices: [{ Condition: "{% $shop.status = 'open' %}", Next: 'Wait for a drink' }],
        Default: 'Tell that we are not open',
      },
      'Wait for a drink': {
        Type: 'Task',
        Arguments: asks('OrderProcessor.WorkflowStarted'),
        Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Give the place back' }],
        Next: 'Make it',
      },
      'Make it': {
        Type: 'Parallel',
        Branches: [{ StartAt: 'Brew', States: { Brew: { Type: 'Pass', End: true } } }],
        Next: 'Give the place back',
      },
      'Give the place back': { Type: 'Pass', End: true },
      'Tell that we are not open': { Type: 'Succeed' },
    },
  },
  history: [
    { type: 'ExecutionStarted', details: {} },
    { type: 'ChoiceStateEntered', details: { name: 'Are we open?' } },
    { type: 'TaskStateEntered', details: { name: 'Wait for a drink' } },
  ],
  ...given,
});

const drawn = (execution: Execution): string =>
  draw(progressOf(execution), { paint: (_, text) => text, nowMs: 13_000 })
    .replace(/since \S+ /, 'since TIME ')
    .replace(/until \S+ /, 'until TIME ');

test('a workflow is drawn along its usual way, with where it is and why it waits', () => {
  expect(drawn(anExecution())).toBe(`Order order-1  under way

✔ Are we open?
  └─ otherwise
    · Tell that we are not open ■
▶ Wait for a drink
    waits for the customer since TIME (12 s), until TIME (4 min 48 s left)
  └─ on States.Timeout → Give the place back
· Make it
  └─ branch 1
    · Brew ■
· Give the place back ■

✔ passed   ▶ now   ✘ failed   · not reached   ■ end
`);
});

test('a failed workflow shows where, and why', () => {
  const failed = drawn(
    anExecution({ status: 'FAILED', current: [], waits: [], error: 'States.Runtime', cause: 'a bug' }),
  );
  expect(failed).toContain('Order order-1  failed: States.Runtime (a bug)');
  expect(failed).toContain('✘ Wait for a drink');
  expect(failed).not.toContain('▶ Wait');
});

test('a state that leads back is named, not drawn again', () => {
  const round = anExecution({
    definition: {
      StartAt: 'A',
      States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } },
    },
  });
  expect(drawn(round)).toContain('· A\n· B\n  └─ then → A\n');
});

test('what comes from elsewhere cannot command the terminal', () => {
  expect(drawn(anExecution({ orderId: 'x\u001B[2J' }))).not.toContain('\u001B');
});

test('a deadline that has passed is said to be due', () => {
  expect(waitInWords({ state: 'A', waitsFor: 'a barista', untilMs: 10 }, 20)).toMatch(
    /^waits for a barista, until .+ \(any moment\)$/,
  );
});
