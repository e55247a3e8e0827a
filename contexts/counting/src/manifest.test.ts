import { shopId } from '@coffee/shop/contract';
import { orderId } from '@coffee/validator/contract';
import { openTestHost, type TestHost } from '@espresso/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextOrderNumber } from './contract/index.ts';
import { serveNextOrderNumber } from './handlers/next-order-number.ts';
import { counting } from './manifest.ts';

const openBar = () => openTestHost({ contexts: [counting] });

const ask = async (bar: TestHost, order: string, shop = 'main'): Promise<number> => {
  const input = { orderId: orderId.parse(order), shopId: shopId.parse(shop) };
  const outcome = await bar.host.command((work) => serveNextOrderNumber.run(input, work));
  if (!outcome.accepted) throw new Error(`refused: ${outcome.reason}`);
  return nextOrderNumber.output.parse(outcome.reply).orderNumber;
};

test('the first order of a shop is number 1, the next one number 2', async () => {
  const bar = await openBar();
  expect(await ask(bar, 'order-1')).toBe(1);
  expect(await ask(bar, 'order-2')).toBe(2);
});

test('who asks twice is told the same, even after a crash', async () => {
  const bar = await openBar();
  expect(await ask(bar, 'order-1')).toBe(1);
  await bar.crash();
  expect(await ask(bar, 'order-1')).toBe(1);
  expect(await ask(bar, 'order-2')).toBe(2);
});

test('every shop counts for itself', async () => {
  const bar = await openBar();
  expect(await ask(bar, 'order-1', 'main')).toBe(1);
  expect(await ask(bar, 'order-2', 'garden')).toBe(1);
});

test('however many ask at once and again, numbers have no gap and nobody shares one', async () => {
  const asked = fc.record({ order: fc.integer({ min: 1, max: 8 }), shop: fc.constantFrom('main', 'garden') });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(asked, { maxLength: 8 }), { maxLength: 5 }), async (rounds) => {
      const bar = await openBar();
      const numbers = new Map<string, Map<string, number>>();
      for (const round of rounds) {
        const answers = await Promise.all(
          round.map(async ({ order, shop }) => ({
            order: `${shop}-${order}`,
            shop,
            number: await ask(bar, `${shop}-${order}`, shop),
          })),
        );
        for (const { order, shop, number } of answers) {
          const given = numbers.get(shop) ?? new Map<string, number>();
          numbers.set(shop, given);
          expect(given.get(order) ?? number).toBe(number);
          given.set(order, number);
        }
      }
      for (const given of numbers.values())
        expect([...given.values()].toSorted((one, other) => one - other)).toEqual(
          Array.from({ length: given.size }, (_, at) => at + 1),
        );
    }),
    { numRuns: 40 },
  );
});

test('of two that decided on the same moment, one commits and the other decides again', async () => {
  const bar = await openBar();
  await ask(bar, 'order-1');
  const decide = (order: string) =>
    bar.host.read((work) =>
      serveNextOrderNumber.run({ orderId: orderId.parse(order), shopId: shopId.parse('main') }, work),
    );
  const [one, other, same] = await Promise.all([decide('order-2'), decide('order-3'), decide('order-2')]);
  expect(await bar.host.command(async () => one)).toMatchObject({ accepted: true, reply: { orderNumber: 2 } });
  expect(await bar.host.command(async () => other)).toMatchObject({ accepted: false, reason: 'try-again' });
  expect(await bar.host.command(async () => same)).toMatchObject({ accepted: false, reason: 'try-again' });
  expect(await ask(bar, 'order-3')).toBe(3);
  expect(await ask(bar, 'order-2')).toBe(2);
});
