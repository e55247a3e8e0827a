import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { accept, defineContext, defineFunction, defineWorkflow, refuse, serve } from '@espresso/contract';
import type { JsonObject } from '@espresso/kernel';
import { z } from 'zod';
import type { TestServer } from './open-server.ts';

const double = defineFunction({
  owner: 'maths',
  name: 'double',
  purpose: 'Twice a number',
  input: z.object({ n: z.number() }),
  output: z.object({ n: z.number() }),
  errors: ['TooLarge'],
});
/** A context with a function, and a workflow of its own. */
export const maths = defineContext({
  name: 'maths',
  purpose: 'Numbers',
  serves: [
    serve(double, ({ n }) =>
      Promise.resolve(n > 99 ? refuse('TooLarge', { detail: 'at most 99' }) : accept({ reply: { n: n * 2 } })),
    ),
  ],
  workflows: [
    defineWorkflow({
      owner: 'maths',
      name: 'Doubling',
      purpose: 'Doubles',
      placeholders: {},
      definition: { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } },
    }),
  ],
});

export const roleArn = 'arn:aws:iam::123456789012:role/states';
export const passing = { StartAt: 'Pass', States: { Pass: { Type: 'Pass', End: true } } };
export const waiting = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 999, End: true } } };

/** Short ways to what most tests of Step Functions do. */
export const workbench = ({ host, client: configuration }: TestServer) => {
  const client = new SFNClient(configuration);

  const create = async (
    name: string,
    definition: JsonObject,
    type: 'STANDARD' | 'EXPRESS' = 'STANDARD',
  ): Promise<string> => {
    const made = await client.send(
      new CreateStateMachineCommand({ name, definition: JSON.stringify(definition), roleArn, type }),
    );
    return made.stateMachineArn ?? '';
  };

  const start = async (stateMachineArn: string, input: JsonObject = {}, name?: string): Promise<string> => {
    const started = await client.send(
      new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input), ...(name !== undefined && { name }) }),
    );
    await host.settle();
    return started.executionArn ?? '';
  };

  const describeIt = (executionArn: string) => client.send(new DescribeExecutionCommand({ executionArn }));
  const historyOf = async (executionArn: string) =>
    (await client.send(new GetExecutionHistoryCommand({ executionArn }))).events ?? [];

  return { client, create, start, describeIt, historyOf };
};
