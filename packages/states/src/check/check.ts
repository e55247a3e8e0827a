import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { languageOf, objectOf, objectsOf, type QueryLanguage, textOf } from '../compile/fields.ts';
import { DEPTH_MAX, SECONDS_MAX } from '../limits.ts';
import type { CheckOptions, Diagnostic } from '../types.ts';
import { checkInteger } from './content.ts';
import { Findings } from './findings.ts';
import { checkState } from './state.ts';
import { checkTransitions } from './transitions.ts';

const STATE_NAME_CHARS_MAX = 80;
const MACHINE_FIELDS = ['Comment', 'StartAt', 'States', 'Version', 'TimeoutSeconds', 'QueryLanguage'];
const BLOCK_FIELDS = ['Comment', 'StartAt', 'States', 'ProcessorConfig', 'QueryLanguage'];

interface Walk {
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly findings: Findings;
  readonly names: Set<string>;
}

/**
 * What is wrong with a definition, in the words of AWS's validator where they are known. Empty when nothing is; a
 * definition with no ERROR compiles.
 */
export const check = (definition: Json, options: CheckOptions = {}): readonly Diagnostic[] => {
  const findings = new Findings();
  if (!isJsonObject(definition)) {
    findings.error('Definition must be a valid JSON object', '');
    return findings.all;
  }
  if (isTooDeep(definition, 0)) {
    findings.error(`Definition is nested more than ${String(DEPTH_MAX)} levels deep`, '/');
    return findings.all;
  }
  const { QueryLanguage: language, TimeoutSeconds: timeout } = definition;
  if (language !== undefined && language !== 'JSONata' && language !== 'JSONPath')
    findings.error('Value is not valid. Supported values: [JSONPath, JSONata]', '/QueryLanguage');
  checkInteger(timeout, '/TimeoutSeconds', findings, { least: 1, most: SECONDS_MAX, expression: false });
  const walk = { type: options.type ?? 'STANDARD', findings, names: new Set<string>() };
  checkBlock(definition, languageOf(definition, 'JSONPath'), '', MACHINE_FIELDS, walk);
  return findings.all;
};

const isTooDeep = (value: Json, depth: number): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  return depth > DEPTH_MAX || Object.values(value).some((inside: Json) => isTooDeep(inside, depth + 1));
};

/** One `States` object with its `StartAt`, and every block inside its states. */
const checkBlock = (
  block: JsonObject,
  language: QueryLanguage,
  location: string,
  known: readonly string[],
  walk: Walk,
): void => {
  const { findings } = walk;
  const missing = ['States', 'StartAt'].filter((field) => block[field] === undefined);
  if (missing.length > 0) findings.error(`These fields are required: [${missing.join(', ')}]`, location || '/');
  for (const field of Object.keys(block))
    if (!known.includes(field)) findings.error(`Field '${field}' is not supported.`, `${location}/${field}`);
  const states = objectOf(block, 'States');
  if (!states) {
    if (block['States'] !== undefined) findings.error('Expected value of type Object.', `${location}/States`);
    return;
  }
  for (const [name, state] of Object.entries(states))
    checkNamed(name, state, language, `${location}/States/${name}`, walk);
  if (block['StartAt'] !== undefined) checkTransitions(states, textOf(block, 'StartAt'), location, findings);
};

const checkNamed = (name: string, state: Json, around: QueryLanguage, location: string, walk: Walk): void => {
  const { findings, names } = walk;
  if (name.length > STATE_NAME_CHARS_MAX)
    findings.error(`State name must not be longer than ${String(STATE_NAME_CHARS_MAX)} characters.`, location);
  if (names.has(name)) findings.error(`Duplicate State name: ${name}`, location, 'DUPLICATE_STATE_NAME');
  names.add(name);
  if (!isJsonObject(state)) {
    findings.error('Expected value of type Object.', location);
    return;
  }
  const language = checkState(state, around, location, walk.type, findings);
  objectsOf(state, 'Branches').forEach((branch, at) => {
    checkBlock(branch, language, `${location}/Branches[${String(at)}]`, BLOCK_FIELDS, walk);
  });
  for (const field of ['ItemProcessor', 'Iterator']) {
    const processor = objectOf(state, field);
    if (processor) checkBlock(processor, language, `${location}/${field}`, BLOCK_FIELDS, walk);
  }
};
