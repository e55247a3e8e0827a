import { isJsonObject, type JsonObject } from '@espresso/kernel';
import { check, type Diagnostic, type MachineType } from '@espresso/states';
import { AwsError } from '../protocol/errors.ts';
import { isFault, readJson } from '../protocol/json-text.ts';

const INVALID_JSON = 'INVALID_JSON_DESCRIPTION';

const notAnObject: Diagnostic = {
  code: 'SCHEMA_VALIDATION_FAILED',
  message: 'Definition must be a valid JSON object',
  location: '',
  severity: 'ERROR',
};

/** A definition's text, read and checked. */
export interface ReadDefinition {
  /** Absent where the text is no JSON object. */
  readonly definition?: JsonObject;
  readonly diagnostics: readonly Diagnostic[];
}

export const readDefinition = (text: string, type: MachineType): ReadDefinition => {
  if (text.trim() === '') return { diagnostics: [notAnObject] };
  const read = readJson(text);
  if (isFault(read))
    return { diagnostics: [{ code: INVALID_JSON, severity: 'ERROR', message: read.message, location: read.location }] };
  if (!isJsonObject(read.value)) return { diagnostics: [notAnObject] };
  return { definition: read.value, diagnostics: check(read.value, { type }) };
};

/**
 * The definition of a text.
 * @throws AwsError InvalidDefinition with every error that was found
 */
export const checkedDefinition = (text: string, type: MachineType): JsonObject => {
  const { definition, diagnostics } = readDefinition(text, type);
  const errors = diagnostics.filter(({ severity }) => severity === 'ERROR');
  if (definition !== undefined && errors.length === 0) return definition;
  const worded = errors.map(({ code, message, location }) => {
    // The JSON parser's own words begin a new line before the place.
    const at = location === '' ? '' : `${code === INVALID_JSON ? '\n ' : ' '}at ${location}`;
    return `${code}: ${message}${at}`;
  });
  throw new AwsError('InvalidDefinition', `Invalid State Machine Definition: '${worded.join(', ')}'`);
};
