import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';

/** A state as it is drawn. */
export interface StateNode {
  readonly id: string;
  /** `Start` and `End` are ours; the others are the state types of Amazon States Language. */
  readonly type: string;
  readonly comment?: string;
  /** The service and action of a task: `lambda:invoke`. */
  readonly does?: string;
  /** It hands out a task token and waits until somebody answers. */
  readonly waitsForToken: boolean;
}

/** A transition. */
export interface Transition {
  readonly from: string;
  readonly to: string;
  readonly kind: 'next' | 'choice' | 'default' | 'catch';
  readonly label?: string;
}

export interface WorkflowGraph {
  readonly nodes: readonly StateNode[];
  readonly transitions: readonly Transition[];
}

/** The ids of what is drawn before the first state and after the last. */
export const START = '\u0001start';
export const END = '\u0001end';

/** The graph of an Amazon States Language definition. States inside Parallel and Map are drawn in line with the others. */
export const workflowGraph = (definition: JsonObject): WorkflowGraph => {
  const nodes: StateNode[] = [{ id: START, type: 'Start', waitsForToken: false }];
  const transitions: Transition[] = [];
  const first = textIn(definition, 'StartAt');
  if (first !== undefined) transitions.push({ from: START, to: first, kind: 'next' });
  addStates(definition, END, nodes, transitions);
  nodes.push({ id: END, type: 'End', waitsForToken: false });
  return { nodes, transitions };
};

/** @param after where states go that end their (sub-)workflow */
const addStates = (definition: JsonObject, after: string, nodes: StateNode[], transitions: Transition[]): void => {
  for (const [name, state] of Object.entries(objectIn(definition, 'States'))) {
    if (!isJsonObject(state)) continue;
    const type = textIn(state, 'Type') ?? 'State';
    nodes.push(nodeOf(name, type, state));
    const inner = innerOf(state);
    const next = textIn(state, 'Next') ?? after;
    const isTerminal = type === 'Choice' || type === 'Fail' || type === 'Succeed' || state['End'] === true;
    if (inner.length > 0) {
      for (const part of inner) {
        const begin = textIn(part, 'StartAt');
        if (begin !== undefined) transitions.push({ from: name, to: begin, kind: 'next' });
        addStates(part, next, nodes, transitions);
      }
    } else if (type !== 'Choice') transitions.push({ from: name, to: isTerminal ? after : next, kind: 'next' });
    transitions.push(...choicesOf(name, state), ...catchesOf(name, state));
  }
};

const nodeOf = (id: string, type: string, state: JsonObject): StateNode => {
  const comment = textIn(state, 'Comment');
  const resource = textIn(state, 'Resource');
  const does = resource?.split(':::').at(-1);
  return {
    id,
    type,
    ...(comment !== undefined && { comment }),
    ...(does !== undefined && { does }),
    waitsForToken: does?.endsWith('.waitForTaskToken') === true,
  };
};

/** The workflows inside a Parallel or Map state. */
const innerOf = (state: JsonObject): readonly JsonObject[] => {
  const branches = listIn(state, 'Branches').filter(isJsonObject);
  const each = [state['ItemProcessor'], state['Iterator']].filter(isJsonObject);
  return [...branches, ...each];
};

const choicesOf = (from: string, state: JsonObject): readonly Transition[] => {
  const choices = listIn(state, 'Choices')
    .filter(isJsonObject)
    .flatMap((choice): readonly Transition[] => {
      const to = textIn(choice, 'Next');
      return to === undefined ? [] : [{ from, to, kind: 'choice', label: conditionOf(choice) }];
    });
  const otherwise = textIn(state, 'Default');
  return otherwise === undefined ? choices : [...choices, { from, to: otherwise, kind: 'default' }];
};

/** What a choice asks, as short as it can be said. */
const conditionOf = (choice: JsonObject): string => {
  const condition = textIn(choice, 'Condition');
  if (condition !== undefined) return condition.replace(/^\{%\s*|\s*%\}$/g, '');
  const { Next: _next, Comment: _comment, Assign: _assign, Output: _output, ...rest } = choice;
  return JSON.stringify(rest);
};

const catchesOf = (from: string, state: JsonObject): readonly Transition[] =>
  listIn(state, 'Catch')
    .filter(isJsonObject)
    .flatMap((caught): readonly Transition[] => {
      const to = textIn(caught, 'Next');
      const errors = listIn(caught, 'ErrorEquals').filter((error) => typeof error === 'string');
      return to === undefined ? [] : [{ from, to, kind: 'catch', label: errors.join(', ') }];
    });

const textIn = (object: JsonObject, name: string): string | undefined => {
  const value = object[name];
  return typeof value === 'string' ? value : undefined;
};
const listIn = (object: JsonObject, name: string): readonly Json[] => {
  const value = object[name];
  return Array.isArray(value) ? value.map((one: Json) => one) : [];
};
const objectIn = (object: JsonObject, name: string): JsonObject => {
  const value = object[name];
  return isJsonObject(value) ? value : {};
};
