import { availabilityChanged } from '@coffee/inventory/contract';
import type { Caller, ServedRoute } from '@espresso/contract';
import { openTestHost, type TestHost } from '@espresso/testing';
import { describe, expect, test } from 'vitest';
import { getShopStatus, ingredientId, settings, shopId, startingMenu } from './contract/index.ts';
import { createShop, firstShop } from './create.ts';
import { callLastOrders } from './handlers/call-last-orders.ts';
import { changeSettings } from './handlers/change-settings.ts';
import { closeShop } from './handlers/close-shop.ts';
import { createShopRoute } from './handlers/create-shop.ts';
import { serveShopStatus } from './handlers/get-shop-status.ts';
import { listShops } from './handlers/list-shops.ts';
import { postNotice, takeNoticeDown } from './handlers/notice.ts';
import { openShop } from './handlers/open-shop.ts';
import { pauseShop } from './handlers/pause-shop.ts';
import { publishMenu } from './handlers/publish-menu.ts';
import { setDrinkAvailability } from './handlers/set-drink-availability.ts';
import { showMenu } from './handlers/show-menu.ts';
import { showSettings } from './handlers/show-settings.ts';
import { showShop } from './handlers/show-shop.ts';
import { showWrittenMenu } from './handlers/show-written-menu.ts';
import { shop } from './manifest.ts';
import { neighbours } from './test/neighbours.ts';
import { menuView } from './views.ts';

const main = shopId.parse('main');
const inMain = { shopId: 'main' };
const owner: Caller = { kind: 'staff', staffId: 'staff-1', name: 'Al', role: 'owner', sessionId: 'session-1' };
const barista: Caller = { ...owner, staffId: 'staff-2', role: 'barista', shopId: 'main' };
const stranger: Caller = { ...barista, shopId: 'garden' };

/** The bar on its first start. */
const openBar = async (): Promise<TestHost> => {
  const bar = await openTestHost({ contexts: [shop, ...neighbours()] });
  await bar.host.command(async () => firstShop());
  await bar.host.settle();
  return bar;
};

const types = (bar: TestHost) => bar.events().map((event) => event['detail-type']);
const reply = async (bar: TestHost, served: ServedRoute, request: Parameters<TestHost['call']>[1] = {}) => {
  const outcome = await bar.call(served, { params: inMain, caller: owner, ...request });
  if (!outcome.accepted) throw new Error(`refused: ${outcome.reason}`);
  return outcome.reply;
};
const status = async (bar: TestHost, shopName = 'main') => {
  const outcome = await bar.host.read((work) => serveShopStatus.run({ shopId: shopName }, work));
  return getShopStatus.output.parse(outcome.accepted ? outcome.reply : {});
};

/** The drinks and options that the menu says are sold out. */
const soldOut = async (bar: TestHost): Promise<string[]> => {
  const { drinks, groups } = menuView.parse(await reply(bar, showMenu));
  return [...drinks, ...groups.flatMap(({ options }) => options)].filter((one) => one.soldOut).map(({ id }) => id);
};

describe('the first start', () => {
  test('makes an open shop with the starting menu, and tells of it', async () => {
    const bar = await openBar();
    expect(types(bar)).toEqual(['Shop.ShopCreated', 'Shop.SettingsChanged', 'Shop.MenuPublished', 'Shop.ShopOpened']);
    expect(await reply(bar, showShop)).toEqual({
      shopId: 'main',
      name: 'Serverless Espresso',
      status: 'open',
      reason: '',
      pickupLocation: 'the counter',
      emailPolicy: 'trust',
    });
    expect(await reply(bar, showMenu)).toMatchObject({ drinks: startingMenu.drinks.map(({ id }) => ({ id })) });
  });

  test('happens once, and leaves alone what is there', async () => {
    const bar = await openBar();
    await reply(bar, closeShop, { body: { reason: 'evening' } });
    expect(await bar.host.command(async () => firstShop())).toMatchObject({ reason: 'shop-exists' });
    expect(await status(bar)).toMatchObject({ status: 'closed', reason: 'evening' });
  });
});

describe('creating a shop', () => {
  test('takes a menu and settings of its own, and stays closed until it is opened', async () => {
    const bar = await openBar();
    const menu = { ...startingMenu, drinks: startingMenu.drinks.slice(0, 2) };
    const body = { shopId: 'garden', name: 'Garden', menu, settings: { queueLimit: 3 } };
    expect(await reply(bar, createShopRoute, { params: {}, body })).toMatchObject({ status: 'closed' });
    expect(await status(bar, 'garden')).toMatchObject({ status: 'closed', queueLimit: 3, baristaTimeoutSeconds: 900 });
    expect(bar.events('Shop.MenuPublished').at(-1)?.detail).toMatchObject({ menu, by: 'staff-1' });
    expect(await bar.call(listShops)).toMatchObject({
      reply: {
        shops: [
          { shopId: 'garden', status: 'closed' },
          { shopId: 'main', status: 'open' },
        ],
      },
    });
  });

  test('is refused where there is one of that id', async () => {
    const bar = await openBar();
    expect(await bar.call(createShopRoute, { body: { ...inMain, name: 'Again' }, caller: owner })).toMatchObject({
      reason: 'shop-exists',
    });
    expect(await reply(bar, showShop)).toMatchObject({ name: 'Serverless Espresso' });
  });

  test('is refused to the owner of one shop', async () => {
    const bar = await openBar();
    const request = { body: { shopId: 'garden', name: 'Garden' }, caller: { ...owner, shopId: 'main' } };
    expect(await bar.call(createShopRoute, request)).toMatchObject({ reason: 'one-shop-only' });
  });

  test.each([
    [{ shopId: 'Garden', name: 'Garden' }, '#/body/shopId'],
    [{ shopId: 'garden', name: ' ' }, '#/body/name'],
    [{ shopId: 'garden', name: 'Garden', menu: { ...startingMenu, ingredients: [] } }, '#/body/menu/drinks/0/recipe'],
    [{ shopId: 'garden', name: 'Garden', settings: { queueLimit: 0 } }, '#/body/settings/queueLimit'],
    [{ shopId: 'garden', name: 'Garden', colour: 'green' }, '#/body'],
  ])('is refused when it does not fit: %#', async (body, pointer) => {
    const bar = await openBar();
    await expect(bar.call(createShopRoute, { body, caller: owner })).rejects.toThrow(pointer);
  });
});

describe('open, closed, paused', () => {
  test('a barista pauses and goes on, and everybody is told why', async () => {
    const bar = await openBar();
    await reply(bar, pauseShop, { caller: barista, body: { reason: 'cleaning' } });
    expect(await status(bar)).toMatchObject({ status: 'paused', reason: 'cleaning' });
    await reply(bar, openShop, { caller: barista });
    expect(await status(bar)).toMatchObject({ status: 'open', reason: '' });
    expect(types(bar).slice(4)).toEqual(['Shop.ShopPaused', 'Shop.ShopOpened']);
  });

  test('a second tap answers as the first, and tells nobody again', async () => {
    const bar = await openBar();
    const once = await reply(bar, closeShop, { caller: barista });
    expect(await reply(bar, closeShop, { caller: barista })).toEqual(once);
    expect(bar.events('Shop.ShopClosed')).toHaveLength(1);
  });

  test('a closed shop does not pause', async () => {
    const bar = await openBar();
    await reply(bar, closeShop);
    const paused = await bar.call(pauseShop, { params: inMain, caller: barista, body: { reason: 'cleaning' } });
    expect(paused).toMatchObject({
      reason: 'shop-closed',
      detail: 'The shop is closed. Open it first, then pause it.',
    });
  });

  test('a shop nobody created is closed', async () => {
    expect(await status(await openBar(), 'nowhere')).toMatchObject({ status: 'closed' });
  });

  test('of two that decided on the same moment, one commits and the other decides again', async () => {
    const bar = await openBar();
    const request = { params: inMain, query: {}, body: { reason: 'rain' }, caller: barista };
    const decide = () => bar.host.read((work) => closeShop.run(request, work));
    const [one, other] = await Promise.all([decide(), decide()]);
    expect(await bar.host.command(async () => one)).toMatchObject({ accepted: true });
    expect(await bar.host.command(async () => other)).toMatchObject({ reason: 'try-again' });
    expect(await reply(bar, closeShop, { body: { reason: 'rain' } })).toMatchObject({ status: 'closed' });
    expect(bar.events('Shop.ShopClosed')).toHaveLength(1);
  });
});

describe('settings', () => {
  test('what is named changes, what is not named stays', async () => {
    const bar = await openBar();
    await reply(bar, changeSettings, { body: { drinksPerCode: 5 } });
    await reply(bar, changeSettings, { body: { queueLimit: 7, emailPolicy: 'prove' } });
    const expected = settings.parse({ drinksPerCode: 5, queueLimit: 7, emailPolicy: 'prove' });
    expect(await reply(bar, showSettings, { caller: barista })).toEqual(expected);
    expect(bar.events('Shop.SettingsChanged').map(({ detail }) => detail)).toMatchObject([
      { revision: 1 },
      { revision: 2 },
      { revision: 3, settings: expected, by: 'staff-1' },
    ]);
  });

  test('saying what is so already tells nobody', async () => {
    const bar = await openBar();
    await reply(bar, changeSettings, { body: { drinksPerCode: 10 } });
    await reply(bar, changeSettings, { body: {} });
    expect(bar.events('Shop.SettingsChanged')).toHaveLength(1);
  });

  test.each([{ drinksPerCode: 0 }, { queueLimit: 1.5 }, { emailPolicy: 'ask' }, { colour: 'green' }])(
    '%o does not fit',
    async (body) => {
      const bar = await openBar();
      await expect(bar.call(changeSettings, { params: inMain, caller: owner, body })).rejects.toThrow('#/body');
    },
  );
});

describe('the menu', () => {
  test('an owner publishes a whole menu, and staff read it as it is written', async () => {
    const bar = await openBar();
    const menu = { ...startingMenu, drinks: startingMenu.drinks.slice(0, 1) };
    await reply(bar, publishMenu, { body: menu });
    expect(await reply(bar, showWrittenMenu, { caller: barista })).toEqual(menu);
    expect(bar.events('Shop.MenuPublished').at(-1)?.detail).toMatchObject({ menu, revision: 2 });
  });

  test('publishing what is published already tells nobody', async () => {
    const bar = await openBar();
    await reply(bar, publishMenu, { body: startingMenu });
    expect(bar.events('Shop.MenuPublished')).toHaveLength(1);
  });

  test('a barista takes a drink off the menu and puts it back', async () => {
    const bar = await openBar();
    const set = (available: boolean) =>
      reply(bar, setDrinkAvailability, {
        params: { ...inMain, drinkId: 'latte' },
        body: { available },
        caller: barista,
      });
    await set(false);
    await set(false);
    expect(await soldOut(bar)).toEqual(['latte']);
    await set(true);
    expect(await soldOut(bar)).toEqual([]);
    expect(bar.events('Shop.MenuPublished')).toHaveLength(3);
  });

  test('a drink that is not on it can be neither taken off nor put back', async () => {
    const bar = await openBar();
    const request = { params: { ...inMain, drinkId: 'tea' }, body: { available: false }, caller: barista };
    expect(await bar.call(setDrinkAvailability, request)).toMatchObject({ reason: 'unknown-drink' });
  });
});

describe('what has run out', () => {
  const out = (ingredients: readonly string[], revision: number) =>
    availabilityChanged({
      shopId: main,
      ingredientsOut: ingredients.map((id) => ingredientId.parse(id)),
      drinksOut: [],
      revision,
    });
  test('is shown on the menu as the inventory said it last', async () => {
    const bar = await openBar();
    await bar.publish(out(['oat-milk'], 2));
    expect(await soldOut(bar)).toEqual(['oat']);
    await bar.publish(out([], 3));
    expect(await soldOut(bar)).toEqual([]);
  });

  test('is not what was said before that and arrives later', async () => {
    const bar = await openBar();
    await bar.publish(out([], 3), out(['oat-milk'], 2), out(['soy-milk'], 3));
    expect(await soldOut(bar)).toEqual([]);
  });

  test('stays so under a new menu, until the inventory says otherwise', async () => {
    const bar = await openBar();
    await bar.publish(out(['oat-milk'], 2));
    await reply(bar, publishMenu, { body: { ...startingMenu, drinks: startingMenu.drinks.slice(0, 4) } });
    expect(await soldOut(bar)).toEqual(['oat']);
  });

  test('of a shop nobody created is of no interest', async () => {
    const bar = await openBar();
    await bar.publish(availabilityChanged({ ...availabilityChanged.example, shopId: shopId.parse('nowhere') }));
    expect(bar.host.operations.deadLetters({ limit: 1 })).toEqual([]);
  });
});

describe('who works elsewhere, or nowhere', () => {
  const commands: readonly [ServedRoute, unknown?][] = [
    [openShop],
    [closeShop, { reason: '' }],
    [pauseShop, { reason: 'cleaning' }],
    [callLastOrders, { minutes: 5 }],
    [postNotice, { text: 'Soon.', minutes: 5 }],
    [takeNoticeDown],
    [showSettings],
    [changeSettings, {}],
    [publishMenu, startingMenu],
    [showWrittenMenu],
    [setDrinkAvailability, { available: false }],
  ];
  test.each(commands.map(([served, body]) => [`${served.route.method} ${served.route.path}`, served, body] as const))(
    '%s is refused to them',
    async (_, served, body) => {
      const bar = await openBar();
      const params = served === setDrinkAvailability ? { ...inMain, drinkId: 'latte' } : inMain;
      for (const caller of [stranger, { kind: 'anonymous' } satisfies Caller])
        expect(await bar.call(served, { params, body, caller })).toMatchObject({ reason: 'other-shop' });
      const elsewhere = { params: { ...params, shopId: 'nowhere' }, body, caller: owner };
      expect(await bar.call(served, elsewhere)).toMatchObject({ reason: 'unknown-shop' });
    },
  );

  test.each([showShop, showMenu])(
    'what anybody may read of a shop is not there where there is none: %#',
    async (served) => {
      const bar = await openBar();
      expect(await bar.call(served, { params: { shopId: 'nowhere' } })).toMatchObject({ reason: 'unknown-shop' });
      expect(await bar.call(served, { params: inMain })).toMatchObject({ accepted: true });
    },
  );
});

test('a shop with the same name as another is another shop', async () => {
  const bar = await openBar();
  const second = createShop({ shopId: shopId.parse('main-2'), name: 'Serverless Espresso', open: false, by: 'system' });
  expect(await bar.host.command(async () => second)).toMatchObject({ accepted: true });
});
