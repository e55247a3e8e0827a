import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DeleteStateMachineAliasCommand,
  DeleteStateMachineVersionCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  ListExecutionsCommand,
  ListStateMachineAliasesCommand,
  ListStateMachineVersionsCommand,
  PublishStateMachineVersionCommand,
  UpdateStateMachineAliasCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openServer, type TestServer } from '../testing/open-server.ts';
import { roleArn, workbench } from '../testing/workbench.ts';

let server: TestServer;
let bench: ReturnType<typeof workbench>;
beforeAll(async () => {
  server = await openServer();
  bench = workbench(server);
});
afterAll(() => server.stop());

const giving = (result: string) => ({ StartAt: 'A', States: { A: { Type: 'Pass', Result: result, End: true } } });
const update = (stateMachineArn: string, result: string, publish = false) =>
  bench.client.send(
    new UpdateStateMachineCommand({ stateMachineArn, definition: JSON.stringify(giving(result)), publish }),
  );
const publish = (stateMachineArn: string, revisionId?: string) =>
  bench.client.send(
    new PublishStateMachineVersionCommand({ stateMachineArn, ...(revisionId !== undefined && { revisionId }) }),
  );
const versionsOf = async (stateMachineArn: string) => {
  const { stateMachineVersions = [] } = await bench.client.send(
    new ListStateMachineVersionsCommand({ stateMachineArn }),
  );
  return stateMachineVersions.map(({ stateMachineVersionArn }) => stateMachineVersionArn?.split(':').at(-1));
};
const route = (stateMachineVersionArn: string, weight: number) => ({ stateMachineVersionArn, weight });

describe('versions of a state machine (guide: State machine versions)', () => {
  test('are published once per revision, numbered, and listed newest first', async () => {
    const arn = await bench.create('Numbered', giving('one'));
    await publish(arn);
    expect((await publish(arn)).stateMachineVersionArn).toBe(`${arn}:1`);
    const { revisionId, stateMachineVersionArn } = await update(arn, 'two', true);
    expect(stateMachineVersionArn).toBe(`${arn}:2`);
    expect(await versionsOf(arn)).toEqual(['2', '1']);
    expect((await update(arn, 'two')).revisionId).toBe(revisionId);
    await update(arn, 'three');
    await expect(publish(arn, revisionId)).rejects.toMatchObject({ name: 'ConflictException' });
  });

  test('are never given a number twice', async () => {
    const arn = await bench.create('Gone', giving('one'));
    await publish(arn);
    await bench.client.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: `${arn}:1` }));
    expect((await publish(arn)).stateMachineVersionArn).toBe(`${arn}:2`);
  });

  test('run and are described as they were published', async () => {
    const made = await bench.client.send(
      new CreateStateMachineCommand({
        name: 'Kept',
        definition: JSON.stringify(giving('old')),
        roleArn,
        publish: true,
        versionDescription: 'the first',
      }),
    );
    const arn = made.stateMachineArn ?? '';
    await update(arn, 'new');
    const old = await bench.client.send(
      new DescribeStateMachineCommand({ stateMachineArn: made.stateMachineVersionArn ?? '' }),
    );
    expect([old.stateMachineArn, old.description, old.definition]).toEqual([
      `${arn}:1`,
      'the first',
      JSON.stringify(giving('old')),
    ]);
    const told = await bench.describeIt(await bench.start(`${arn}:1`));
    expect([told.output, told.stateMachineArn, told.stateMachineVersionArn]).toEqual(['"old"', arn, `${arn}:1`]);
    const { executions } = await bench.client.send(new ListExecutionsCommand({ stateMachineArn: `${arn}:1` }));
    expect(executions).toHaveLength(1);
    await expect(bench.start(`${arn}:7`)).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
      message: `State Machine Does Not Exist: '${arn}:7'`,
    });
  });

  test('are described only where they are published', async () => {
    const half = { name: 'Half', definition: JSON.stringify(giving('x')), roleArn, versionDescription: 'x' };
    await expect(bench.client.send(new CreateStateMachineCommand(half))).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Version description can only be set when publish is true',
    });
  });
});

describe('aliases of a state machine (guide: State machine aliases)', () => {
  const twoVersions = async (name: string): Promise<string> => {
    const arn = await bench.create(name, giving('one'));
    await publish(arn);
    await update(arn, 'two', true);
    return arn;
  };
  const alias = (name: string, ...routingConfiguration: ReturnType<typeof route>[]) =>
    bench.client.send(new CreateStateMachineAliasCommand({ name, routingConfiguration }));

  test('start the version they lead to, and change it', async () => {
    const arn = await twoVersions('Led');
    const { stateMachineAliasArn = '' } = await alias('live', route(`${arn}:1`, 100));
    expect(stateMachineAliasArn).toBe(`${arn}:live`);
    const first = await bench.describeIt(await bench.start(stateMachineAliasArn));
    expect([first.output, first.stateMachineAliasArn, first.stateMachineVersionArn]).toEqual([
      '"one"',
      `${arn}:live`,
      `${arn}:1`,
    ]);
    await bench.client.send(
      new UpdateStateMachineAliasCommand({ stateMachineAliasArn, routingConfiguration: [route(`${arn}:2`, 100)] }),
    );
    expect((await bench.describeIt(await bench.start(stateMachineAliasArn))).output).toBe('"two"');
    const told = await bench.client.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn }));
    expect([told.name, told.routingConfiguration]).toEqual(['live', [route(`${arn}:2`, 100)]]);
  });

  test('keep their versions from being deleted, and go', async () => {
    const arn = await twoVersions('Held');
    const { stateMachineAliasArn = '' } = await alias('live', route(`${arn}:1`, 60), route(`${arn}:2`, 40));
    await expect(
      bench.client.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: `${arn}:1` })),
    ).rejects.toMatchObject({
      name: 'ConflictException',
      message:
        'Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [live]',
    });
    await bench.client.send(new DeleteStateMachineAliasCommand({ stateMachineAliasArn }));
    const { stateMachineAliases } = await bench.client.send(
      new ListStateMachineAliasesCommand({ stateMachineArn: arn }),
    );
    expect(stateMachineAliases).toEqual([]);
  });

  test('are refused as AWS words it', async () => {
    const arn = await twoVersions('Refused');
    const [one, two] = [`${arn}:1`, `${arn}:2`];
    const refused = async (name: string, message: string, ...routes: ReturnType<typeof route>[]) => {
      await expect(alias(name, ...routes)).rejects.toMatchObject({ name: 'ValidationException', message });
    };
    await refused(
      'a',
      'Sum of routing configuration weights must equal 100. Received: [70, 29]',
      route(one, 70),
      route(two, 29),
    );
    await refused(
      'a',
      `Routing configuration must contain distinct state machine version ARNs. Received: [${one}, ${one}]`,
      route(one, 50),
      route(one, 50),
    );
    await refused(
      'a',
      `Routing configuration must contain state machine version ARNs. Received: [${arn}]`,
      route(arn, 100),
    );
    await refused(
      '123',
      String.raw`1 validation error detected: Value '123' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(?=.*[a-zA-Z_\-\.])[a-zA-Z0-9_\-\.]+$`,
      route(one, 100),
    );
    await alias('same', route(one, 100));
    await alias('same', route(one, 100));
    await expect(alias('same', route(two, 100))).rejects.toMatchObject({ name: 'ConflictException' });
  });
});
