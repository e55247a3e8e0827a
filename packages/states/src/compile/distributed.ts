import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { queryFault, runtimeFault } from '../fault.ts';
import { isNumber, templateOf, typedTemplate } from '../jsonata/template.ts';
import { readPath, readTemplate } from '../jsonpath/read.ts';
import { parseResource } from '../resource.ts';
import { andThen } from '../work.ts';
import { languageOf, objectOf, type QueryLanguage, textOf } from './fields.ts';
import type { DistributedPart, Field } from './nodes.ts';

/** What makes a Map a distributed one (developer guide, "Using Map state in Distributed mode"); undefined for an inline Map. */
export const distributedOf = (
  state: JsonObject,
  processor: JsonObject,
  language: QueryLanguage,
): DistributedPart | undefined => {
  const config = objectOf(processor, 'ProcessorConfig') ?? {};
  if (config['Mode'] !== 'DISTRIBUTED') return undefined;
  const { ProcessorConfig: _mode, ...block } = processor;
  return {
    label: textOf(state, 'Label'),
    executionType: config['ExecutionType'] === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
    processor: { ...block, QueryLanguage: languageOf(block, language) },
    reader: readerOf(state, language),
    batcher: batcherOf(objectOf(state, 'ItemBatcher'), language),
    writer: writerOf(objectOf(state, 'ResultWriter'), language),
    toleratedCount: toleratedOf(state, 'ToleratedFailureCount', language),
    toleratedPercentage: toleratedOf(state, 'ToleratedFailurePercentage', language),
  };
};

/** `Parameters` or `Arguments` of a part of a state, by its language. */
const argumentsOf = (part: JsonObject, name: string, language: QueryLanguage): Field<Json> => {
  if (language === 'JSONata') {
    const template = templateOf(part['Arguments'] ?? {}, `${name}/Arguments`);
    return (scope) => template(scope);
  }
  const template = readTemplate(part['Parameters'] ?? {});
  return (scope, argument) => template(argument, scope);
};

const readerOf = (state: JsonObject, language: QueryLanguage): DistributedPart['reader'] => {
  const reader = objectOf(state, 'ItemReader');
  const resource = reader && textOf(reader, 'Resource');
  const integration = resource === undefined ? undefined : parseResource(resource);
  if (!reader || resource === undefined || !integration) return undefined;
  const config = objectOf(reader, 'ReaderConfig') ?? {};
  const most = numberField(config, 'MaxItems', language, 'ItemReader/ReaderConfig/');
  return {
    resource,
    integration,
    source: integration.action === 'listObjectsV2' ? 'objects' : 'content',
    arguments: argumentsOf(reader, 'ItemReader', language),
    config: (scope, argument) =>
      most === undefined ? config : andThen(most(scope, argument), (count) => ({ ...config, MaxItems: count })),
  };
};

const batcherOf = (batcher: JsonObject | undefined, language: QueryLanguage): DistributedPart['batcher'] => {
  if (!batcher) return undefined;
  const { BatchInput: input } = batcher;
  const where = 'ItemBatcher/';
  return {
    itemsMax: numberField(batcher, 'MaxItemsPerBatch', language, where),
    bytesMax: numberField(batcher, 'MaxInputBytesPerBatch', language, where),
    input: input === undefined ? undefined : templateField(input, `${where}BatchInput`, language),
  };
};

const templateField = (value: Json, field: string, language: QueryLanguage): Field<Json> => {
  if (language === 'JSONata') {
    const template = templateOf(value, field);
    return (scope) => template(scope);
  }
  const template = readTemplate(value);
  return (scope, argument) => template(argument, scope);
};

const writerOf = (writer: JsonObject | undefined, language: QueryLanguage): DistributedPart['writer'] => {
  if (!writer) return undefined;
  const config = objectOf(writer, 'WriterConfig') ?? {};
  return {
    resource: textOf(writer, 'Resource'),
    arguments: argumentsOf(writer, 'ResultWriter', language),
    transformation: textOf(config, 'Transformation'),
    outputType: textOf(config, 'OutputType') === 'JSONL' ? 'JSONL' : 'JSON',
  };
};

/** A number that is written out, an expression that gives one, or the path of one in `NAMEPath`. */
const numberField = (
  from: JsonObject,
  name: string,
  language: QueryLanguage,
  where: string,
): Field<number> | undefined => {
  const given = from[name];
  if (given !== undefined && language === 'JSONata') return typedTemplate(given, `${where}${name}`, 'number', isNumber);
  if (typeof given === 'number') return () => given;
  const path = textOf(from, `${name}Path`);
  if (path === undefined) return undefined;
  const read = readPath(path);
  return (scope, argument) => {
    const value = read(argument, scope);
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
    throw runtimeFault(wrong(`${name}Path`, value, 'integer', path));
  };
};

const wrong = (field: string, value: Json, kind: 'integer' | 'float', path: string): string =>
  `The ${field} field refers to value "${textual(value)}" which is not a valid ${kind}: ${path}`;

const textual = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

type Tolerated = 'ToleratedFailureCount' | 'ToleratedFailurePercentage';

const toleratedOf = (state: JsonObject, name: Tolerated, language: QueryLanguage): Field<number> | undefined => {
  const kind = name === 'ToleratedFailureCount' ? 'integer' : 'float';
  const inRange = (value: number): string | undefined => {
    if (kind === 'integer') return value < 0 ? `${name} cannot be negative.` : undefined;
    return value < 0 || value > 100 ? `${name} must be between 0 and 100.` : undefined;
  };
  const given = state[name];
  if (given !== undefined && language === 'JSONata') {
    const template = typedTemplate(given, name, 'number', isNumber);
    return (scope) =>
      andThen(template(scope), (value) => {
        const why = inRange(value);
        if (why === undefined) return value;
        throw queryFault(why, name, 'value');
      });
  }
  if (typeof given === 'number') return () => given;
  const path = textOf(state, `${name}Path`);
  if (path === undefined) return undefined;
  const read = readPath(path);
  return (scope, argument) => {
    const value = read(argument, scope);
    if (typeof value !== 'number' || (kind === 'integer' && !Number.isInteger(value)))
      throw runtimeFault(wrong(`${name}Path`, value, kind, path));
    const why = inRange(value);
    if (why === undefined) return value;
    throw runtimeFault(why);
  };
};

/** Whether a Map of this definition runs as a distributed one. */
export const isDistributed = (state: JsonObject): boolean => {
  const processor = state['ItemProcessor'] ?? state['Iterator'];
  const config = isJsonObject(processor) ? processor['ProcessorConfig'] : undefined;
  return isJsonObject(config) && config['Mode'] === 'DISTRIBUTED';
};
