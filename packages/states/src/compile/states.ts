import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { isBoolean, isString, typedTemplate } from '../jsonata/template.ts';
import { readNamed } from '../jsonpath/read.ts';
import { runtimeFault } from '../fault.ts';
import { compileRule } from './choice-jsonpath.ts';
import { distributedOf } from './distributed.ts';
import { objectOf, objectsOf, type QueryLanguage, languageOf, textOf } from './fields.ts';
import { jsonataEnd, jsonataFlow } from './flow-jsonata.ts';
import { jsonpathAssign, jsonpathFlow } from './flow-jsonpath.ts';
import { mapOf } from './map.ts';
import type { Block, ChoiceRule, Field, FailNode, StateNode } from './nodes.ts';
import { catchersOf, retriersOf } from './retry.ts';
import { taskOf } from './task.ts';
import { waitOf } from './wait.ts';

/** Where compiled blocks are put; a state knows its inner blocks by number. */
export type Blocks = (Block | undefined)[];

/** Compiles one `States` object and those inside it; gives its number. */
export const compileBlock = (definition: JsonObject, around: QueryLanguage, blocks: Blocks): number => {
  const number = blocks.push(undefined) - 1;
  const states = new Map<string, StateNode>();
  for (const [name, state] of Object.entries(objectOf(definition, 'States') ?? {}))
    if (isJsonObject(state)) states.set(name, compileState(name, state, languageOf(state, around), blocks));
  blocks[number] = { startAt: textOf(definition, 'StartAt') ?? '', states };
  return number;
};

const compileState = (name: string, state: JsonObject, language: QueryLanguage, blocks: Blocks): StateNode => {
  const flow = language === 'JSONata' ? jsonataFlow(state) : jsonpathFlow(state);
  const onward = { name, flow, next: textOf(state, 'Next') };
  const fallible = () => ({ ...onward, retriers: retriersOf(state), catchers: catchersOf(state, language) });
  switch (textOf(state, 'Type') ?? '') {
    case 'Pass':
      return { ...onward, kind: 'Pass', result: language === 'JSONPath' ? state['Result'] : undefined };
    case 'Task':
      return { ...fallible(), ...taskOf(state, language) };
    case 'Choice':
      return { name, flow, kind: 'Choice', rules: rulesOf(state, language), otherwise: textOf(state, 'Default') };
    case 'Wait':
      return { ...onward, kind: 'Wait', until: waitOf(state, language) };
    case 'Succeed':
      return { name, flow, kind: 'Succeed' };
    case 'Fail':
      return { name, flow, kind: 'Fail', ...failOf(state, language) };
    case 'Parallel': {
      const inner = objectsOf(state, 'Branches').map((branch) => compileBlock(branch, language, blocks));
      return { ...fallible(), kind: 'Parallel', blocks: inner };
    }
    case 'Map': {
      const processor = objectOf(state, 'ItemProcessor') ?? objectOf(state, 'Iterator') ?? {};
      return {
        ...fallible(),
        kind: 'Map',
        ...mapOf(state, language),
        block: compileBlock(processor, language, blocks),
        distributed: distributedOf(state, processor, language),
      };
    }
    default:
      throw new TypeError(`not a type of state: ${JSON.stringify(state['Type'])}`);
  }
};

const rulesOf = (state: JsonObject, language: QueryLanguage): readonly ChoiceRule[] =>
  objectsOf(state, 'Choices').map((rule, at) => {
    const next = textOf(rule, 'Next') ?? '';
    const prefix = `Choices[${String(at)}]/`;
    if (language === 'JSONPath') {
      const holds = compileRule(rule);
      const { output } = jsonpathFlow(state);
      return {
        next,
        holds: (scope, argument) => holds(argument, scope),
        flow: { assign: jsonpathAssign(rule['Assign']), output },
      };
    }
    const condition: Field<boolean> = typedTemplate(
      rule['Condition'] ?? false,
      `${prefix}Condition`,
      'boolean',
      isBoolean,
    );
    const end = jsonataEnd(rule, prefix);
    return { next, holds: condition, flow: end };
  });

const failOf = (state: JsonObject, language: QueryLanguage): Pick<FailNode, 'error' | 'cause'> => ({
  error: wordOf(state, 'Error', language),
  cause: wordOf(state, 'Cause', language),
});

const wordOf = (state: JsonObject, field: 'Error' | 'Cause', language: QueryLanguage): Field<string> | undefined => {
  const given: Json | undefined = state[field];
  if (given !== undefined && language === 'JSONata') return typedTemplate(given, field, 'string', isString);
  if (typeof given === 'string') return () => given;
  const path = textOf(state, `${field}Path`);
  if (path === undefined) return undefined;
  const read = readNamed(path, `${field}Path`);
  return (scope, argument) => {
    const value = read(argument, scope);
    if (typeof value === 'string') return value;
    throw runtimeFault(
      `The ${field}Path field refers to value "${JSON.stringify(value)}" which is not a string: ${path}`,
    );
  };
};
