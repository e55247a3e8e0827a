import type { Integration } from './types.ts';

const PATTERN_OF = {
  waitForTaskToken: 'callback',
  sync: 'sync',
  'sync:2': 'sync:2',
} as const satisfies Record<string, Integration['pattern']>;

const isPatternName = (text: string): text is keyof typeof PATTERN_OF => Object.hasOwn(PATTERN_OF, text);

/**
 * A Task's `Resource`, parsed (developer guide, "Integrating services"): `arn:PARTITION:states:REGION:ACCOUNT:service:action[.pattern]`,
 * an activity's ARN, or a function's ARN. `undefined` when it is none of them.
 */
export const parseResource = (resource: string): Integration | undefined => {
  const parts = resource.split(':');
  if (parts[0] !== 'arn' || parts.length < 6) return undefined;
  if (parts[2] === 'lambda') return { service: 'function', action: resource, pattern: 'request-response', sdk: false };
  if (parts[2] !== 'states') return undefined;
  if (parts[5] === 'activity')
    return { service: 'activity', action: resource, pattern: 'request-response', sdk: false };
  const sdk = parts[5] === 'aws-sdk';
  const service = parts[sdk ? 6 : 5];
  const call = parts.slice(sdk ? 7 : 6).join(':');
  const dot = call.indexOf('.');
  const action = dot < 0 ? call : call.slice(0, dot);
  if (!service || !action) return undefined;
  if (dot < 0) return { service, action, pattern: 'request-response', sdk };
  const suffix = call.slice(dot + 1);
  return isPatternName(suffix) ? { service, action, pattern: PATTERN_OF[suffix], sdk } : undefined;
};

/** How history names the same resource: `resourceType` (the service) and `resource` (the action with its pattern). */
export const resourceNames = (resource: string): { readonly resourceType: string; readonly resource: string } => {
  const parts = resource.split(':');
  const sdk = parts[5] === 'aws-sdk';
  return {
    resourceType: sdk ? `aws-sdk:${parts[6] ?? ''}` : (parts[5] ?? ''),
    resource: parts.slice(sdk ? 7 : 6).join(':'),
  };
};
