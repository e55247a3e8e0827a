import type { Service } from '../protocol/operation.ts';
import { createArchive, deleteArchive, describeArchive, listArchives, updateArchive } from './archives.ts';
import { createEventBus, deleteEventBus, describeEventBus, listEventBuses, updateEventBus } from './buses.ts';
import { putEvents, testEventPattern } from './events.ts';
import { cancelReplay, describeReplay, listReplays, startReplay } from './replays.ts';
import {
  deleteRule,
  describeRule,
  disableRule,
  enableRule,
  listRuleNamesByTarget,
  listRules,
  putRule,
} from './rules.ts';
import { listTagsForResource, tagResource, untagResource } from './tags.ts';
import { listTargetsByRule, putTargets, removeTargets } from './targets.ts';

/** EventBridge (API version 2015-10-07): JSON 1.1. */
export const eventBridge: Service = {
  target: 'AWSEvents',
  json: '1.1',
  errorNamespace: '',
  checksum: false,
  operations: {
    CancelReplay: cancelReplay,
    CreateArchive: createArchive,
    CreateEventBus: createEventBus,
    DeleteArchive: deleteArchive,
    DeleteEventBus: deleteEventBus,
    DeleteRule: deleteRule,
    DescribeArchive: describeArchive,
    DescribeEventBus: describeEventBus,
    DescribeReplay: describeReplay,
    DescribeRule: describeRule,
    DisableRule: disableRule,
    EnableRule: enableRule,
    ListArchives: listArchives,
    ListEventBuses: listEventBuses,
    ListReplays: listReplays,
    ListRuleNamesByTarget: listRuleNamesByTarget,
    ListRules: listRules,
    ListTagsForResource: listTagsForResource,
    ListTargetsByRule: listTargetsByRule,
    PutEvents: putEvents,
    PutRule: putRule,
    PutTargets: putTargets,
    RemoveTargets: removeTargets,
    StartReplay: startReplay,
    TagResource: tagResource,
    TestEventPattern: testEventPattern,
    UntagResource: untagResource,
    UpdateArchive: updateArchive,
    UpdateEventBus: updateEventBus,
  },
};
