import { compilePattern, RuleIndex } from '@espresso/bus';
import { parseJson, isJsonObject, seededRandom, type JsonObject } from '@espresso/kernel';
import { cityLot, ruleSets } from './city-lots.ts';

/** How many events a second find their rules, with one set of rules to find them among. */
export interface MatchingRun {
  readonly set: string;
  readonly rules: number;
  readonly textPerSecond: number;
  readonly parsedPerSecond: number;
  readonly matches: number;
}

const DISTINCT = 20_000;
/** So often the events are matched: 200,000 of them in all. */
const PASSES = 10;

const event = (text: string): JsonObject => {
  const parsed = parseJson(text);
  return isJsonObject(parsed) ? parsed : {};
};

export const cityLots = (): readonly string[] => {
  const random = seededRandom(7);
  return Array.from({ length: DISTINCT }, () => JSON.stringify(cityLot(random)));
};

/** Every rule set in turn, in time on the processor: others use the machine as well. The best of the passes counts. */
export const runMatching = (): readonly MatchingRun[] => {
  const texts = cityLots();
  const events = texts.map(event);
  return Object.entries(ruleSets).map(([set, patterns]) => {
    const index = new RuleIndex<number>();
    patterns.forEach((pattern, at) => {
      index.add(at, compilePattern(pattern));
    });
    let matches = 0;
    const fastest = (pass: () => void): number => {
      let bestMs = Infinity;
      for (let at = 0; at < PASSES; at++) {
        const before = process.cpuUsage();
        pass();
        const { user, system } = process.cpuUsage(before);
        bestMs = Math.min(bestMs, (user + system) / 1_000);
      }
      return DISTINCT / (bestMs / 1_000);
    };
    const parsedPerSecond = fastest(() => {
      matches = 0;
      for (const each of events) matches += index.match(each).length;
    });
    const textPerSecond = fastest(() => {
      for (const text of texts) index.match(event(text));
    });
    return { set, rules: patterns.length, textPerSecond, parsedPerSecond, matches };
  });
};
