import type { WorkflowDefinition } from '@espresso/contract';
import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';

/** Where a state may go, and when: always, where nothing is said. */
export interface Way {
  /** A state; nothing where the execution ends. */
  readonly to: string | undefined;
  readonly when: string;
}

/** One state of a workflow, as people read it. */
export interface StateView {
  readonly name: string;
  readonly type: string;
  readonly comment: string;
  /** What it calls, tells or changes. */
  readonly does: string;
  /** The types of the events it publishes. */
  readonly publishes: readonly string[];
  /** For how long, and for what. */
  readonly waits: string;
  readonly retries: string;
  readonly ways: readonly Way[];
}

/** The states of a workflow, in the order in which its document has them. */
export const statesOf = (workflow: WorkflowDefinition): readonly StateView[] =>
  Object.entries(objectIn(workflow.definition['States'])).map(([name, value]) => {
    const state = objectIn(value);
    return {
      name,
      type: textIn(state['Type']),
      comment: textIn(state['Comment']),
      does: actOf(state, workflow),
      publishes: publishedBy(state),
      waits: waitOf(state),
      retries: listIn(state['Retry']).map(retryOf).join(', '),
      ways: waysOf(state),
    };
  });

/** The state it begins with. */
export const startOf = ({ definition }: WorkflowDefinition): string => textIn(definition['StartAt']);

const actOf = (state: JsonObject, { placeholders }: WorkflowDefinition): string => {
  if (state['Type'] === 'Fail') return `fails with \`${textIn(state['Error'])}\``;
  const call = objectIn(state['Arguments']);
  const named = (place: string): string => {
    const text = textIn(call[place]);
    const stands = placeholders[/^\$\{(\w+)\}$/.exec(text)?.[1] ?? ''];
    return stands === undefined ? text : `${stands.name} (${stands.owner})`;
  };
  const [, action = ''] = /^arn:aws:states:::(.+?)(\.\w+)?$/.exec(textIn(state['Resource'])) ?? [];
  switch (action) {
    case '':
      return '';
    case 'lambda:invoke':
      return `calls ${named('FunctionName')}`;
    case 'events:putEvents':
      return `publishes ${publishedBy(state).join(', ')}`;
    default:
      return `${action}${call['TableName'] === undefined ? '' : ` on ${named('TableName')}`}`;
  }
};

const publishedBy = (state: JsonObject): readonly string[] =>
  listIn(objectIn(state['Arguments'])['Entries']).flatMap(({ DetailType: type }) =>
    typeof type === 'string' ? [type] : [],
  );

const waitOf = (state: JsonObject): string => {
  const isCallback = textIn(state['Resource']).endsWith('.waitForTaskToken');
  const spans = (
    [
      ['TimeoutSeconds', 'at most'],
      ['HeartbeatSeconds', 'at most, from one heartbeat to the next,'],
      ['Seconds', 'for'],
    ] as const
  )
    .filter(([field]) => state[field] !== undefined)
    .map(([field, words]) => `${words} ${expression(state[field])} s`);
  return [...(isCallback ? ['for its task token'] : []), ...spans].join(', ');
};

/** ASL's own number where nothing is said. */
const USUAL_ATTEMPTS = 3;

const retryOf = ({ MaxAttempts: attempts }: JsonObject): string =>
  `up to ${String(typeof attempts === 'number' ? attempts : USUAL_ATTEMPTS)} times`;

const waysOf = (state: JsonObject): readonly Way[] => [
  ...listIn(state['Choices']).map(({ Next: to, Condition: condition }) => ({
    to: textIn(to),
    when: expression(condition),
  })),
  ...to(state['Default'], 'otherwise'),
  ...to(state['Next'], ''),
  ...listIn(state['Catch']).flatMap(({ Next: next, ErrorEquals: errors }) => to(next, names(errors))),
  ...(state['End'] === true || state['Type'] === 'Succeed' ? [{ to: undefined, when: '' }] : []),
  ...(state['Type'] === 'Fail' ? [{ to: undefined, when: textIn(state['Error']) }] : []),
];

const to = (name: Json | undefined, when: string): readonly Way[] =>
  typeof name === 'string' ? [{ to: name, when }] : [];

/** Without the signs that mark an expression. */
const expression = (value: Json | undefined): string =>
  typeof value === 'string' ? value.replace(/^\{%\s*(.*?)\s*%\}$/s, '$1') : JSON.stringify(value ?? '');

const names = (errors: Json | undefined): string =>
  Array.isArray(errors) ? errors.map((name: Json) => textIn(name)).join(', ') : '';

const textIn = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const objectIn = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
const listIn = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];
