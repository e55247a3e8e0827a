import { isJsonObject, type Json } from '@espresso/kernel';
import type { BusEvent, Catalogue } from '../wire.ts';

/** What one context tells another, or asks of it. */
export interface ContextTie {
  readonly from: string;
  readonly to: string;
  /** Types of events that go this way. */
  readonly events: readonly string[];
  /** Functions that `from` calls of `to` in its workflows. */
  readonly calls: readonly string[];
}

/** Who publishes what to whom, and who calls whom, from the definitions alone. */
export const tiesBetween = ({ contexts, events }: Catalogue): readonly ContextTie[] => {
  const ties = new Map<string, { from: string; to: string; events: Set<string>; calls: Set<string> }>();
  const tie = (from: string, to: string) => {
    const key = JSON.stringify([from, to]);
    const known = ties.get(key) ?? { from, to, events: new Set<string>(), calls: new Set<string>() };
    ties.set(key, known);
    return known;
  };
  const names = new Set(contexts.map(({ name }) => name));
  for (const { detailType, owner, consumers } of events)
    for (const { context } of consumers)
      if (context !== owner && names.has(owner)) tie(owner, context).events.add(detailType);
  const serving = new Map(contexts.flatMap(({ name, functions }) => functions.map((one) => [one.name, name] as const)));
  for (const { name, workflows } of contexts)
    for (const { definition } of workflows)
      for (const called of functionsIn(definition)) {
        const owner = serving.get(called);
        if (owner !== undefined && owner !== name) tie(name, owner).calls.add(called);
      }
  return [...ties.values()].map(({ from, to, events: told, calls }) => ({
    from,
    to,
    events: [...told],
    calls: [...calls],
  }));
};

/** The functions a definition names: `${getShopStatus}`, or the last part of an ARN or name. */
const functionsIn = (value: Json): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((one: Json) => functionsIn(one));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, field]) =>
    name === 'FunctionName' && typeof field === 'string'
      ? [
          field
            .replace(/^\$\{|\}$/g, '')
            .split(/[:-]/)
            .at(-1) ?? field,
        ]
      : functionsIn(field),
  );
};

/** What happened lately, by type of event. */
export interface Lately {
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
}

/** Counts the events since `sinceMs`; replays do not count. @param events oldest first */
export const countSince = (events: readonly BusEvent[], sinceMs: number): Lately => {
  const counts = new Map<string, number>();
  let total = 0;
  for (let at = events.length - 1; at >= 0; at--) {
    const event = events[at];
    if (event === undefined || Date.parse(event.at) < sinceMs) break;
    if (event.replayName !== undefined) continue;
    counts.set(event.detailType, (counts.get(event.detailType) ?? 0) + 1);
    total++;
  }
  return { counts, total };
};

export const countOf = ({ counts }: Lately, types: readonly string[]): number =>
  types.reduce((sum, type) => sum + (counts.get(type) ?? 0), 0);
