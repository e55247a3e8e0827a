import type { Caller, ServedRoute } from '@espresso/contract';
import { openTestHost, type TestHost } from '@espresso/testing';
import { describe, expect, test } from 'vitest';
import { firstShop } from './create.ts';
import { callLastOrders } from './handlers/call-last-orders.ts';
import { closeShop } from './handlers/close-shop.ts';
import { postNotice, takeNoticeDown } from './handlers/notice.ts';
import { openShop } from './handlers/open-shop.ts';
import { pauseShop } from './handlers/pause-shop.ts';
import { showShop } from './handlers/show-shop.ts';
import { shop } from './manifest.ts';
import { neighbours } from './test/neighbours.ts';

const ana: Caller = {
  kind: 'staff',
  staffId: 'staff-2',
  name: 'Ana',
  role: 'barista',
  sessionId: 'session-1',
  shopId: 'main',
};
const MINUTE_MS = 60_000;

/** An open bar with so many orders under way. */
const openBar = async (underWay: { count: number } = { count: 0 }): Promise<TestHost> => {
  const bar = await openTestHost({ contexts: [shop, ...neighbours(underWay)] });
  await bar.host.command(async () => firstShop());
  await bar.host.settle();
  return bar;
};

const ask = async (bar: TestHost, served: ServedRoute, body?: object) => {
  const outcome = await bar.call(served, { params: { shopId: 'main' }, caller: ana, ...(body && { body }) });
  return outcome.accepted ? outcome.reply : outcome.reason;
};
const types = (bar: TestHost) => bar.events().map((event) => event['detail-type']);

describe('doors that turn by themselves', () => {
  test('a pause of ten minutes ends after ten minutes', async () => {
    const bar = await openBar();
    await ask(bar, pauseShop, { reason: 'cleaning', minutes: 10 });
    await bar.advance(9 * MINUTE_MS);
    expect(await ask(bar, showShop)).toMatchObject({ status: 'paused', reason: 'cleaning' });
    await bar.advance(MINUTE_MS);
    expect(await ask(bar, showShop)).toMatchObject({ status: 'open' });
  });

  test('a pause that was made longer ends at its second end', async () => {
    const bar = await openBar();
    await ask(bar, pauseShop, { reason: 'cleaning', minutes: 5 });
    await bar.advance(4 * MINUTE_MS);
    await ask(bar, pauseShop, { reason: 'cleaning', minutes: 5 });
    await bar.advance(2 * MINUTE_MS);
    expect(await ask(bar, showShop)).toMatchObject({ status: 'paused' });
    await bar.advance(3 * MINUTE_MS);
    expect(await ask(bar, showShop)).toMatchObject({ status: 'open' });
  });

  test('a shop closed until tomorrow opens tomorrow, and nobody closes it until yesterday', async () => {
    const bar = await openBar();
    const at = (days: number) => new Date(bar.clock.now() + days * 86_400_000).toISOString();
    expect(await ask(bar, closeShop, { opensAt: at(-1) })).toBe('moment-past');
    expect(await ask(bar, closeShop, { reason: 'evening', opensAt: at(1) })).toMatchObject({ opensAt: at(1) });
    await bar.advance(86_400_000);
    expect(await ask(bar, showShop)).toMatchObject({ status: 'open' });
  });

  test('after the last call the queue is finished, then the shop closes', async () => {
    const underWay = { count: 2 };
    const bar = await openBar(underWay);
    expect(await ask(bar, callLastOrders, { minutes: 5 })).toMatchObject({ status: 'open' });
    await bar.advance(5 * MINUTE_MS);
    expect(await ask(bar, showShop)).toMatchObject({ status: 'draining' });
    await bar.advance(5 * MINUTE_MS);
    expect(await ask(bar, showShop)).toMatchObject({ status: 'draining' });
    underWay.count = 0;
    await bar.advance(MINUTE_MS);
    expect(await ask(bar, showShop)).toMatchObject({ status: 'closed' });
    expect(
      types(bar)
        .filter((type) => !type.startsWith('Step'))
        .slice(-3),
    ).toEqual(['Shop.LastCall', 'Shop.ShopDraining', 'Shop.ShopClosed']);
  });

  test('a last call that is taken back closes nothing', async () => {
    const bar = await openBar();
    await ask(bar, callLastOrders, { minutes: 5 });
    await ask(bar, openShop);
    await bar.advance(10 * MINUTE_MS);
    expect(await ask(bar, showShop)).toMatchObject({ status: 'open' });
  });
});

describe('a word to everybody who waits', () => {
  test('stands for as long as was said', async () => {
    const bar = await openBar();
    const text = 'Ten minutes more.';
    expect(await ask(bar, postNotice, { text, minutes: 10 })).toMatchObject({ notice: { text } });
    await bar.advance(9 * MINUTE_MS);
    expect(await ask(bar, showShop)).toMatchObject({ notice: { text } });
    await bar.advance(MINUTE_MS);
    expect(await ask(bar, showShop)).not.toHaveProperty('notice');
  });

  test('is taken down by whoever wants to, once', async () => {
    const bar = await openBar();
    await ask(bar, postNotice, { text: 'Soon.' });
    for (let times = 0; times < 2; times++) expect(await ask(bar, takeNoticeDown)).not.toHaveProperty('notice');
    expect(types(bar).filter((type) => type.startsWith('Shop.Notice'))).toEqual([
      'Shop.NoticePosted',
      'Shop.NoticeTakenDown',
    ]);
  });
});
