import {
  CreateArchiveCommand,
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DeleteRuleCommand,
  DescribeArchiveCommand,
  DescribeEventBusCommand,
  DescribeReplayCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
  InvalidEventPatternException,
  LimitExceededException,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  ManagedRuleException,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
  StartReplayCommand,
  TestEventPatternCommand,
  type PutEventsRequestEntry,
  type Target,
} from '@aws-sdk/client-eventbridge';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { accept, defineContext, onPattern } from '@espresso/contract';
import { memoryStore } from '@espresso/host';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openServer, type TestServer } from '../testing/open-server.ts';
import { maths } from '../testing/workbench.ts';

const listener = defineContext({
  name: 'listener',
  purpose: 'Listens',
  subscribes: { onAll: onPattern({ source: ['never'] }, () => Promise.resolve(accept({}))) },
});

let server: TestServer;
let events: EventBridgeClient;
let queues: SQSClient;

beforeAll(async () => {
  server = await openServer({ contexts: [listener, maths] });
  events = new EventBridgeClient(server.client);
  queues = new SQSClient(server.client);
});
afterAll(() => server.stop());

const queueArn = (name: string): string => `arn:aws:sqs:us-east-1:000000000000:${name}`;

const put = async (...entries: PutEventsRequestEntry[]) => {
  const answer = await events.send(new PutEventsCommand({ Entries: entries }));
  await server.host.settle();
  return answer;
};

/** Everything in a queue, oldest first. */
const bodiesIn = async (name: string): Promise<readonly string[]> => {
  const { QueueUrl } = await queues.send(new CreateQueueCommand({ QueueName: name }));
  const { Messages = [] } = await queues.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  return Messages.map(({ Body = '' }) => Body);
};

/** A rule on the default bus for one source, with targets. */
const ruleFor = async (Source: string, ...Targets: Target[]): Promise<string> => {
  const Name = `rule-${Source}`;
  const { RuleArn = '' } = await events.send(
    new PutRuleCommand({ Name, EventPattern: JSON.stringify({ source: [Source] }) }),
  );
  await events.send(new PutTargetsCommand({ Rule: Name, Targets }));
  return RuleArn;
};

describe('events', () => {
  test('each entry is answered by itself, in order', async () => {
    const { Entries, FailedEntryCount } = await put(
      { Source: 'a', DetailType: 't', Detail: '{}' },
      { DetailType: 't', Detail: '{}' },
      { Source: 'a', DetailType: 't', Detail: '[1]' },
      { Source: 'a', DetailType: '', Detail: '{}' },
      { Source: 'a', DetailType: 't', Detail: '{}', EventBusName: 'nowhere' },
    );
    expect(FailedEntryCount).toBe(3);
    expect(Entries?.map(({ ErrorCode, ErrorMessage }) => ErrorCode && [ErrorCode, ErrorMessage])).toEqual([
      undefined,
      ['InvalidArgument', 'Parameter Source is not valid. Reason: Source is a required argument.'],
      ['MalformedDetail', 'Detail is malformed.'],
      ['InvalidArgument', 'Parameter DetailType is not valid. Reason: DetailType is a required argument.'],
      undefined,
    ]);
  });

  test('ten entries and 256 KB are the most', async () => {
    const entry = { Source: 'a', DetailType: 't', Detail: '{}' };
    await expect(put(...Array.from({ length: 11 }, () => entry))).rejects.toThrow(
      'Member must have length less than or equal to 10',
    );
    await expect(put({ ...entry, Detail: JSON.stringify({ a: 'x'.repeat(262_144) }) })).rejects.toThrow(
      'Total size of the entries in the request is over the limit.',
    );
  });

  test('a pattern is tested on an event', async () => {
    const event = { id: '1', account: '1', source: 's', time: '2026-01-01T00:00:00Z', region: 'r', 'detail-type': 't' };
    const check = (EventPattern: string, Event: string) =>
      events.send(new TestEventPatternCommand({ EventPattern, Event }));
    expect((await check('{"source":["s"]}', JSON.stringify(event))).Result).toBe(true);
    expect((await check('{"source":["x"]}', JSON.stringify(event))).Result).toBe(false);
    await expect(check('{"source":["s"]}', '{"id":"1"}')).rejects.toThrow('Parameter Event is not valid.');
    await expect(check('{"source":"s"}', JSON.stringify(event))).rejects.toThrow(InvalidEventPatternException);
  });
});

describe('buses and rules', () => {
  test('a bus is made, found, listed and deleted', async () => {
    const { EventBusArn } = await events.send(new CreateEventBusCommand({ Name: 'kitchen' }));
    expect(EventBusArn).toBe('arn:aws:events:us-east-1:000000000000:event-bus/kitchen');
    await expect(events.send(new CreateEventBusCommand({ Name: 'kitchen' }))).rejects.toThrow(
      ResourceAlreadyExistsException,
    );
    const { EventBuses } = await events.send(new ListEventBusesCommand({}));
    expect(EventBuses?.map(({ Name }) => Name)).toEqual(['default', 'kitchen']);
    await events.send(new DeleteEventBusCommand({ Name: 'kitchen' }));
    await expect(events.send(new DescribeEventBusCommand({ Name: 'kitchen' }))).rejects.toMatchObject({
      name: ResourceNotFoundException.name,
      message: 'Event bus kitchen does not exist.',
    });
  });

  test('a rule can be described, switched off and on, and deleted once it has no targets', async () => {
    const arn = await ruleFor('rules', { Id: 'q', Arn: queueArn('rules') });
    expect(await events.send(new DescribeRuleCommand({ Name: 'rule-rules' }))).toMatchObject({
      Arn: arn,
      State: 'ENABLED',
      EventPattern: '{"source":["rules"]}',
      EventBusName: 'default',
    });
    await events.send(new DisableRuleCommand({ Name: 'rule-rules' }));
    await put({ Source: 'rules', DetailType: 'off', Detail: '{}' });
    await events.send(new EnableRuleCommand({ Name: 'rule-rules' }));
    await put({ Source: 'rules', DetailType: 'on', Detail: '{}' });
    expect((await bodiesIn('rules')).map((body) => (/"detail-type":"(\w+)"/.exec(body) ?? [])[1])).toEqual(['on']);
    await expect(events.send(new DeleteRuleCommand({ Name: 'rule-rules' }))).rejects.toThrow(
      "Rule can't be deleted since it has targets.",
    );
    await events.send(new RemoveTargetsCommand({ Rule: 'rule-rules', Ids: ['q'] }));
    await events.send(new DeleteRuleCommand({ Name: 'rule-rules' }));
    await expect(events.send(new DescribeRuleCommand({ Name: 'rule-rules' }))).rejects.toThrow(
      'Rule rule-rules does not exist on EventBus default.',
    );
  });

  test("a context's rules are shown and stay as they are", async () => {
    const { Rules } = await events.send(new ListRulesCommand({ NamePrefix: 'listener' }));
    expect(Rules).toMatchObject([{ Name: 'listener.onAll', EventPattern: '{"source":["never"]}' }]);
    await expect(events.send(new DeleteRuleCommand({ Name: 'listener.onAll' }))).rejects.toThrow(ManagedRuleException);
  });

  test('what is wrong with a rule is told', async () => {
    const rule = (more: object) => events.send(new PutRuleCommand({ Name: 'bad', ...more }));
    await expect(rule({})).rejects.toThrow('Parameter(s) EventPattern or ScheduleExpression must be specified.');
    await expect(rule({ ScheduleExpression: 'cron(0 1 * * * *)' })).rejects.toThrow(
      'Parameter ScheduleExpression is not valid.',
    );
    await expect(rule({ EventPattern: '{"a":[]}' })).rejects.toThrow('Event pattern is not valid. Reason: ');
    await expect(rule({ EventPattern: '{"a":[1]}', EventBusName: 'none' })).rejects.toThrow(
      'Event bus none does not exist.',
    );
  });
});

describe('targets', () => {
  test('five are the most, and each is listed as it was given', async () => {
    const targets = Array.from({ length: 5 }, (_, at) => ({ Id: `t${at}`, Arn: queueArn(`t${at}`) }));
    await ruleFor('five', ...targets);
    const { Targets } = await events.send(new ListTargetsByRuleCommand({ Rule: 'rule-five' }));
    expect(Targets).toEqual(targets);
    const sixth = { Id: 't5', Arn: queueArn('t5') };
    await expect(events.send(new PutTargetsCommand({ Rule: 'rule-five', Targets: [sixth] }))).rejects.toThrow(
      LimitExceededException,
    );
    await put({ Source: 'five', DetailType: 't', Detail: '{"n": 1}' });
    for (const { Id } of targets) expect(await bodiesIn(Id)).toHaveLength(1);
  });

  test('each gets what its input settings make of the event', async () => {
    await ruleFor(
      'inputs',
      { Id: 'path', Arn: queueArn('i-path'), InputPath: '$.detail.drink' },
      { Id: 'constant', Arn: queueArn('i-constant'), Input: '{"a": 1}' },
      {
        Id: 'template',
        Arn: queueArn('i-template'),
        InputTransformer: { InputPathsMap: { d: '$.detail.drink' }, InputTemplate: '"one <d>, please"' },
      },
    );
    await put({ Source: 'inputs', DetailType: 't', Detail: '{"drink":"latte"}' });
    expect(await bodiesIn('i-path')).toEqual(['"latte"']);
    expect(await bodiesIn('i-constant')).toEqual(['{"a":1}']);
    expect(await bodiesIn('i-template')).toEqual(['"one latte, please"']);
  });

  test('what is wrong with one is told', async () => {
    await ruleFor('wrong');
    const target = (more: object) =>
      events.send(new PutTargetsCommand({ Rule: 'rule-wrong', Targets: [{ Id: 'T', Arn: queueArn('w'), ...more }] }));
    await expect(target({ InputTransformer: { InputTemplate: '{"a": <p>}' } })).rejects.toThrow(
      'InputTemplate for target T contains invalid placeholder p.',
    );
    await expect(target({ Input: '{}', InputPath: '$' })).rejects.toThrow(
      'Only one of Input, InputPath, or InputTransformer must be provided for target T.',
    );
    await expect(target({ Id: 'a b' })).rejects.toThrow("Value 'a b' at 'targets.1.member.id'");
    expect(await target({ Arn: 'nonsense' })).toMatchObject({ FailedEntryCount: 1 });
  });

  test('a state machine is started with the event, once for each', async () => {
    const machines = new SFNClient(server.client);
    const { stateMachineArn = '' } = await machines.send(
      new CreateStateMachineCommand({
        name: 'on-event',
        roleArn: 'arn:aws:iam::1:role/r',
        definition: JSON.stringify({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } }),
      }),
    );
    await ruleFor('machines', { Id: 'm', Arn: stateMachineArn, RoleArn: 'arn:aws:iam::1:role/r' });
    const { Entries } = await put({ Source: 'machines', DetailType: 't', Detail: '{"n":1}', Time: new Date(1e12) });
    const { executions = [] } = await machines.send(new ListExecutionsCommand({ stateMachineArn }));
    expect(executions).toHaveLength(1);
    const { input = '' } = await machines.send(
      new DescribeExecutionCommand({ executionArn: executions[0]?.executionArn }),
    );
    expect(JSON.parse(input)).toEqual({
      version: '0',
      id: Entries?.[0]?.EventId,
      'detail-type': 't',
      source: 'machines',
      account: '000000000000',
      time: '2001-09-09T01:46:40Z',
      region: 'us-east-1',
      resources: [],
      detail: { n: 1 },
    });
  });

  test('another bus gets the event too, and never in a circle', async () => {
    const { EventBusArn = '' } = await events.send(new CreateEventBusCommand({ Name: 'far' }));
    await ruleFor('forward', { Id: 'b', Arn: EventBusArn });
    await events.send(
      new PutRuleCommand({ Name: 'all', EventBusName: 'far', EventPattern: '{"source":[{"prefix":""}]}' }),
    );
    const to = (Arn: string) =>
      events.send(new PutTargetsCommand({ Rule: 'all', EventBusName: 'far', Targets: [{ Id: 't', Arn }] }));
    await expect(to('arn:aws:events:us-east-1:000000000000:event-bus/default')).rejects.toThrow('back to it');
    await to(queueArn('far'));
    await put({ Source: 'forward', DetailType: 't', Detail: '{"n":2}' });
    expect((await bodiesIn('far')).map((body) => /"detail":({.*?})/.exec(body)?.[1])).toEqual(['{"n":2}']);
  });

  test('an event that cannot be delivered goes to the dead-letter queue, with the reason', async () => {
    await ruleFor('dead', {
      Id: 'gone',
      Arn: 'arn:aws:states:us-east-1:000000000000:stateMachine:gone',
      DeadLetterConfig: { Arn: queueArn('dead') },
    });
    await put({ Source: 'dead', DetailType: 't', Detail: '{}' });
    const { QueueUrl } = await queues.send(new CreateQueueCommand({ QueueName: 'dead' }));
    const { Attributes } = await queues.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(Attributes).toMatchObject({ QueueArn: queueArn('dead'), ApproximateNumberOfMessages: '1' });
    const { Messages } = await queues.send(new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'] }));
    expect(Messages?.[0]?.MessageAttributes).toMatchObject({ ERROR_CODE: { StringValue: 'NO_RESOURCE' } });
    expect(server.host.operations.deadLetters({ limit: 1 })).toMatchObject([{ rule: 'default/rule-dead/gone' }]);
  });
});

test("a context's function is called, and tried again as often as the rule says", async () => {
  await ruleFor('functions', {
    Id: 'f',
    Arn: 'arn:aws:lambda:us-east-1:000000000000:function:maths-double',
    InputPath: '$.detail',
    RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
    DeadLetterConfig: { Arn: queueArn('too-large') },
  });
  await put(
    { Source: 'functions', DetailType: 'small', Detail: '{"n":1}' },
    { Source: 'functions', DetailType: 'large', Detail: '{"n":100}' },
  );
  const { QueueUrl } = await queues.send(new CreateQueueCommand({ QueueName: 'too-large' }));
  const { Messages = [] } = await queues.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  expect(Messages).toHaveLength(1);
  expect(Messages[0]?.Body).toContain('"detail-type":"large"');
  expect(Messages[0]?.MessageAttributes).toMatchObject({
    ERROR_CODE: { StringValue: 'DeliveryRefused' },
    EXHAUSTED_RETRY_CONDITION: { StringValue: 'MaximumRetryAttempts' },
  });
});

describe('archives and replays', () => {
  const archive = async (ArchiveName: string, source: string): Promise<string> => {
    const { ArchiveArn = '' } = await events.send(
      new CreateArchiveCommand({
        ArchiveName,
        EventSourceArn: 'arn:aws:events:us-east-1:000000000000:event-bus/default',
        EventPattern: JSON.stringify({ source: [source] }),
      }),
    );
    return ArchiveArn;
  };
  const replay = async (ReplayName: string, EventSourceArn: string, FilterArns: string[], to = 'default') => {
    const answer = await events.send(
      new StartReplayCommand({
        ReplayName,
        EventSourceArn,
        EventStartTime: new Date(0),
        EventEndTime: new Date(Date.now() + 60_000),
        Destination: { Arn: `arn:aws:events:us-east-1:000000000000:event-bus/${to}`, FilterArns },
      }),
    );
    await server.host.settle();
    return answer;
  };

  test('a replay brings what the archive holds back to the rules it names, marked', async () => {
    const wanted = await ruleFor('again', { Id: 'q', Arn: queueArn('again') });
    await events.send(new PutRuleCommand({ Name: 'other', EventPattern: '{"source":["again"]}' }));
    await events.send(new PutTargetsCommand({ Rule: 'other', Targets: [{ Id: 'q', Arn: queueArn('other') }] }));
    const EventSourceArn = await archive('keeps', 'again');
    await put({ Source: 'again', DetailType: 't', Detail: '{}' }, { Source: 'else', DetailType: 't', Detail: '{}' });
    expect(await events.send(new DescribeArchiveCommand({ ArchiveName: 'keeps' }))).toMatchObject({
      EventCount: 1,
      State: 'ENABLED',
      RetentionDays: 0,
    });
    expect(await replay('once-more', EventSourceArn, [wanted])).toMatchObject({ State: 'STARTING' });
    expect(await events.send(new DescribeReplayCommand({ ReplayName: 'once-more' }))).toMatchObject({
      State: 'COMPLETED',
      EventSourceArn,
      Destination: { FilterArns: [wanted] },
    });
    const [first, second] = await bodiesIn('again');
    expect(JSON.parse(second ?? '')).toEqual({ ...JSON.parse(first ?? ''), 'replay-name': 'once-more' });
    expect(await bodiesIn('other')).toHaveLength(1);
  });

  test('what is wrong with one is told', async () => {
    const EventSourceArn = await archive('wrongs', 'wrongs');
    await expect(archive('wrongs', 'wrongs')).rejects.toThrow('Archive wrongs already exists.');
    await replay('r1', EventSourceArn, []);
    await expect(replay('r1', EventSourceArn, [])).rejects.toThrow('Replay r1 already exists.');
    await expect(replay('r2', EventSourceArn.replace('wrongs', 'none'), [])).rejects.toThrow(
      'Parameter EventSourceArn is not valid. Reason: Archive none does not exist.',
    );
    await events.send(new CreateEventBusCommand({ Name: 'elsewhere' }));
    await expect(replay('r3', EventSourceArn, [], 'elsewhere')).rejects.toThrow(
      'Cross event bus replay is not permitted.',
    );
  });
});

test('buses, rules and their targets survive a restart', async () => {
  const store = memoryStore();
  const first = await openServer({ store });
  const before = new EventBridgeClient(first.client);
  await before.send(new CreateEventBusCommand({ Name: 'b' }));
  await before.send(new PutRuleCommand({ Name: 'r', EventBusName: 'b', EventPattern: '{"source":["s"]}' }));
  await before.send(
    new PutTargetsCommand({ Rule: 'r', EventBusName: 'b', Targets: [{ Id: 'q', Arn: queueArn('kept') }] }),
  );
  await first.stop();
  const second = await openServer({ store });
  const after = new EventBridgeClient(second.client);
  await after.send(
    new PutEventsCommand({ Entries: [{ Source: 's', DetailType: 't', Detail: '{}', EventBusName: 'b' }] }),
  );
  await second.host.settle();
  const kept = new SQSClient(second.client);
  const { QueueUrl } = await kept.send(new CreateQueueCommand({ QueueName: 'kept' }));
  const { Messages } = await kept.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(Messages).toHaveLength(1);
  await second.stop();
});
