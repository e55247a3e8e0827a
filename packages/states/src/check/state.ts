import type { Json, JsonObject } from '@espresso/kernel';
import { languageOf, type QueryLanguage } from '../compile/fields.ts';
import type { MachineType } from '../types.ts';
import {
  checkAssign,
  checkExpressions,
  checkPath,
  checkPathOrCall,
  checkReferencePath,
  checkTemplate,
} from './content.ts';
import type { Findings } from './findings.ts';
import { checkKind } from './kinds.ts';
import { belongs, isStateType, STATE_TYPES, type StateType } from './vocabulary.ts';

/** One state by itself: its fields, their values, and that it ends or goes on. Gives its language for the blocks inside. */
export const checkState = (
  state: JsonObject,
  around: QueryLanguage,
  location: string,
  type: MachineType,
  findings: Findings,
): QueryLanguage => {
  const language = languageOf(state, around);
  if (around === 'JSONata' && language === 'JSONPath')
    findings.error("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", location);
  const { Type: kind } = state;
  if (kind === undefined) findings.error('These fields are required: [Type]', location);
  else if (!isStateType(kind))
    findings.error(`Value is not valid. Supported values: [${STATE_TYPES.join(', ')}]`, `${location}/Type`);
  else {
    checkFields(state, kind, language, location, findings);
    checkEnd(state, kind, location, findings);
    checkContent(state, language, location, findings);
    checkKind(state, kind, language, location, type, findings);
  }
  return language;
};

const checkFields = (
  state: JsonObject,
  kind: StateType,
  language: QueryLanguage,
  location: string,
  findings: Findings,
): void => {
  for (const field of Object.keys(state)) {
    const at = `${location}/${field}`;
    const home = belongs(field, kind, language);
    if (home === 'no') findings.error(`Field '${field}' is not supported.`, at);
    if (home === 'other-language')
      findings.error(`Field '${field}' is not supported when QueryLanguage is '${language}'.`, at);
  }
};

const checkEnd = (state: JsonObject, kind: StateType, location: string, findings: Findings): void => {
  if (kind === 'Choice' || kind === 'Succeed' || kind === 'Fail') return;
  const { Next: next, End: end } = state;
  if (end !== undefined && typeof end !== 'boolean')
    findings.error('Expected value of type Boolean.', `${location}/End`);
  if (next !== undefined && typeof next !== 'string')
    findings.error('Expected value of type String.', `${location}/Next`);
  if ((next === undefined) !== (end === true))
    findings.error("A state must have either 'Next' or 'End': true, and not both.", location);
};

const PATH_FIELDS = ['InputPath', 'OutputPath'];
const VALUE_PATH_FIELDS = [
  'ItemsPath',
  'SecondsPath',
  'TimestampPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'MaxConcurrencyPath',
];
const TEMPLATE_FIELDS = ['Parameters', 'ResultSelector', 'ItemSelector'];
const EXPRESSION_FIELDS = [
  'Arguments',
  'Output',
  'Items',
  'ItemSelector',
  'Seconds',
  'Timestamp',
  'TimeoutSeconds',
  'HeartbeatSeconds',
  'MaxConcurrency',
  'Error',
  'Cause',
];

/** Paths, templates and expressions, wherever they stand. */
const checkContent = (state: JsonObject, language: QueryLanguage, location: string, findings: Findings): void => {
  const each = (fields: readonly string[], check: (value: Json, at: string) => void): void => {
    for (const field of fields) if (state[field] !== undefined) check(state[field], `${location}/${field}`);
  };
  each(['Assign'], (value, at) => {
    checkAssign(value, language, at, findings);
  });
  if (language === 'JSONata') {
    each(EXPRESSION_FIELDS, (value, at) => {
      checkExpressions(value, at, findings);
    });
    return;
  }
  each(PATH_FIELDS, (value, at) => {
    checkPath(value, at, findings, true);
  });
  each(VALUE_PATH_FIELDS, (value, at) => {
    checkPath(value, at, findings, false);
  });
  each(['ResultPath'], (value, at) => {
    checkReferencePath(value, at, findings);
  });
  each(['ErrorPath', 'CausePath'], (value, at) => {
    checkPathOrCall(value, at, findings);
  });
  each(TEMPLATE_FIELDS, (value, at) => {
    checkTemplate(value, at, findings);
  });
};
