import { seededRandom, type JsonObject } from '@espresso/kernel';
import { compile, start } from '@espresso/states';

/** How many states a second a workflow passes through, nothing stored. */
export interface StepsRun {
  readonly statesPerSecond: number;
}

const STATES = 10;
const MEASURED_MS = 700;

/** Passes that count and Choices that look at the count, by turns. */
const definition = (): JsonObject => ({
  QueryLanguage: 'JSONata',
  StartAt: 'S0',
  States: {
    ...Object.fromEntries(Array.from({ length: STATES }, (_, at) => [`S${String(at)}`, stateAt(at)])),
    [`S${String(STATES)}`]: { Type: 'Succeed' },
  },
});

const stateAt = (at: number): JsonObject => {
  const next = `S${String(at + 1)}`;
  return at % 2 === 0
    ? { Type: 'Pass', Assign: { n: COUNTED }, Output: { n: COUNTED }, Next: next }
    : { Type: 'Choice', Choices: [{ Condition: '{% $n > 100 %}', Next: next }], Default: next };
};

const COUNTED = '{% $states.input.n + 1 %}';

export const runSteps = async (): Promise<StepsRun> => {
  const machine = compile(definition());
  const world = { nowMs: 0, random: seededRandom(1), uuid: () => 'id', taskToken: (ref: string) => ref };
  const request = {
    executionArn: 'arn:aws:states:us-east-1:000000000000:execution:Bench:1',
    name: '1',
    stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:Bench',
    stateMachineName: 'Bench',
    roleArn: 'arn:aws:iam::000000000000:role/Bench',
    input: { n: 0 },
  };
  let runs = 0;
  const startedMs = performance.now();
  while (performance.now() - startedMs < MEASURED_MS) {
    for (let at = 0; at < 100; at++) {
      const { execution } = await start(machine, request, world);
      if (execution.status !== 'SUCCEEDED')
        throw new Error(`the workflow ended as ${execution.status}: ${execution.cause ?? ''}`);
    }
    runs += 100;
  }
  return { statesPerSecond: (runs * (STATES + 1)) / ((performance.now() - startedMs) / 1_000) };
};
