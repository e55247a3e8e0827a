import type { Json } from '@espresso/kernel';
import { AwsError, constraint } from '../protocol/errors.ts';
import { isFault, readJson } from '../protocol/json-text.ts';

const INPUT_CHARS_MAX = 262_144;

/**
 * The input of an execution as JSON; `{}` where there is none.
 * @throws AwsError InvalidExecutionInput
 */
export const executionInput = (text: string | undefined): Json => {
  if (text === undefined) return {};
  if (text.length > INPUT_CHARS_MAX)
    throw constraint(text, 'input', `Member must have length less than or equal to ${INPUT_CHARS_MAX}`);
  if (text.trim() === '') throw invalid('Invalid execution input.');
  const read = readJson(text);
  if (isFault(read)) throw invalid(`${read.message}\n at ${read.location}`);
  return read.value;
};

const invalid = (why: string): AwsError =>
  new AwsError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${why}'`);
