import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import {
  areSubscriptionKeys,
  encrypt,
  isPushService,
  PushRefused,
  pushTo,
  readPushKeys,
  vapidHeader,
} from './index.ts';
import { aBrowser } from './testing/a-browser.ts';

const keys = readPushKeys(Buffer.alloc(32, 7));
const clock = { now: () => Date.UTC(2026, 10, 28, 9) };
const contact = 'mailto:coffee@example.com';

describe('a message for one browser', () => {
  test("is what RFC 8291's example says", () => {
    const drawn = ['DGv6ra1nlYgDCS1FRnbzlw', 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'];
    const body = encrypt(
      'When I grow up, I want to be a watermelon',
      {
        p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
        auth: 'BTBZMqHH6r4Tts7J_aSIgg',
      },
      () => Buffer.from(drawn.shift() ?? '', 'base64url'),
    );
    expect(body.toString('base64url')).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    );
  });

  test('opens in that browser, and in no other', () => {
    const [browser, other] = [aBrowser('https://push.example/1'), aBrowser('https://push.example/2')];
    const body = encrypt('#42 ☕', browser.subscription, randomBytes);
    expect(browser.read(body)).toBe('#42 ☕');
    expect(() => other.read(body)).toThrow(/authenticate/);
  });

  test('has a bound', () => {
    const { subscription } = aBrowser('https://push.example/1');
    expect(() => encrypt('x'.repeat(4_080), subscription, randomBytes)).toThrow(RangeError);
  });
});

test('the server says who it is, to this service, for half a day, in a signature that holds', () => {
  const header = vapidHeader(keys, { endpoint: 'https://push.example/some/where', contact, nowMs: clock.now() });
  const [, text = '', signature = '', key = ''] = /^vapid t=([^.]+\.[^.]+)\.([^,]+), k=(.+)$/.exec(header) ?? [];
  const claims: unknown = JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString());
  expect(claims).toEqual({ aud: 'https://push.example', exp: clock.now() / 1_000 + 43_200, sub: contact });
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  const good = verify(
    'sha256',
    Buffer.from(text),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  expect(good).toBe(true);
});

test('keys that are none are told apart from keys', () => {
  const { subscription } = aBrowser('https://push.example/1');
  expect(areSubscriptionKeys(subscription)).toBe(true);
  expect(areSubscriptionKeys({ ...subscription, auth: 'c2hvcnQ' })).toBe(false);
  expect(areSubscriptionKeys({ ...subscription, p256dh: Buffer.alloc(65, 4).toString('base64url') })).toBe(false);
  expect(areSubscriptionKeys({ ...subscription, p256dh: '' })).toBe(false);
});

test.each([
  ['https://fcm.googleapis.com/fcm/send/abc', true],
  ['https://updates.push.services.mozilla.com/wpush/v2/abc', true],
  ['https://web.push.apple.com/abc', true],
  ['https://wns2-par02p.notify.windows.com/w/?token=abc', true],
  ['http://fcm.googleapis.com/fcm/send/abc', false],
  ['https://fcm.googleapis.com:8443/fcm/send/abc', false],
  ['https://fcm.googleapis.com.evil.example/', false],
  ['https://evilpush.apple.com.example/', false],
  ['https://user@web.push.apple.com/', false],
  ['https://192.168.0.1/', false],
  ['nonsense', false],
])('%s is a push service: %s', (endpoint, known) => expect(isPushService(endpoint)).toBe(known));

describe('sending', () => {
  /** A push service on this machine that answers with this status. */
  const service = async (status: number) => {
    const asked: { readonly headers: IncomingMessage['headers']; readonly body: Buffer }[] = [];
    const server = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        asked.push({ headers: request.headers, body: Buffer.concat(pieces) });
        response.writeHead(status).end('said');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address: AddressInfo | string | null = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    return { url: `http://127.0.0.1:${String(port)}/send`, asked, close: () => server.close() };
  };
  const push = pushTo({ keys, contact, clock, bytes: randomBytes });
  const message = { text: 'ready', topic: 'order-1', goodForSeconds: 600 };

  test('is one request that this browser can read; a second try replaces the first', async () => {
    const { url, asked, close } = await service(201);
    const browser = aBrowser(url);
    expect([await push(browser.subscription, message), await push(browser.subscription, message)]).toEqual([
      'sent',
      'sent',
    ]);
    expect(asked.map(({ body }) => browser.read(body))).toEqual(['ready', 'ready']);
    expect(asked[0]?.headers).toMatchObject({ ttl: '600', urgency: 'high', 'content-encoding': 'aes128gcm' });
    expect(asked[0]?.headers['topic']).toMatch(/^[\w-]{32}$/);
    expect(asked[0]?.headers['topic']).toBe(asked[1]?.headers['topic']);
    close();
  });

  test.each([
    [404, 'gone'],
    [410, 'gone'],
  ])('%i says that the browser listens no more', async (status, told) => {
    const { url, close } = await service(status);
    expect(await push(aBrowser(url).subscription, message)).toBe(told);
    close();
  });

  test.each([
    [400, false],
    [413, false],
    [429, true],
    [503, true],
  ])('%i is a fault; worth another try: %s', async (status, retryable) => {
    const { url, close } = await service(status);
    const fault: unknown = await push(aBrowser(url).subscription, message).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(PushRefused);
    expect(fault).toMatchObject({ retryable });
    close();
  });
});
