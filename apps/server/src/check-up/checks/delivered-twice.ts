import { replayStarted, type ContextDefinition } from '@espresso/contract';
import type { Check, Found } from '../check.ts';
import { liveThrough } from '../four-orders.ts';
import { ScratchBar } from '../scratch-bar.ts';

export const deliveredTwice: Omit<Check, 'look'> = {
  id: 'delivered-twice',
  claim:
    'Every event delivered a second time changes nothing: tried with four orders in a bar of its own, rule by rule.',
  remedy:
    'Decide by what is there: create instead of put, a condition on the write, a set instead of a count. A bus delivers at least once.',
  severity: 'error',
};

/**
 * Lives through four orders (picked up, called off by the customer, called off at the bar, forgotten) in a scratch bar, then delivers
 * all that happened once more to one rule after the other. What differs then was not idempotent.
 */
export const deliverTwice = async (
  contexts: readonly ContextDefinition[],
  startMs: number,
): Promise<readonly Found[]> => {
  const bar = new ScratchBar(contexts, startMs);
  try {
    await bar.open();
    await liveThrough(bar);
    const found: Found[] = [];
    for (const { name, target } of bar.host.rules.all()) {
      if (target.type === 'effect') continue;
      const [before, happened] = [new Map(bar.state), bar.events.length];
      await bar.host.operations.replay({ name, fromMs: startMs, toMs: bar.nowMs + 1, rules: [name] });
      await bar.pass(1);
      const changed = [...bar.state].filter(([place, text]) => before.get(place) !== text).map(([place]) => place);
      const gone = [...before.keys()].filter((place) => !bar.state.has(place));
      // That it was replayed is in the log as well; only what the rule made of it counts.
      const again = bar.events.slice(happened).filter(({ envelope }) => envelope.source !== replayStarted.source);
      if (changed.length + gone.length + again.length === 0) continue;
      found.push({
        what: `${name}: ${[
          ...tablesIn([...changed, ...gone]).map((table) => `${table} is not as it was`),
          ...new Set(again.map(({ envelope }) => `${envelope['detail-type']} was published again`)),
        ].join(', ')}`,
        item: `rule:${name}`,
      });
    }
    return found;
  } finally {
    await bar.host.stop();
  }
};

const tablesIn = (places: readonly string[]): readonly string[] => [
  ...new Set(places.map((place) => place.slice(0, place.indexOf(' ')))),
];
