import type { JsonObject } from '@espresso/kernel';
import { numberOf, objectsOf, type QueryLanguage, textOf, textsOf } from './fields.ts';
import { jsonataEnd } from './flow-jsonata.ts';
import { jsonpathCatch } from './flow-jsonpath.ts';
import type { Catcher, Retrier } from './nodes.ts';

const MS_PER_SECOND = 1_000;

/** Retry (ASL specification, "Retrying after error"): one interval, then each longer by the rate, up to a maximum. */
export const retriersOf = (state: JsonObject): readonly Retrier[] =>
  objectsOf(state, 'Retry').map((retrier) => {
    const firstMs = (numberOf(retrier, 'IntervalSeconds') ?? 1) * MS_PER_SECOND;
    const rate = numberOf(retrier, 'BackoffRate') ?? 2;
    const mostMs = (numberOf(retrier, 'MaxDelaySeconds') ?? Infinity) * MS_PER_SECOND;
    const full = textOf(retrier, 'JitterStrategy') === 'FULL';
    return {
      errors: textsOf(retrier, 'ErrorEquals'),
      attemptsMax: numberOf(retrier, 'MaxAttempts') ?? 3,
      delayMs: (attempt, random) => {
        const delayMs = Math.min(firstMs * rate ** (attempt - 1), mostMs);
        return Math.round(full ? delayMs * random.next() : delayMs);
      },
    };
  });

/** Catch (ASL specification, "Fallback states"). */
export const catchersOf = (state: JsonObject, language: QueryLanguage): readonly Catcher[] =>
  objectsOf(state, 'Catch').map((catcher, at) => ({
    errors: textsOf(catcher, 'ErrorEquals'),
    next: textOf(catcher, 'Next') ?? '',
    flow: language === 'JSONata' ? jsonataEnd(catcher, `Catch[${String(at)}]/`) : jsonpathCatch(catcher),
  }));
