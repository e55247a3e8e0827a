import {
  CreateArchiveCommand,
  CreateEventBusCommand,
  DescribeArchiveCommand,
  DescribeEventBusCommand,
  EventBridgeClient,
  EventBridgeServiceException,
  ListArchivesCommand,
  PutEventsCommand,
  UpdateArchiveCommand,
  UpdateEventBusCommand,
} from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServer, type TestServer } from '../testing/open-server.ts';

/*
 * What the service answered when it was asked, as localstack/localstack has recorded it
 * (tests/aws/services/events/test_events and test_archive_and_replay).
 */

let server: TestServer;
let events: EventBridgeClient;
beforeAll(async () => {
  server = await openServer();
  events = new EventBridgeClient(server.client);
});
afterAll(() => server.stop());

const refusal = async (call: Promise<unknown>): Promise<string> => {
  try {
    return `answered: ${JSON.stringify(await call)}`;
  } catch (error) {
    return error instanceof EventBridgeServiceException ? `${error.name}: ${error.message}` : String(error);
  }
};

test('more than ten entries are refused, and shown', async () => {
  const entry = { Source: 'bar', DetailType: 'Order', Detail: '{"a": 1}', EventBusName: 'default' };
  const shown =
    'PutEventsRequestEntry(time=null, source=bar, resources=null, detailType=Order, detail={"a": 1}, eventBusName=default, traceHeader=null, kmsKeyIdentifier=null, internalMetadata=null)';
  expect(await refusal(events.send(new PutEventsCommand({ Entries: Array.from({ length: 11 }, () => entry) })))).toBe(
    `ValidationException: 1 validation error detected: Value '[${Array.from({ length: 11 }, () => shown).join(', ')}]' at 'entries' failed to satisfy constraint: Member must have length less than or equal to 10`,
  );
});

test('an entry without a part that it needs fails alone, the others are taken', async () => {
  const whole = { Source: 'bar', DetailType: 'Order', Detail: '{}' };
  const { Entries, FailedEntryCount } = await events.send(
    new PutEventsCommand({
      Entries: [
        { ...whole, Source: undefined },
        { ...whole, DetailType: undefined },
        { ...whole, Detail: undefined },
        { ...whole, Detail: '["a"]' },
        whole,
      ],
    }),
  );
  expect(FailedEntryCount).toBe(4);
  expect(Entries?.map(({ ErrorCode, ErrorMessage }) => ErrorCode && `${ErrorCode}: ${ErrorMessage ?? ''}`)).toEqual([
    'InvalidArgument: Parameter Source is not valid. Reason: Source is a required argument.',
    'InvalidArgument: Parameter DetailType is not valid. Reason: DetailType is a required argument.',
    'InvalidArgument: Parameter Detail is not valid. Reason: Detail is a required argument.',
    'MalformedDetail: Detail is malformed.',
    undefined,
  ]);
});

test('an archive is changed in what the request says, and listed only for a bus that is there', async () => {
  const { EventBusArn: bus } = await events.send(new CreateEventBusCommand({ Name: 'cups' }));
  await events.send(new CreateArchiveCommand({ ArchiveName: 'kept', EventSourceArn: bus, RetentionDays: 1 }));
  const EventPattern = JSON.stringify({ source: ['bar'] });
  expect(await events.send(new UpdateArchiveCommand({ ArchiveName: 'kept', EventPattern }))).toMatchObject({
    State: 'ENABLED',
  });
  expect(await events.send(new DescribeArchiveCommand({ ArchiveName: 'kept' }))).toMatchObject({
    EventPattern,
    RetentionDays: 1,
  });
  expect(await refusal(events.send(new UpdateArchiveCommand({ ArchiveName: 'lost' })))).toBe(
    'ResourceNotFoundException: Archive lost does not exist.',
  );
  expect((await events.send(new ListArchivesCommand({ EventSourceArn: bus }))).Archives).toHaveLength(1);
  expect(await refusal(events.send(new ListArchivesCommand({ EventSourceArn: `${bus ?? ''}-no` })))).toBe(
    'ResourceNotFoundException: Event bus cups-no does not exist.',
  );
});

test('a bus says something else of itself', async () => {
  await events.send(new CreateEventBusCommand({ Name: 'saucers', Description: 'round' }));
  expect(await events.send(new UpdateEventBusCommand({ Name: 'saucers', Description: 'flat' }))).toMatchObject({
    Name: 'saucers',
    Description: 'flat',
  });
  expect((await events.send(new DescribeEventBusCommand({ Name: 'saucers' }))).Description).toBe('flat');
});
