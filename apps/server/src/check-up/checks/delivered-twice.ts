import type { Caller, ContextDefinition } from '@espresso/contract';
import { z } from 'zod';
import type { Check, Found } from '../check.ts';
import { ScratchBar } from '../scratch-bar.ts';

export const deliveredTwice: Omit<Check, 'look'> = {
  id: 'delivered-twice',
  claim:
    'Every event delivered a second time changes nothing: tried with four orders in a bar of its own, rule by rule.',
  remedy:
    'Decide by what is there: create instead of put, a condition on the write, a set instead of a count. A bus delivers at least once.',
  severity: 'error',
};

const SHOP = 'main';
const LONG_MS = 20 * 60_000;
const staff = (role: 'owner' | 'barista'): Caller => ({
  kind: 'staff',
  staffId: `scratch-${role}`,
  name: 'Scratch',
  role,
  sessionId: `scratch-${role}`,
  shopId: SHOP,
});
const shown = z.object({ code: z.string() });
const begun = z.object({ orderId: z.string() });

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
      const again = bar.events.slice(happened);
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

const liveThrough = async (bar: ScratchBar): Promise<void> => {
  const order = async (name: string) => {
    const { code } = shown.parse(
      await bar.ask('GET /api/shops/{shopId}/code', { caller: staff('owner'), params: { shopId: SHOP } }),
    );
    const caller: Caller = { kind: 'customer', customerId: name, shopId: SHOP, sessionId: name, proved: true };
    const { orderId } = begun.parse(await bar.ask('POST /api/orders', { caller, body: { shopId: SHOP, code } }));
    const params = { orderId };
    const drink = () =>
      bar.ask('POST /api/orders/{orderId}/drink', { caller, params, body: { drinkId: 'latte', options: {} } });
    const cancel = () => bar.ask('POST /api/orders/{orderId}/cancel', { caller, params, body: {} });
    const atBar = (verb: 'claim' | 'complete') =>
      bar.ask(`POST /api/orders/{orderId}/${verb}`, { caller: staff('barista'), params });
    return { drink, cancel, atBar };
  };
  const [pickedUp, calledOff, left] = [await order('ana'), await order('ben'), await order('cy')];
  await order('dee');
  await pickedUp.drink();
  await calledOff.drink();
  await left.drink();
  await pickedUp.atBar('claim');
  await bar.pass(1_000);
  await pickedUp.atBar('complete');
  await calledOff.cancel();
  // The one never chose, the other was never made: both end by the clock.
  await bar.pass(LONG_MS);
  await bar.pass(LONG_MS);
};
