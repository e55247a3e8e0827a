import { operatorSession, type Mail } from '@coffee/identity';
import { firstShop } from '@coffee/shop';
import type { ContextDefinition, StaffRole } from '@espresso/contract';
import { memoryStore, noAlarm } from '@espresso/host';
import { isJsonObject, parseJson, secureRandom, uuids, type Json, type JsonObject } from '@espresso/kernel';
import { fakeClock, type FakeClock } from '@espresso/testing';
import { z } from 'zod';
import { openBar, type Bar } from '../bar.ts';
import { createApp, type App } from '../http/app.ts';
import type { Allowances } from '../http/rate-limits.ts';
import { listen } from '../listen.ts';
import type { AwsAccess } from '../http/aws.ts';
import { drawSecrets } from '../start/secrets.ts';

export interface Asked {
  readonly token?: string;
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** The reply's JSON; an empty object where it is none. */
  readonly body: JsonObject;
  readonly text: string;
}

/** The real app on a real socket, with a clock that stands still. */
export interface TestBar {
  readonly url: string;
  readonly bar: Bar;
  readonly app: App;
  readonly clock: FakeClock;
  readonly mails: readonly Mail[];
  readonly faults: readonly unknown[];
  /** A session of the operator: an owner of all shops. */
  readonly owner: string;
  call(method: string, path: string, asked?: Asked): Promise<Reply>;
  /** Invites somebody and lets them in. @returns the token of their session */
  staff(role: StaffRole, shopId?: string): Promise<string>;
  customer(email: string, shopId?: string): Promise<string>;
  /** Scans the code of the display. @returns the order's id */
  scan(customer: string): Promise<string>;
  close(): Promise<void>;
}

const token = z.object({ token: z.string() });

export const openTestBar = async (
  options: {
    readonly allowances?: Allowances;
    readonly trustProxy?: boolean;
    readonly extensions?: readonly ContextDefinition[];
    readonly aws?: AwsAccess;
  } = {},
): Promise<TestBar> => {
  const clock = fakeClock();
  const mails: Mail[] = [];
  const faults: unknown[] = [];
  const bar = await openBar({
    store: memoryStore(),
    secrets: await drawSecrets(),
    mail: { send: (mail) => Promise.resolve(void mails.push(mail)) },
    clock,
    random: secureRandom,
    ids: uuids(clock),
    alarm: noAlarm,
    extensions: options.extensions ?? [],
    log: { info: () => undefined, warn: () => undefined, error: (facts) => void faults.push(facts['err']) },
  });
  await bar.host.command(() => Promise.resolve(firstShop()));
  const app = createApp({ bar, ...options });
  const listening = await listen(app.fetch, { port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${listening.port}`;
  const session = await bar.host.command((work) => operatorSession(bar.keys, work));
  const owner = session.accepted ? token.parse(session.reply).token : '';

  const call = async (
    method: string,
    path: string,
    { token: bearer, body, headers = {} }: Asked = {},
  ): Promise<Reply> => {
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    await bar.host.settle();
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: jsonIn(response, text) };
  };
  const yes = async (...asked: Parameters<typeof call>): Promise<JsonObject> => {
    const reply = await call(...asked);
    if (reply.status >= 300) throw new Error(`${asked[0]} ${asked[1]}: ${reply.status} ${reply.text}`);
    return reply.body;
  };

  return {
    url,
    bar,
    app,
    clock,
    mails,
    faults,
    owner,
    call,
    staff: async (role, shopId) => {
      const invited = await yes('POST', '/api/invitations', {
        token: owner,
        body: { role, ...(shopId !== undefined && { shopId }) },
      });
      const body = { token: textIn(invited, 'token'), name: 'Cy' };
      return textIn(await yes('POST', '/api/invitations/accept', { body }), 'token');
    },
    customer: async (email, shopId = 'main') =>
      textIn(await yes('POST', '/api/sessions/customer', { body: { shopId, email } }), 'token'),
    scan: async (customer) => {
      const { code = '' } = await yes('GET', '/api/shops/main/code', { token: owner });
      return textIn(await yes('POST', '/api/orders', { token: customer, body: { shopId: 'main', code } }), 'orderId');
    },
    close: async () => {
      app.close();
      bar.live.close();
      await listening.close(0);
      await bar.stop();
    },
  };
};

/** A text that has to be in a reply. */
export const textIn = (body: JsonObject, name: string): string => z.string().parse(body[name]);

const jsonIn = (response: Response, text: string): JsonObject => {
  if (!(response.headers.get('content-type') ?? '').includes('json')) return {};
  const body = parseJson(text);
  return isJsonObject(body) ? body : {};
};
