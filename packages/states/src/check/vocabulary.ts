import type { QueryLanguage } from '../compile/fields.ts';

/** Which fields a state of each type may have, by query language (ASL specification, "State type table"). */

const EVERYWHERE = 'Type Comment QueryLanguage';
const ONWARD = 'Next End Assign';
const FALLIBLE = 'Retry Catch';

const BOTH = {
  Pass: ONWARD,
  Task: `${ONWARD} ${FALLIBLE} Resource TimeoutSeconds HeartbeatSeconds Credentials`,
  Choice: 'Choices Default Assign',
  Wait: `${ONWARD} Seconds Timestamp`,
  Succeed: '',
  Fail: 'Error Cause',
  Parallel: `${ONWARD} ${FALLIBLE} Branches`,
  Map: `${ONWARD} ${FALLIBLE} ItemProcessor ItemSelector MaxConcurrency Label ItemReader ItemBatcher ResultWriter ToleratedFailureCount ToleratedFailurePercentage`,
} as const satisfies Record<string, string>;

export type StateType = keyof typeof BOTH;

const PATHS = 'InputPath OutputPath';
const RESULT = 'Parameters ResultSelector ResultPath';

const ONLY: Readonly<Record<QueryLanguage, Readonly<Record<StateType, string>>>> = {
  JSONPath: {
    Pass: `${PATHS} Result ResultPath Parameters`,
    Task: `${PATHS} ${RESULT} TimeoutSecondsPath HeartbeatSecondsPath`,
    Choice: PATHS,
    Wait: `${PATHS} SecondsPath TimestampPath`,
    Succeed: PATHS,
    Fail: 'ErrorPath CausePath',
    Parallel: `${PATHS} ${RESULT}`,
    Map: `${PATHS} ${RESULT} Iterator ItemsPath MaxConcurrencyPath ToleratedFailureCountPath ToleratedFailurePercentagePath`,
  },
  JSONata: {
    Pass: 'Output',
    Task: 'Arguments Output',
    Choice: 'Output',
    Wait: 'Output',
    Succeed: 'Output',
    Fail: '',
    Parallel: 'Arguments Output',
    Map: 'Items Output',
  },
};

export const STATE_TYPES: readonly string[] = Object.keys(BOTH);

export const isStateType = (value: unknown): value is StateType =>
  typeof value === 'string' && Object.hasOwn(BOTH, value);

const fieldsOf = (type: StateType, language: QueryLanguage): ReadonlySet<string> =>
  new Set(`${EVERYWHERE} ${BOTH[type]} ${ONLY[language][type]}`.split(' '));

/** How a field relates to a type of state in a language: at home, of the other language, or unknown. */
export const belongs = (field: string, type: StateType, language: QueryLanguage): 'yes' | 'other-language' | 'no' => {
  if (fieldsOf(type, language).has(field)) return 'yes';
  const other = language === 'JSONata' ? 'JSONPath' : 'JSONata';
  return fieldsOf(type, other).has(field) ? 'other-language' : 'no';
};

/** What a Map needs to run as a distributed one. */
export const DISTRIBUTED_FIELDS: readonly string[] = [
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
  'ToleratedFailureCount',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentage',
  'ToleratedFailurePercentagePath',
];
