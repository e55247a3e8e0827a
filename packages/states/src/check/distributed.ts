import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import type { MachineType } from '../types.ts';
import type { Findings } from './findings.ts';
import { DISTRIBUTED_FIELDS } from './vocabulary.ts';

const LABEL_CHARS_MAX = 40;

const textIn = (from: JsonObject, field: string): string | undefined => {
  const value: Json | undefined = from[field];
  return typeof value === 'string' ? value : undefined;
};

/** A distributed Map's own fields, which an inline one cannot have (developer guide, "Using Map state in Distributed mode"). */
export const checkDistributed = (
  state: JsonObject,
  processor: JsonObject,
  location: string,
  type: MachineType,
  findings: Findings,
): void => {
  const config = isJsonObject(processor['ProcessorConfig']) ? processor['ProcessorConfig'] : {};
  const inside = 'ItemProcessor' in state ? 'ItemProcessor' : 'Iterator';
  const at = `${location}/${inside}/ProcessorConfig`;
  const mode = textIn(config, 'Mode') ?? 'INLINE';
  if (mode !== 'INLINE' && mode !== 'DISTRIBUTED')
    findings.error('Value is not valid. Supported values: [DISTRIBUTED, INLINE]', `${at}/Mode`);
  if (mode !== 'DISTRIBUTED') {
    for (const field of DISTRIBUTED_FIELDS)
      if (state[field] !== undefined)
        findings.error(
          `Field '${field}' is only supported in a Map state with Mode DISTRIBUTED.`,
          `${location}/${field}`,
        );
    return;
  }
  if (type === 'EXPRESS')
    findings.error('Express state machine does not support Map state in DISTRIBUTED mode', `${at}/Mode`);
  const executionType = textIn(config, 'ExecutionType');
  if (executionType === undefined) findings.error('These fields are required: [ExecutionType]', at);
  else if (executionType !== 'STANDARD' && executionType !== 'EXPRESS')
    findings.error('Value is not valid. Supported values: [EXPRESS, STANDARD]', `${at}/ExecutionType`);
  const label = textIn(state, 'Label') ?? '';
  if (label.length > LABEL_CHARS_MAX)
    findings.error(`Label must not be longer than ${String(LABEL_CHARS_MAX)} characters.`, `${location}/Label`);
  checkBatcher(state['ItemBatcher'], `${location}/ItemBatcher`, findings);
};

const BATCH_LIMITS = ['MaxItemsPerBatch', 'MaxItemsPerBatchPath', 'MaxInputBytesPerBatch', 'MaxInputBytesPerBatchPath'];

const checkBatcher = (batcher: Json | undefined, at: string, findings: Findings): void => {
  if (batcher === undefined) return;
  if (!isJsonObject(batcher)) findings.error('Expected value of type Object.', at);
  else if (!BATCH_LIMITS.some((field) => batcher[field] !== undefined))
    findings.error(`An ItemBatcher must have at least one of [${BATCH_LIMITS.join(', ')}].`, at);
};
