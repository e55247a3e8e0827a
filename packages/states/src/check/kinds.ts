import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import type { QueryLanguage } from '../compile/fields.ts';
import { isArray } from '../json.ts';
import { isExpression } from '../jsonata/expression.ts';
import { SECONDS_MAX } from '../limits.ts';
import { parseResource } from '../resource.ts';
import { parseTimestamp } from '../timestamp.ts';
import type { MachineType } from '../types.ts';
import { checkChoices } from './choice.ts';
import { checkInteger } from './content.ts';
import type { Findings } from './findings.ts';
import { checkCatch, checkRetry } from './handlers.ts';
import { checkDistributed } from './distributed.ts';
import type { StateType } from './vocabulary.ts';

/** What only states of one type have. */
export const checkKind = (
  state: JsonObject,
  kind: StateType,
  language: QueryLanguage,
  location: string,
  type: MachineType,
  findings: Findings,
): void => {
  const seconds = { least: 1, most: SECONDS_MAX, expression: language === 'JSONata' };
  switch (kind) {
    case 'Task':
      checkResource(state['Resource'], location, type, findings);
      checkInteger(state['TimeoutSeconds'], `${location}/TimeoutSeconds`, findings, seconds);
      checkInteger(state['HeartbeatSeconds'], `${location}/HeartbeatSeconds`, findings, seconds);
      checkHeartbeat(state, location, findings);
      break;
    case 'Choice':
      checkChoices(state['Choices'], language, `${location}/Choices`, findings);
      break;
    case 'Wait':
      checkWait(state, language, location, findings);
      break;
    case 'Fail':
      checkFail(state, location, findings);
      break;
    case 'Parallel':
      if (!isArray(state['Branches']) || state['Branches'].length === 0)
        findings.error('Branches must be a non-empty array.', `${location}/Branches`);
      break;
    case 'Map':
      checkMap(state, language, location, type, findings);
      break;
    case 'Pass':
    case 'Succeed':
      break;
  }
  if (kind !== 'Task' && kind !== 'Parallel' && kind !== 'Map') return;
  checkRetry(state['Retry'], `${location}/Retry`, findings);
  checkCatch(state['Catch'], language, `${location}/Catch`, findings);
};

const checkResource = (resource: Json | undefined, location: string, type: MachineType, findings: Findings): void => {
  const at = `${location}/Resource`;
  if (resource === undefined) {
    findings.error('These fields are required: [Resource]', location);
    return;
  }
  const integration = typeof resource === 'string' ? parseResource(resource) : undefined;
  if (!integration) findings.error('Value is not a valid resource ARN', at);
  else if (type === 'EXPRESS') {
    const no = 'Express state machine does not support';
    if (integration.service === 'activity') findings.error(`${no} Activity ARN`, at);
    if (integration.pattern === 'sync' || integration.pattern === 'sync:2')
      findings.error(`${no} '.sync' service integration`, at);
    // The second blank before "at" is AWS's own.
    if (integration.pattern === 'callback') findings.error(`${no} '.waitForTaskToken' service integration `, at);
  }
};

const checkHeartbeat = (state: JsonObject, location: string, findings: Findings): void => {
  const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = state;
  if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout)
    findings.error('HeartbeatSeconds must be smaller than TimeoutSeconds.', `${location}/HeartbeatSeconds`);
  for (const field of ['TimeoutSeconds', 'HeartbeatSeconds'])
    if (state[field] !== undefined && state[`${field}Path`] !== undefined)
      findings.error(`A state cannot have both '${field}' and '${field}Path'.`, location);
};

const WAIT_FIELDS = ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'];

const checkWait = (state: JsonObject, language: QueryLanguage, location: string, findings: Findings): void => {
  const said = WAIT_FIELDS.filter((field) => state[field] !== undefined);
  if (said.length !== 1) findings.error(`A Wait state must have exactly one of [${WAIT_FIELDS.join(', ')}].`, location);
  const { Seconds: seconds, Timestamp: timestamp } = state;
  checkInteger(seconds, `${location}/Seconds`, findings, {
    least: 0,
    most: SECONDS_MAX,
    expression: language === 'JSONata',
  });
  if (timestamp === undefined || (language === 'JSONata' && isExpression(timestamp))) return;
  if (typeof timestamp !== 'string' || parseTimestamp(timestamp) === undefined)
    findings.error('String does not match RFC3339 timestamp', `${location}/Timestamp`);
};

const checkFail = (state: JsonObject, location: string, findings: Findings): void => {
  for (const field of ['Error', 'Cause']) {
    const value = state[field];
    if (value !== undefined && typeof value !== 'string')
      findings.error('Expected value of type String.', `${location}/${field}`);
    if (value !== undefined && state[`${field}Path`] !== undefined)
      findings.error(`A state cannot have both '${field}' and '${field}Path'.`, location);
  }
};

const checkMap = (
  state: JsonObject,
  language: QueryLanguage,
  location: string,
  type: MachineType,
  findings: Findings,
): void => {
  const { ItemProcessor: processor, Iterator: iterator, MaxConcurrency: most, Items: items } = state;
  const inside = processor ?? iterator;
  if (!isJsonObject(inside)) {
    findings.error('These fields are required: [ItemProcessor]', location);
    return;
  }
  checkInteger(most, `${location}/MaxConcurrency`, findings, {
    least: 0,
    most: SECONDS_MAX,
    expression: language === 'JSONata',
  });
  if (items !== undefined && !isArray(items) && !isExpression(items))
    findings.error('Value must be an array or a JSONata expression.', `${location}/Items`);
  checkDistributed(state, inside, location, type, findings);
};
