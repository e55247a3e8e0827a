import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import type { QueryLanguage } from '../compile/fields.ts';
import { ERRORS } from '../fault.ts';
import { isArray } from '../json.ts';
import { SECONDS_MAX } from '../limits.ts';
import { checkAssign, checkExpressions, checkInteger, checkReferencePath } from './content.ts';
import type { Findings } from './findings.ts';

const RETRY_FIELDS = [
  'ErrorEquals',
  'IntervalSeconds',
  'MaxAttempts',
  'BackoffRate',
  'MaxDelaySeconds',
  'JitterStrategy',
  'Comment',
];
const CATCH_FIELDS = { JSONPath: ['ResultPath'], JSONata: ['Output'] } as const;

/** Retry (ASL specification, "Retrying after error"). */
export const checkRetry = (retry: Json | undefined, location: string, findings: Findings): void => {
  eachHandler(retry, location, findings, (retrier, at) => {
    checkFields(retrier, RETRY_FIELDS, at, findings);
    checkInteger(retrier['IntervalSeconds'], `${at}/IntervalSeconds`, findings, whole(1, SECONDS_MAX));
    checkInteger(retrier['MaxAttempts'], `${at}/MaxAttempts`, findings, whole(0, SECONDS_MAX));
    checkInteger(retrier['MaxDelaySeconds'], `${at}/MaxDelaySeconds`, findings, whole(1, 31_622_400));
    const { BackoffRate: rate = 2, JitterStrategy: jitter = 'NONE' } = retrier;
    if (typeof rate !== 'number' || rate < 1)
      findings.error('Value must be greater than or equal to 1.0.', `${at}/BackoffRate`);
    if (jitter !== 'NONE' && jitter !== 'FULL')
      findings.error('Value is not valid. Supported values: [FULL, NONE]', `${at}/JitterStrategy`);
  });
};

/** Catch (ASL specification, "Fallback states"). Targets are checked with the other transitions. */
export const checkCatch = (
  given: Json | undefined,
  language: QueryLanguage,
  location: string,
  findings: Findings,
): void => {
  eachHandler(given, location, findings, (catcher, at) => {
    checkFields(catcher, ['ErrorEquals', 'Next', 'Comment', 'Assign', ...CATCH_FIELDS[language]], at, findings);
    if (typeof catcher['Next'] !== 'string') findings.error('These fields are required: [Next]', at);
    const { ResultPath: path, Output: output = null, Assign: assign = {} } = catcher;
    if (language === 'JSONPath' && path !== undefined) checkReferencePath(path, `${at}/ResultPath`, findings);
    checkAssign(assign, language, `${at}/Assign`, findings);
    if (language === 'JSONata') checkExpressions(output, `${at}/Output`, findings);
  });
};

const whole = (least: number, most: number) => ({ least, most, expression: false });

const checkFields = (from: JsonObject, known: readonly string[], location: string, findings: Findings): void => {
  for (const field of Object.keys(from))
    if (!known.includes(field)) findings.error(`Field '${field}' is not supported.`, `${location}/${field}`);
};

const eachHandler = (
  handlers: Json | undefined,
  location: string,
  findings: Findings,
  check: (handler: JsonObject, at: string) => void,
): void => {
  if (handlers === undefined) return;
  if (!isArray(handlers)) {
    findings.error('Expected value of type Array.', location);
    return;
  }
  handlers.forEach((handler, index) => {
    const at = `${location}[${String(index)}]`;
    if (!isJsonObject(handler)) {
      findings.error('Expected value of type Object.', at);
      return;
    }
    checkErrors(handler['ErrorEquals'], index === handlers.length - 1, `${at}/ErrorEquals`, findings);
    check(handler, at);
  });
};

const checkErrors = (errors: Json | undefined, isLast: boolean, location: string, findings: Findings): void => {
  if (!isArray(errors) || errors.length === 0 || !errors.every((error) => typeof error === 'string')) {
    findings.error('ErrorEquals must be a non-empty array of error names.', location);
    return;
  }
  if (!errors.includes(ERRORS.all)) return;
  if (errors.length > 1) findings.error(`${ERRORS.all} must appear alone.`, location);
  if (!isLast) findings.error(`${ERRORS.all} must be in the last one.`, location);
};
