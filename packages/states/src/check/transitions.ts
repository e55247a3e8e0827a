import { isJsonObject, type JsonObject } from '@espresso/kernel';
import { objectsOf, textOf } from '../compile/fields.ts';
import type { Findings } from './findings.ts';

const CODE = 'MISSING_TRANSITION_TARGET';

interface Transition {
  readonly to: string;
  readonly location: string;
}

/** Every target exists, and every state can be reached from the first. */
export const checkTransitions = (
  states: JsonObject,
  startAt: string | undefined,
  location: string,
  findings: Findings,
): void => {
  if (startAt === undefined) {
    findings.error('Expected value of type String.', `${location}/StartAt`);
    return;
  }
  const reached = new Set<string>();
  const open: Transition[] = [{ to: startAt, location: `${location}/StartAt` }];
  const named = (name: string): JsonObject | undefined => {
    const state = Object.hasOwn(states, name) ? states[name] : undefined;
    return isJsonObject(state) ? state : undefined;
  };
  if (!named(startAt)) {
    findings.error(`Missing 'Next' target: ${startAt}`, `${location}/StartAt`, CODE);
    return;
  }
  for (let transition = open.pop(); transition; transition = open.pop()) {
    const { to } = transition;
    const state = named(to);
    if (!state) findings.error(`Missing 'Next' target: ${to}`, transition.location, CODE);
    else if (!reached.has(to)) {
      reached.add(to);
      open.push(...transitionsOf(state, `${location}/States/${to}`));
    }
  }
  for (const name of Object.keys(states)) {
    if (reached.has(name)) continue;
    findings.error(`State "${name}" is not reachable.`, `${location}/States/${name}`, CODE);
    for (const { to, location: at } of transitionsOf(named(name) ?? {}, `${location}/States/${name}`))
      if (!named(to)) findings.error(`Missing 'Next' target: ${to}`, at, CODE);
  }
};

/** Where a state may lead: Next, Default, and the Next of its Choice rules and catchers. */
const transitionsOf = (state: JsonObject, location: string): readonly Transition[] => {
  const from = (holder: JsonObject, field: string, at: string): readonly Transition[] => {
    const to = textOf(holder, field);
    return to === undefined ? [] : [{ to, location: `${at}/${field}` }];
  };
  const inside = (field: string): readonly Transition[] =>
    objectsOf(state, field).flatMap((holder, at) => from(holder, 'Next', `${location}/${field}[${String(at)}]`));
  return [
    ...from(state, 'Next', location),
    ...from(state, 'Default', location),
    ...inside('Choices'),
    ...inside('Catch'),
  ];
};
