import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { queryFault, runtimeFault } from '../fault.ts';
import { isArray } from '../json.ts';
import { isNumber, isString, typedTemplate } from '../jsonata/template.ts';
import { seekPath } from '../jsonpath/read.ts';
import { SECONDS_MAX } from '../limits.ts';
import { parseTimestamp } from '../timestamp.ts';
import { andThen } from '../work.ts';
import { type QueryLanguage, textOf } from './fields.ts';
import type { Field } from './nodes.ts';

const MS_PER_SECOND = 1_000;

/** When a Wait state goes on, in epoch milliseconds (ASL specification, "Wait State"). */
export const waitOf = (state: JsonObject, language: QueryLanguage): Field<number> =>
  language === 'JSONata' ? jsonataWait(state) : jsonpathWait(state);

const jsonataWait = (state: JsonObject): Field<number> => {
  if (state['Seconds'] !== undefined) {
    const seconds = typedTemplate(state['Seconds'], 'Seconds', 'number', isNumber);
    return (scope) =>
      andThen(seconds(scope), (value) => {
        if (isSeconds(value)) return scope.world.nowMs + value * MS_PER_SECOND;
        throw queryFault(
          `The Seconds field must be a non-negative integer but was: ${String(value)}`,
          'Seconds',
          'value',
        );
      });
  }
  const timestamp = typedTemplate(state['Timestamp'] ?? '', 'Timestamp', 'string', isString);
  return (scope) =>
    andThen(timestamp(scope), (value) => {
      const untilMs = parseTimestamp(value);
      if (untilMs !== undefined) return untilMs;
      const why = `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${value}`;
      throw queryFault(why, 'Timestamp', 'value');
    });
};

const jsonpathWait = (state: JsonObject): Field<number> => {
  const { Seconds: seconds, Timestamp: timestamp } = state;
  if (typeof seconds === 'number') return (scope) => scope.world.nowMs + seconds * MS_PER_SECOND;
  if (typeof timestamp === 'string') return () => parseTimestamp(timestamp) ?? 0;
  const secondsPath = textOf(state, 'SecondsPath');
  return secondsPath === undefined
    ? fromTimestampPath(textOf(state, 'TimestampPath') ?? '$')
    : fromSecondsPath(secondsPath);
};

const fromSecondsPath = (path: string): Field<number> => {
  const seek = seekPath(path);
  return (scope, argument) => {
    const value = seek(argument, scope);
    const what = 'The SecondsPath parameter';
    if (value === undefined) throw runtimeFault(`${what} does not reference an input value: ${path}`);
    const found = `${path} == ${bare(value)}`;
    if (typeof value !== 'number' || !Number.isInteger(value))
      throw runtimeFault(`${what} cannot be parsed as a long value: ${found}`);
    if (value < 0) throw runtimeFault(`${what} references a negative value: ${found}`);
    return scope.world.nowMs + Math.min(value, SECONDS_MAX) * MS_PER_SECOND;
  };
};

const fromTimestampPath = (path: string): Field<number> => {
  const seek = seekPath(path);
  return (scope, argument) => {
    const value = seek(argument, scope);
    const what = 'The TimestampPath parameter';
    if (value === undefined) throw runtimeFault(`${what} does not reference an input value: ${path}`);
    const untilMs = typeof value === 'string' ? parseTimestamp(value) : undefined;
    if (untilMs !== undefined) return untilMs;
    const found = `${path} == ${bare(value)}`;
    throw runtimeFault(`${what} does not reference a valid ISO-8601 extended offset date-time format string: ${found}`);
  };
};

export const isSeconds = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= SECONDS_MAX;

const bare = (value: Json): string => (isJsonObject(value) || isArray(value) ? JSON.stringify(value) : String(value));
