import { iso, type Json, type JsonObject } from '@espresso/kernel';
import { InvalidInput } from '../faults.ts';
import { compilePath, type Path } from './path.ts';
import { parsed, readTemplate, written } from './template.ts';

/** What a target says about its input, under EventBridge's names. At most one of the three. */
export interface InputSpec {
  /** A JSONPath: the part of the event to deliver. */
  readonly InputPath?: string | undefined;
  /** JSON text to deliver instead of the event. */
  readonly Input?: string | undefined;
  readonly InputTransformer?:
    | { readonly InputPathsMap?: Readonly<Record<string, string>> | undefined; readonly InputTemplate: string }
    | undefined;
}

/** The rule that carries the event to the target, and when the bus took the event in (milliseconds). */
export interface DeliveringRule {
  readonly name: string;
  readonly arn: string;
  readonly ingestionTimeMs: number;
}

/** What a target receives. Nothing at all is an outcome of its own, with the reason in a sentence. */
export type DeliveredInput =
  | { readonly kind: 'json'; readonly value: Json }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'nothing'; readonly why: string };

export type Input = (event: JsonObject, rule: DeliveringRule) => DeliveredInput;

/** Compiles what a target receives of an event. Throws `InvalidInput`. SPEC 7. */
export const compileInput = (spec: InputSpec): Input => {
  const { InputPath, Input, InputTransformer } = spec;
  const given = [InputPath, Input, InputTransformer].filter((setting) => setting !== undefined);
  if (given.length > 1)
    throw new InvalidInput('Input', 'excludes InputPath and InputTransformer, as they do each other.');
  if (InputPath !== undefined) return inputPath(InputPath);
  if (Input !== undefined) return constant(Input);
  if (InputTransformer !== undefined)
    return transformer(InputTransformer.InputTemplate, InputTransformer.InputPathsMap ?? {});
  return (event) => ({ kind: 'json', value: event });
};

const inputPath = (text: string): Input => {
  const path = compilePath(text);
  if (path === undefined) throw new InvalidInput('InputPath', `is not a valid JSON path: ${text}`);
  return (event) => {
    const value = path(event);
    if (value === undefined) return { kind: 'nothing', why: `The event has nothing at ${text}.` };
    return { kind: 'json', value };
  };
};

const constant = (text: string): Input => {
  const value = parsed(text);
  if (value === undefined) throw new InvalidInput('Input', 'is not JSON.');
  const delivered: DeliveredInput = { kind: 'json', value };
  return () => delivered;
};

const templateLengthMax = 8_192;
const pathsMax = 100;

const transformer = (text: string, paths: Readonly<Record<string, string>>): Input => {
  if (text.length > templateLengthMax)
    throw new InvalidInput('InputTemplate', `is longer than ${templateLengthMax} characters.`);
  const sources = sourcesOf(paths);
  const { gives, parts } = readTemplate(text);
  const pieces = parts.map((part) => {
    if (part.kind === 'literal') return () => part.text;
    const source = predefined.get(part.name) ?? sources.get(part.name);
    if (source === undefined) throw new InvalidInput('InputTemplate', `contains invalid placeholder ${part.name}.`);
    return (event: JsonObject, rule: DeliveringRule) => written(source(event, rule), gives, part.quoted);
  });

  return (event, rule) => {
    let filled = '';
    for (const piece of pieces) filled += piece(event, rule);
    if (gives === 'text') return { kind: 'text', text: filled };
    const value = parsed(filled);
    // The service drops the event here without a word; the caller at least can say that it happened.
    if (value === undefined) return { kind: 'nothing', why: 'The filled InputTemplate is not valid JSON.' };
    return { kind: 'json', value };
  };
};

type Source = (event: JsonObject, rule: DeliveringRule) => Json | undefined;

const sourcesOf = (paths: Readonly<Record<string, string>>): ReadonlyMap<string, Path> => {
  const entries = Object.entries(paths);
  if (entries.length > pathsMax) throw new InvalidInput('InputPathsMap', `has more than ${pathsMax} entries.`);
  return new Map(
    entries.map(([name, text]) => {
      if (!/^[A-Za-z0-9_-]{1,256}$/.test(name)) throw new InvalidInput('InputPathsMap', `has an invalid name: ${name}`);
      const path = compilePath(text);
      if (path === undefined) throw new InvalidInput('InputPathsMap', `has an invalid JSON path: ${text}`);
      return [name, path];
    }),
  );
};

/** Placeholders that need no path. */
const predefined: ReadonlyMap<string, Source> = new Map<string, Source>([
  ['aws.events.rule-arn', (_, rule) => rule.arn],
  ['aws.events.rule-name', (_, rule) => rule.name],
  ['aws.events.event.ingestion-time', (_, rule) => iso(rule.ingestionTimeMs)],
  ['aws.events.event', (event) => withoutDetail(event)],
  ['aws.events.event.json', (event) => event],
]);

const withoutDetail = (event: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(event).flatMap(([name, value]) =>
      name === 'detail' ? [] : [[name === 'detail-type' ? 'detailType' : name, value]],
    ),
  );
