import { expect, test } from 'vitest';
import { parseResource, resourceNames } from './resource.ts';

test.each([
  ['arn:aws:states:::lambda:invoke', { service: 'lambda', action: 'invoke', pattern: 'request-response', sdk: false }],
  [
    'arn:aws:states:::lambda:invoke.waitForTaskToken',
    { service: 'lambda', action: 'invoke', pattern: 'callback', sdk: false },
  ],
  [
    'arn:aws:states:::states:startExecution.sync:2',
    { service: 'states', action: 'startExecution', pattern: 'sync:2', sdk: false },
  ],
  [
    'arn:aws:states:::aws-sdk:dynamodb:getItem',
    { service: 'dynamodb', action: 'getItem', pattern: 'request-response', sdk: true },
  ],
])('%s is a service integration', (resource, integration) => {
  expect(parseResource(resource)).toEqual(integration);
});

test('a function and an activity are known by their ARNs', () => {
  const activity = 'arn:aws:states:eu-west-1:0:activity:x';
  const lambda = 'arn:aws:lambda:eu-west-1:0:function:x';
  expect(parseResource(activity)).toMatchObject({ service: 'activity', action: activity });
  expect(parseResource(lambda)).toMatchObject({ service: 'function', action: lambda });
});

test.each(['', 'lambda', 'arn:aws:s3:::bucket', 'arn:aws:states:::lambda', 'arn:aws:states:::lambda:invoke.soon'])(
  '%j is no resource',
  (resource) => {
    expect(parseResource(resource)).toBeUndefined();
  },
);

test('history names the service and the action with its pattern', () => {
  expect(resourceNames('arn:aws:states:::aws-sdk:sfn:startExecution.sync')).toEqual({
    resourceType: 'aws-sdk:sfn',
    resource: 'startExecution.sync',
  });
});
