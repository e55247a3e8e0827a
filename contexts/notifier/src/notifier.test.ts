import { cancellationRequested, orderCompleted } from '@coffee/order-manager/contract';
import { customerForgotten } from '@coffee/identity/contract';
import { settings, settingsChanged, shopId } from '@coffee/shop/contract';
import { defineContext, type Caller, type Outcome, type ServedRoute } from '@espresso/contract';
import { pushTo, readPushKeys } from '@espresso/push';
import { parseJson } from '@espresso/kernel';
import { fakeClock, openTestHost, type TestHost } from '@espresso/testing';
import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { aPhone, aPushService, type PushService } from './testing/a-push-service.ts';
import { letterDue, pushDue } from './contract/index.ts';
import { notifier } from './manifest.ts';

const keys = readPushKeys(Buffer.alloc(32, 7));
const main = shopId.parse('main');
const { orderId, customerId } = orderCompleted.example;
const ana = { kind: 'customer', customerId, sessionId: 'session-1', shopId: main, proved: false } as const;
const itsSession = { sessionId: letterDue.example.sessionId };
const completed = orderCompleted({ ...orderCompleted.example, ...itsSession });

const neighbours = [
  defineContext({ name: 'shop', purpose: 'tells its settings', publishes: [settingsChanged] }),
  defineContext({ name: 'identity', purpose: 'forgets', publishes: [customerForgotten] }),
  defineContext({
    name: 'order-manager',
    purpose: 'tells how orders stand',
    publishes: [orderCompleted, cancellationRequested],
  }),
];

interface Bar {
  readonly host: TestHost;
  readonly service: PushService;
  readonly ask: (method: 'GET' | 'PUT', caller: Caller, body?: unknown) => Promise<Outcome<unknown>>;
}

let open: Bar[] = [];
afterEach(() => {
  for (const { service } of open) service.close();
  open = [];
});

const openBar = async ({ canMail = false }: { readonly canMail?: boolean } = {}): Promise<Bar> => {
  const service = await aPushService();
  const clock = fakeClock();
  const context = notifier({
    pepper: 'a pepper of at least thirty-two characters',
    push: {
      publicKey: keys.publicKey,
      send: pushTo({ keys, contact: 'mailto:coffee@example.com', clock, bytes: randomBytes }),
    },
    canMail,
    clock,
    isPushService: (endpoint) => endpoint.startsWith(service.url),
  });
  const host = await openTestHost({ contexts: [...neighbours, context], clock });
  const routeOf = (method: string): ServedRoute => {
    const found = context.routes.find(({ route }) => route.method === method && route.path.includes('orderId'));
    if (found === undefined) throw new TypeError(`nothing answers ${method}`);
    return found;
  };
  const bar: Bar = {
    host,
    service,
    ask: (method, caller, body) => host.call(routeOf(method), { params: { orderId }, body, caller }),
  };
  open.push(bar);
  return bar;
};

/** So many messages have reached the push service, and no more. */
const told = (service: PushService, times: number) => expect.poll(() => service.taken.length).toBe(times);

describe('a phone that asked', () => {
  test('is woken in its language when the drink is ready, with where to get it', async () => {
    const { host, service, ask } = await openBar();
    const phone = aPhone(service.url);
    await host.publish(
      settingsChanged({
        shopId: main,
        by: 'staff-1',
        settings: { ...settings.parse({}), pickupLocation: 'the left counter' },
        revision: 1,
      }),
    );
    expect(await ask('PUT', ana, { language: 'de', push: phone.subscription })).toMatchObject({
      reply: { push: true, mail: false },
    });
    expect(await ask('GET', ana)).toMatchObject({ reply: { push: true, mail: false } });
    expect(service.taken).toEqual([]);
    await host.publish(completed);
    await told(service, 1);
    expect(service.taken.map((body) => parseJson(phone.read(body)))).toEqual([
      {
        title: 'Bestellung #42 ist fertig',
        text: 'Hier abholen: \u2068the left counter\u2069.',
        language: 'de',
        orderId,
      },
    ]);
  });

  test('is told why the bar cancelled, and nothing of what its owner did', async () => {
    const { host, service, ask } = await openBar();
    const phone = aPhone(service.url);
    await ask('PUT', ana, { language: 'en', push: phone.subscription });
    const who = { ...cancellationRequested.example, ...itsSession };
    await host.publish(cancellationRequested({ ...who, by: 'customer', reason: '' }));
    expect(service.taken).toEqual([]);
    await host.publish(cancellationRequested({ ...who, by: 'barista', reason: 'no more beans' }));
    await told(service, 1);
    expect(phone.read(service.taken[0] ?? Buffer.alloc(0))).toContain('no more beans');
  });

  test('is tried again while its service is down, under the same topic, and told nothing that is cold by then', async () => {
    const { host, service, ask } = await openBar();
    await ask('PUT', ana, { language: 'en', push: aPhone(service.url).subscription });
    service.answer(503);
    await host.publish(completed);
    await told(service, 1);
    service.answer(201);
    await expect.poll(() => host.advance(10_000).then(() => service.taken.length)).toBe(2);
    expect(new Set(service.topics).size).toBe(1);

    // The bar was down for half an hour in between.
    service.answer(503);
    await host.publish(completed);
    await told(service, 3);
    host.clock.advance(30 * 60_000);
    service.answer(201);
    await host.advance(3_600_000);
    await host.publish(completed);
    await told(service, 4);
  });

  test('that listens no more is let go', async () => {
    const { host, service, ask } = await openBar();
    await ask('PUT', ana, { language: 'en', push: aPhone(service.url).subscription });
    service.answer(410);
    await host.publish(completed);
    await told(service, 1);
    await host.advance(600_000);
    await host.publish(completed);
    await told(service, 2);
  });

  test('is woken once, whatever crashes', async () => {
    const { host, service, ask } = await openBar();
    await ask('PUT', ana, { language: 'en', push: aPhone(service.url).subscription });
    await host.publish(completed);
    await told(service, 1);
    await host.crash();
    await host.advance(60_000);
    await host.publish(completed);
    await told(service, 2);
  });

  test('that asked no more, or whose owner was forgotten, stays quiet', async () => {
    const { host, service, ask } = await openBar();
    const { subscription } = aPhone(service.url);
    await ask('PUT', ana, { language: 'en', push: subscription });
    expect(await ask('PUT', ana, { language: 'en' })).toMatchObject({ reply: { push: false, mail: false } });
    await host.publish(completed);
    await ask('PUT', ana, { language: 'en', push: subscription });
    await host.publish(customerForgotten({ customerId }));
    await host.publish(completed);
    await ask('PUT', ana, { language: 'en', push: subscription });
    await host.publish(completed);
    await told(service, 1);
  });
});

describe('nobody is told of an order that is not theirs', () => {
  test.each([
    ['another session with the same typed address', { ...ana, sessionId: 'session-2' }, 0],
    ['another session that proved the address', { ...ana, sessionId: 'session-2', proved: true }, 1],
  ])('%s', async (_, caller, times) => {
    const { host, service, ask } = await openBar();
    await ask('PUT', caller, { language: 'en', push: aPhone(service.url).subscription });
    expect(await ask('GET', ana)).toMatchObject({ reply: { push: false } });
    await host.publish(completed);
    expect(host.events(pushDue.detailType)).toHaveLength(times);
    await told(service, times);
  });

  test('an address that is no push service is never asked, nor keys that are none kept', async () => {
    const { service, ask } = await openBar();
    const { subscription } = aPhone(service.url);
    for (const push of [
      { ...subscription, endpoint: 'http://192.168.0.1/admin' },
      { ...subscription, p256dh: 'AAAA' },
      { ...subscription, auth: 'AAAA' },
    ])
      expect(await ask('PUT', ana, { language: 'en', push })).toMatchObject({ reason: 'push-unknown' });
  });

  test('where a phone is woken stands in no event', async () => {
    const { host, service, ask } = await openBar();
    await ask('PUT', ana, { language: 'en', push: aPhone(service.url).subscription });
    await host.publish(completed);
    expect(host.events(pushDue.detailType)).toHaveLength(1);
    expect(JSON.stringify(host.events())).not.toContain(service.url);
  });
});

describe('a letter', () => {
  test('falls due where mail goes out', async () => {
    const { host, ask } = await openBar({ canMail: true });
    await ask('PUT', ana, { language: 'fr', mail: true });
    await host.publish(completed);
    const [letter] = host.events(letterDue.detailType);
    expect(letter?.detail).toMatchObject({
      customerId,
      sessionId: 'session-1',
      subject: 'La commande n° 42 est prête',
    });
  });

  test('is not promised where it would not arrive', async () => {
    const { ask } = await openBar();
    expect(await ask('PUT', ana, { language: 'en', mail: true })).toMatchObject({ reason: 'mail-off' });
  });
});
