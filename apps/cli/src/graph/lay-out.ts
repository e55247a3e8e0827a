import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';

/** A line of a drawn workflow. */
export type Row =
  | {
      readonly type: 'state';
      readonly name: string;
      readonly depth: number;
      readonly kind: string;
      /** Nothing comes after it. */
      readonly ends: boolean;
    }
  /** A way that leads off: into the deeper lines below it, or to a state that is drawn elsewhere. */
  | {
      readonly type: 'way';
      readonly depth: number;
      readonly when: string;
      readonly to: string;
      readonly elsewhere: boolean;
    };

interface Exit {
  readonly when: string;
  readonly to: string;
}

/**
 * The states of a workflow, from its start along the usual way (what comes next; the first rule of a choice), with every
 * other way out drawn below the state it leaves. Each state is drawn once; ways back and across name where they lead.
 * @param definition an Amazon States Language document
 */
export const layOut = (definition: JsonObject, depth = 0): readonly Row[] => {
  const states = objectIn(definition['States']);
  const rows: Row[] = [];
  const drawn = new Set<string>();

  const walk = (start: string, at: number): void => {
    const line: string[] = [];
    for (let name: string | undefined = start; name !== undefined && !drawn.has(name); name = usual(states, name)) {
      drawn.add(name);
      line.push(name);
    }
    for (const name of line) {
      const state = objectIn(states[name]);
      const { main, others } = exits(state);
      rows.push({ type: 'state', name, depth: at, kind: textIn(state['Type']), ends: main === undefined });
      for (const inner of innerOf(state)) {
        rows.push({ type: 'way', depth: at, when: inner.when, to: textIn(inner.machine['StartAt']), elsewhere: false });
        rows.push(...layOut(inner.machine, at + 1));
      }
      for (const { when, to } of others) {
        const elsewhere = drawn.has(to);
        rows.push({ type: 'way', depth: at, when, to, elsewhere });
        if (!elsewhere) walk(to, at + 1);
      }
    }
    const last = line.at(-1);
    const after = last === undefined ? undefined : usual(states, last);
    if (after !== undefined) rows.push({ type: 'way', depth: at, when: 'then', to: after, elsewhere: true });
  };

  walk(textIn(definition['StartAt']), depth);
  return rows;
};

const usual = (states: JsonObject, name: string): string | undefined => exits(objectIn(states[name])).main;

/** Where a state leads: the usual way, and the others with what makes it take them. */
const exits = (state: JsonObject): { readonly main: string | undefined; readonly others: readonly Exit[] } => {
  const caught = listIn(state['Catch']).map((catcher) => ({
    when: `on ${listIn(catcher['ErrorEquals'], textIn).join(', ')}`,
    to: textIn(catcher['Next']),
  }));
  if (state['Type'] !== 'Choice') return { main: optional(state['Next']), others: caught };
  const [first, ...rules] = listIn(state['Choices']).map((rule) => ({
    when: `if ${conditionOf(rule)}`,
    to: textIn(rule['Next']),
  }));
  const otherwise = optional(state['Default']);
  return {
    main: first?.to ?? otherwise,
    others: [
      ...rules,
      ...(first === undefined || otherwise === undefined ? [] : [{ when: 'otherwise', to: otherwise }]),
    ],
  };
};

/** What a rule of a choice asks, as short as it can be said. */
const conditionOf = (rule: JsonObject): string => {
  const { Condition: condition } = rule;
  if (typeof condition === 'string') return condition.replace(/^\{%\s*|\s*%\}$/g, '');
  const { Next: _next, Assign: _assign, Output: _output, Comment: comment, ...test } = rule;
  return typeof comment === 'string' ? comment : JSON.stringify(test);
};

/** The machines inside a Parallel or Map state. */
const innerOf = (state: JsonObject): readonly { readonly when: string; readonly machine: JsonObject }[] => {
  const each = state['ItemProcessor'] ?? state['Iterator'];
  return [
    ...listIn(state['Branches']).map((machine, index) => ({ when: `branch ${index + 1}`, machine })),
    ...(isJsonObject(each) ? [{ when: 'for each item', machine: each }] : []),
  ];
};

const objectIn = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
const textIn = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const optional = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

function listIn(value: Json | undefined): readonly JsonObject[];
function listIn<Entry>(value: Json | undefined, read: (entry: Json) => Entry): readonly Entry[];
function listIn<Entry>(value: Json | undefined, read: (entry: Json) => Entry | JsonObject = objectIn) {
  return Array.isArray(value) ? value.map((entry: Json) => read(entry)) : [];
}
