import type { Caller, ServedRoute } from '@espresso/contract';
import type { Context } from 'hono';
import { setTimeout as pause } from 'node:timers/promises';
import { createHash } from 'node:crypto';
import type { Bar } from '../../bar.ts';
import { isSameOrigin, presentedBy, whoAsks } from '../../http/authenticate.ts';
import type { Env } from '../../http/env.ts';
import { refused } from '../../http/problems.ts';
import type { RateLimits } from '../../http/rate-limits.ts';
import { ask } from '../ask.ts';
import { entryOf } from '../built.ts';
import { pageReply, seeOther } from '../page-reply.ts';
import { codeCookie, languageFor, noCode, scannedCode } from './cookies.ts';
import { myData } from './my-data.ts';
import { pageData, type Menu, type Order, type PageState, type Wish } from './page-data.ts';
import { readForm } from './read-form.ts';
import { signInBy } from './signed-in.ts';

export interface CustomerPagesOptions {
  readonly bar: Bar;
  readonly limits: RateLimits;
  readonly isSecure: boolean;
  /** The route that tells how long one waits. */
  readonly waits: ServedRoute;
}

type Asked = Context<Env>;
type Answered = Promise<Response>;

const ENDS: ReadonlySet<Order['status']> = new Set(['collected', 'refused', 'cancelled', 'timed-out', 'failed']);
const LOOKS_MAX = 40;
const LOOK_MS = 50;

/** The customer's pages: written by the server, complete without a script. Undefined where they were not built. */
export const customerPages = async ({ bar, limits, isSecure, waits }: CustomerPagesOptions) => {
  const files = entryOf('customer');
  if (files === undefined) return undefined;
  const { renderPage, wishFrom, wishIn, bodyOf, fieldsOf } = await import('@espresso/customer/server');
  const data = pageData(bar);

  const callerOf = async (c: Asked): Promise<Caller> =>
    (await whoAsks(presentedBy(c.env.incoming.headers, 'customer'), () => true, bar.keys, bar.host)).who.caller;

  /** What every page starts from. */
  const base = (language: PageState['language']): PageState => ({
    language,
    shops: [],
    signedIn: false,
    key: bar.ids.next(),
    position: bar.host.lastEventNumber,
    nowMs: bar.clock.now(),
  });
  const write = (c: Asked, state: PageState, cookies: readonly string[], status = 200): Answered =>
    pageReply(renderPage(state, files), c.req.header('accept-encoding'), { status, cookies });

  const waitAt = async (shopId: string): Promise<PageState['wait']> => {
    const answer = await ask(bar, waits, { caller: { kind: 'anonymous' }, params: { shopId } });
    return answer.ok ? data.waitOf(answer.reply) : undefined;
  };

  const menuPage = async (c: Asked, more: Partial<PageState> = {}, also: readonly string[] = []): Answered => {
    const { headers } = c.env.incoming;
    const query = new URL(c.req.url).searchParams;
    const { language, cookies: chosen } = languageFor(headers, query.get('lang') ?? undefined);
    const cookies = [...chosen, ...also];
    const first = base(language);
    const asked = more.shop?.shopId ?? query.get('shop') ?? undefined;
    const shops = asked === undefined ? await data.shops() : [];
    const shopId = asked ?? (shops.length === 1 ? shops[0]?.shopId : undefined);
    const [shop, menu, caller] = await Promise.all([
      shopId === undefined ? undefined : data.shop(shopId),
      shopId === undefined ? undefined : data.menu(shopId, language),
      callerOf(c),
    ]);
    if (shop === undefined || menu === undefined || shopId === undefined) {
      const problem = shopId === undefined ? {} : { problem: 'unknown-shop' };
      const known = shops.length === 0 ? await data.shops() : shops;
      return write(c, { ...first, shops: known, ...problem }, cookies, shopId === undefined ? 200 : 404);
    }
    const [orders, wait] = await Promise.all([data.ordersAt(shopId, caller), waitAt(shopId)]);
    const running = orders.find(({ status }) => !ENDS.has(status) && status !== 'ready')?.orderId;
    const had = orders.find(({ drink }) => drink !== undefined);
    const wish = wishIn(query, menu) ?? (had && wishFrom(had, menu));
    const code = scannedCode(headers, shopId);
    const problem = query.get('problem');
    return write(
      c,
      {
        ...first,
        shop,
        menu,
        signedIn: caller.kind === 'customer' && caller.shopId === shopId,
        ...(code !== undefined && { code }),
        ...(wait !== undefined && { wait }),
        ...(running !== undefined && { running }),
        ...(wish !== undefined && { wish }),
        ...(problem !== null && /^[a-z-]{1,40}$/.test(problem) && { problem }),
        ...more,
      },
      cookies,
    );
  };

  const orderPage = async (c: Asked): Answered => {
    const query = new URL(c.req.url).searchParams;
    const { language, cookies } = languageFor(c.env.incoming.headers, query.get('lang') ?? undefined);
    const first = base(language);
    const caller = await callerOf(c);
    const order = await data.order(c.req.param('orderId') ?? '', caller);
    if (order === undefined) return write(c, { ...first, problem: 'unknown-order' }, cookies, 404);
    const [shop, menu, wait, notices] = await Promise.all([
      data.shop(order.shopId),
      data.menu(order.shopId, language),
      waitAt(order.shopId),
      data.notices(order.orderId, caller),
    ]);
    const wish = menu === undefined ? undefined : wishIn(query, menu);
    const problem = query.get('problem');
    return write(
      c,
      {
        ...first,
        order,
        signedIn: caller.kind === 'customer',
        ...(shop && { shop }),
        ...(menu && { menu }),
        ...(wait && { wait }),
        ...(notices && { notices }),
        ...(wish && { wish }),
        ...(problem !== null && /^[a-z-]{1,40}$/.test(problem) && { problem }),
      },
      cookies,
    );
  };

  /** The form of the menu, sent without a script: the same steps as with one, on the server. */
  const takeOrder = async (c: Asked): Answered => {
    const { incoming } = c.env;
    if (!isSameOrigin(incoming.headers)) return refused('other-site');
    const form = await readForm(incoming);
    const shopId = form?.get('shop') ?? '';
    const [shop, menu] = await Promise.all([data.shop(shopId), data.menu(shopId)]);
    if (form === undefined || shop === undefined || menu === undefined) return seeOther('/order');
    const wish = wishIn(form, menu);
    const cookies: string[] = [];
    const back = (problem: string): Response => seeOther(addressOf('/order', problem, wish, shopId), cookies);
    if (wish === undefined) return back('drink-missing');
    const code = (form.get('code') ?? '').trim();
    if (code === '') return back('code-missing');
    const typed = codeCookie(shopId, code, isSecure);
    if (typed !== undefined) cookies.push(typed);

    let caller = await callerOf(c);
    const email = form.get('email')?.trim();
    if (email !== undefined && email !== '') {
      const proof = form.get('again') === null ? form.get('proof')?.trim() : undefined;
      const asker = c.get('asker');
      const signed = await signInBy({ shopId, email, ...(proof !== undefined && proof !== '' && { proof }) }, caller, {
        bar,
        limits,
        isSecure,
        asker,
      });
      if (signed.type === 'refused') return back(signed.reason);
      if (signed.type === 'proof-needed') {
        const { triesLeft } = signed;
        return menuPage(
          c,
          { shop, proof: { email, ...(triesLeft !== undefined && { triesLeft }) }, wish, code },
          cookies,
        );
      }
      cookies.push(signed.cookie);
      ({ caller } = signed);
    }
    if (caller.kind !== 'customer') return back('sign-in-needed');
    if (!limits.session(caller).taken) return back('too-many-requests');

    const key = form.get('key') ?? bar.ids.next();
    const begun = await ask(bar, 'POST /api/orders', {
      caller,
      body: { shopId, code },
      idempotency: once(caller, `${key}-code`, [shopId, code]),
    });
    if (!begun.ok) {
      if (begun.reason === 'code-expired' || begun.reason === 'code-spent') cookies.push(noCode());
      return back(begun.reason);
    }
    const orderId = idIn(begun.reply);
    cookies.push(noCode());
    const refusal = await choose(orderId, wish, caller);
    return seeOther(addressOf(`/order/${orderId}`, refusal, refusal === undefined ? undefined : wish), cookies);
  };

  /** Chooses as soon as the order waits for it. @returns the word of a refusal */
  const choose = async (orderId: string, wish: Wish, caller: Caller): Promise<string | undefined> => {
    for (let looks = 0; looks < LOOKS_MAX; looks++) {
      const answer = await ask(bar, 'POST /api/orders/{orderId}/drink', {
        caller,
        params: { orderId },
        body: bodyOf(wish),
      });
      if (answer.ok || answer.reason === 'too-late') return undefined;
      if (answer.reason !== 'not-yet') return answer.reason;
      await pause(LOOK_MS);
    }
    return undefined;
  };

  /** What a page of an order can ask for without a script: another drink, or an end. */
  const changeOrder = async (c: Asked): Answered => {
    const { incoming } = c.env;
    if (!isSameOrigin(incoming.headers)) return refused('other-site');
    const form = await readForm(incoming);
    const orderId = c.req.param('orderId') ?? '';
    const caller = await callerOf(c);
    const order = await data.order(orderId, caller);
    if (form === undefined || order === undefined) return seeOther('/order?problem=unknown-order');
    if (!limits.session(caller).taken) return seeOther(addressOf(`/order/${orderId}`, 'too-many-requests'));
    if (form.getAll('do').includes('more-time')) {
      await ask(bar, 'POST /api/orders/{orderId}/more-time', { caller, params: { orderId }, body: {} });
      return seeOther(`/order/${orderId}`);
    }
    if (form.get('do') === 'cancel') {
      const answer = await ask(bar, 'POST /api/orders/{orderId}/cancel', { caller, params: { orderId }, body: {} });
      return seeOther(addressOf(`/order/${orderId}`, answer.ok ? undefined : answer.reason));
    }
    const menu: Menu | undefined = await data.menu(order.shopId);
    const wish = menu === undefined ? undefined : wishIn(form, menu);
    if (wish === undefined) return seeOther(addressOf(`/order/${orderId}`, 'drink-missing'));
    const refusal = await choose(orderId, wish, caller);
    return seeOther(addressOf(`/order/${orderId}`, refusal, refusal === undefined ? undefined : wish));
  };

  const addressOf = (path: string, problem?: string, wish?: Wish, shopId?: string): string => {
    const query = new URLSearchParams([
      ...(shopId === undefined ? [] : [['shop', shopId]]),
      ...(problem === undefined ? [] : [['problem', problem]]),
      ...(wish === undefined ? [] : fieldsOf(wish).map(([name, value]) => [name, value])),
    ]);
    return query.size === 0 ? path : `${path}?${query.toString()}`;
  };

  return {
    order: async (c: Asked): Answered => {
      if (c.req.method === 'POST') return takeOrder(c);
      // A code in an address would stay in histories and screenshots: it moves into a cookie, and the address is clean.
      const query = new URL(c.req.url).searchParams;
      const [code, shop] = [query.get('code'), query.get('shop')];
      if (code === null || shop === null) return menuPage(c);
      const cookie = codeCookie(shop, code, isSecure);
      query.delete('code');
      return seeOther(`/order?${query.toString()}`, cookie === undefined ? [] : [cookie]);
    },
    myData: async (c: Asked): Answered => myData(bar, await callerOf(c)),
    oneOrder: (c: Asked): Answered => (c.req.method === 'POST' ? changeOrder(c) : orderPage(c)),
  };
};

const idIn = (reply: unknown): string =>
  typeof reply === 'object' && reply !== null && 'orderId' in reply ? String(reply.orderId) : '';

/** The same form sent twice is one wish. */
const once = (caller: Caller, key: string, said: readonly string[]) =>
  caller.kind === 'anonymous' || !/^[\x21-\x7e]{1,128}$/.test(key)
    ? undefined
    : {
        scope: caller.sessionId,
        key,
        fingerprint: createHash('sha256').update(JSON.stringify(said)).digest('base64url'),
      };
