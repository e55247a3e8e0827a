import { isJsonObject, type Json } from '@espresso/kernel';
import type { QueryLanguage } from '../compile/fields.ts';
import { parseIntrinsic } from '../intrinsics/parse.ts';
import { isArray, isRecord } from '../json.ts';
import { expressionOf, inner, isExpression } from '../jsonata/expression.ts';
import { ExpressionError } from '../jsonata/expression-error.ts';
import { parsePath, parseReferencePath } from '../jsonpath/parse.ts';
import type { Findings } from './findings.ts';
import jsonata from 'jsonata';
import { walk } from '../jsonata/syntax.ts';

/** Every expression in a JSONata field parses, and none uses $eval. */
export const checkExpressions = (value: Json, location: string, findings: Findings): void => {
  if (isArray(value)) {
    value.forEach((item, at) => {
      checkExpressions(item, `${location}[${String(at)}]`, findings);
    });
  } else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) checkExpressions(item, `${location}/${key}`, findings);
  } else if (isExpression(value)) checkExpression(inner(value), location, findings);
};

const checkExpression = (text: string, location: string, findings: Findings): void => {
  try {
    expressionOf(text);
  } catch (thrown) {
    findings.error(`The JSONata expression is invalid: ${ExpressionError.from(thrown).shown}`, location);
    return;
  }
  if (!text.includes('$eval')) return;
  const usesEval = [...walk(jsonata(text).ast())].some((node) => {
    const procedure = node['procedure'];
    return isRecord(procedure) && procedure['type'] === 'variable' && procedure['value'] === 'eval';
  });
  if (usesEval) findings.error('The JSONata function $eval is not supported.', location);
};

const VARIABLE = /^[\p{L}_][\p{L}\p{N}_]{0,79}$/u;

/** Assign: an object of variables with names that can be written `$name`; `states` is taken. */
export const checkAssign = (value: Json, language: QueryLanguage, location: string, findings: Findings): void => {
  if (!isJsonObject(value)) {
    findings.error('Expected value of type Object.', location);
    return;
  }
  for (const key of Object.keys(value)) {
    const name = language === 'JSONPath' && key.endsWith('.$') ? key.slice(0, -2) : key;
    if (name === 'states') findings.error("The variable name 'states' is reserved.", `${location}/${key}`);
    else if (!VARIABLE.test(name)) findings.error('Variable name is not valid.', `${location}/${key}`);
  }
  if (language === 'JSONata') checkExpressions(value, location, findings);
  else checkTemplate(value, location, findings);
};

/** In a payload template, what ends in `.$` is a path or an intrinsic call. */
export const checkTemplate = (value: Json, location: string, findings: Findings): void => {
  if (isArray(value)) {
    value.forEach((item, at) => {
      checkTemplate(item, `${location}[${String(at)}]`, findings);
    });
    return;
  }
  if (!isJsonObject(value)) return;
  for (const [key, item] of Object.entries(value)) {
    if (!key.endsWith('.$')) checkTemplate(item, `${location}/${key}`, findings);
    else if (typeof item !== 'string' || !isPathOrCall(item)) {
      const must = `The value for the field '${key}' must be a valid JSONPath or a valid intrinsic function call`;
      findings.error(must, `${location}/${key}`);
    }
  }
};

const isPathOrCall = (text: string): boolean =>
  (text.startsWith('$') ? parsePath(text) : parseIntrinsic(text)) !== undefined;

/** A path; `null` too where the field may be switched off. */
export const checkPath = (value: Json, location: string, findings: Findings, nullable: boolean): void => {
  if (value === null && nullable) return;
  if (typeof value === 'string' && parsePath(value)) return;
  findings.error('Value is not a valid JSONPath.', location);
};

export const checkReferencePath = (value: Json, location: string, findings: Findings): void => {
  if (value === null || (typeof value === 'string' && parseReferencePath(value))) return;
  findings.error('Value is not a Reference Path.', location);
};

export const checkPathOrCall = (value: Json, location: string, findings: Findings): void => {
  if (typeof value === 'string' && isPathOrCall(value)) return;
  findings.error('Value is not a valid JSONPath or a valid intrinsic function call.', location);
};

/** A whole number in a range, or where the language allows it an expression that gives one. */
export const checkInteger = (
  value: Json | undefined,
  location: string,
  findings: Findings,
  bounds: { readonly least: number; readonly most: number; readonly expression: boolean },
): void => {
  if (value === undefined || (bounds.expression && isExpression(value))) return;
  const { least, most } = bounds;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return;
  findings.error(`Value must be an integer between ${String(least)} and ${String(most)}.`, location);
};
