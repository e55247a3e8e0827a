import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { comparisonNamed, isOperator } from '../compile/choice-jsonpath.ts';
import type { QueryLanguage } from '../compile/fields.ts';
import { isArray } from '../json.ts';
import { isExpression } from '../jsonata/expression.ts';
import { parsePath } from '../jsonpath/parse.ts';
import { parseTimestamp } from '../timestamp.ts';
import { checkAssign, checkExpressions, checkPath } from './content.ts';
import type { Findings } from './findings.ts';

const AROUND = ['Next', 'Comment', 'Assign'];

/** The rules of a Choice (ASL specification, "Choice State"). Targets are checked with the other transitions. */
export const checkChoices = (
  choices: Json | undefined,
  language: QueryLanguage,
  location: string,
  findings: Findings,
): void => {
  if (!isArray(choices) || choices.length === 0) {
    findings.error('Choices must be a non-empty array.', location);
    return;
  }
  choices.forEach((rule, index) => {
    const at = `${location}[${String(index)}]`;
    if (!isJsonObject(rule)) {
      findings.error('Expected value of type Object.', at);
      return;
    }
    if (typeof rule['Next'] !== 'string') findings.error('These fields are required: [Next]', at);
    if (language === 'JSONata') checkCondition(rule, at, findings);
    else {
      checkAssign(rule['Assign'] ?? {}, language, `${at}/Assign`, findings);
      checkRule(rule, at, findings, AROUND);
    }
  });
};

const checkCondition = (rule: JsonObject, at: string, findings: Findings): void => {
  const { Condition: condition, Assign: assign = {}, Output: output = null } = rule;
  for (const field of Object.keys(rule))
    if (![...AROUND, 'Condition', 'Output'].includes(field))
      findings.error(`Field '${field}' is not supported.`, `${at}/${field}`);
  if (condition === undefined) findings.error('These fields are required: [Condition]', at);
  else if (typeof condition !== 'boolean' && !isExpression(condition))
    findings.error('Value must be a boolean or a JSONata expression.', `${at}/Condition`);
  else checkExpressions(condition, `${at}/Condition`, findings);
  checkAssign(assign, 'JSONata', `${at}/Assign`, findings);
  checkExpressions(output, `${at}/Output`, findings);
};

const checkRule = (rule: JsonObject, at: string, findings: Findings, around: readonly string[]): void => {
  const said = Object.keys(rule).filter((field) => !around.includes(field) && field !== 'Variable');
  const [operator] = said;
  if (operator === undefined || said.length > 1) {
    findings.error('A choice rule must have exactly one comparison operator.', at);
    return;
  }
  const value = rule[operator] ?? null;
  if (operator === 'And' || operator === 'Or') {
    if (!isArray(value) || value.length === 0)
      findings.error('Expected a non-empty array of rules.', `${at}/${operator}`);
    else
      value.forEach((inner, index) => {
        checkNested(inner, `${at}/${operator}[${String(index)}]`, findings);
      });
  } else if (operator === 'Not') checkNested(value, `${at}/Not`, findings);
  else checkComparison(rule, operator, value, at, findings);
};

const checkNested = (rule: Json, at: string, findings: Findings): void => {
  if (isJsonObject(rule)) checkRule(rule, at, findings, ['Comment']);
  else findings.error('Expected value of type Object.', at);
};

const checkComparison = (rule: JsonObject, operator: string, value: Json, at: string, findings: Findings): void => {
  if (!isOperator(operator)) {
    findings.error(`Field '${operator}' is not supported.`, `${at}/${operator}`);
    return;
  }
  if (rule['Variable'] === undefined) findings.error('These fields are required: [Variable]', at);
  else checkPath(rule['Variable'], `${at}/Variable`, findings, false);
  if (!suits(operator, value)) findings.error('Value does not suit the comparison operator.', `${at}/${operator}`);
};

const suits = (operator: string, value: Json): boolean => {
  const comparison = comparisonNamed(operator);
  if (!comparison) return operator === 'StringMatches' ? typeof value === 'string' : typeof value === 'boolean';
  if (comparison.fromPath) return typeof value === 'string' && parsePath(value) !== undefined;
  switch (comparison.kind) {
    case 'String':
      return typeof value === 'string';
    case 'Numeric':
      return typeof value === 'number';
    case 'Boolean':
      return typeof value === 'boolean';
    case 'Timestamp':
      return typeof value === 'string' && parseTimestamp(value) !== undefined;
  }
};
