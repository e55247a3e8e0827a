import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { validation } from '../protocol/errors.ts';

/** A machine made of the one state under test: where it would go on to are ends. */
export interface TestedMachine {
  readonly definition: JsonObject;
  readonly name: string;
  readonly state: JsonObject;
  readonly language: string;
  /** The name of a state that a test's machine gives to another one. */
  readonly realName: (name: string) => string;
}

const UNNAMED = 'StateToTest';
const AGAIN = ' (again)';
const SETTER = 'Variables of the test';

/** The state of a request: a state by itself, or one of a machine, however deep inside. */
const stateIn = (
  definition: JsonObject,
  name: string | undefined,
): { readonly name: string; readonly state: JsonObject; readonly language: string } => {
  const language = typeof definition['QueryLanguage'] === 'string' ? definition['QueryLanguage'] : 'JSONPath';
  if (!isJsonObject(definition['States'])) return { name: name ?? UNNAMED, state: definition, language };
  if (name === undefined) throw validation('StateName must be provided when a state machine definition is given.');
  const state = findState(definition, name);
  if (state === undefined) throw validation(`State name '${name}' was not found in the definition.`);
  const own = typeof state['QueryLanguage'] === 'string' ? state['QueryLanguage'] : language;
  return { name, state, language: own };
};

const findState = (value: Json, name: string): JsonObject | undefined => {
  if (Array.isArray(value)) return firstOf(value, name);
  if (!isJsonObject(value)) return undefined;
  const states = value['States'];
  const state = isJsonObject(states) ? states[name] : undefined;
  return isJsonObject(state) ? state : firstOf(Object.values(value), name);
};

const firstOf = (values: readonly Json[], name: string): JsonObject | undefined => {
  for (const value of values) {
    const found = findState(value, name);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** What a Map or Parallel has that a task which stands in for it cannot have. */
const INSIDES = [
  'Branches',
  'ItemProcessor',
  'Iterator',
  'ItemsPath',
  'Items',
  'ItemSelector',
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
  'MaxConcurrency',
  'MaxConcurrencyPath',
  'Label',
  'ToleratedFailureCount',
  'ToleratedFailurePercentage',
];

/** A Map or Parallel with a mocked result is a task that answers with it. */
const standIn = (state: JsonObject): JsonObject => ({
  ...Object.fromEntries(Object.entries(state).filter(([field]) => !INSIDES.includes(field))),
  Type: 'Task',
  Resource: 'arn:aws:states:::mock:result',
});

export const testedMachine = (
  given: JsonObject,
  options: {
    readonly stateName: string | undefined;
    readonly variables: JsonObject;
    readonly isMocked: boolean;
  },
): TestedMachine => {
  const { name, state, language } = stateIn(given, options.stateName);
  const nexts = new Set<string>();
  const redirected = (value: Json, field?: string): Json => {
    if (typeof value === 'string' && (field === 'Next' || field === 'Default')) {
      const next = value === name ? `${value}${AGAIN}` : value;
      nexts.add(next);
      return next;
    }
    return value;
  };
  const rules = (value: Json | undefined): Json | undefined =>
    Array.isArray(value)
      ? value.map((rule: Json) => (isJsonObject(rule) ? mapFields(rule, redirected) : rule))
      : undefined;
  const isNested = state['Type'] === 'Map' || state['Type'] === 'Parallel';
  const base = mapFields(isNested && options.isMocked ? standIn(state) : state, redirected);
  const choices = rules(state['Choices']);
  const catchers = rules(state['Catch']);
  const tested: JsonObject = {
    ...base,
    ...(choices !== undefined && { Choices: choices }),
    ...(catchers !== undefined && { Catch: catchers }),
    ...(language === 'JSONata' && { QueryLanguage: 'JSONata' }),
  };
  const ends = Object.fromEntries([...nexts].map((next) => [next, { Type: 'Succeed' }]));
  const hasVariables = Object.keys(options.variables).length > 0;
  const setter = { Type: 'Pass', QueryLanguage: 'JSONata', Assign: options.variables, Next: name };
  return {
    definition: {
      StartAt: hasVariables ? SETTER : name,
      States: { ...(hasVariables && { [SETTER]: setter }), [name]: tested, ...ends },
    },
    name,
    state,
    language,
    realName: (next) => (next === `${name}${AGAIN}` ? name : next),
  };
};

const mapFields = (value: JsonObject, map: (value: Json, field: string) => Json): JsonObject =>
  Object.fromEntries(Object.entries(value).map(([field, inside]) => [field, map(inside, field)]));
