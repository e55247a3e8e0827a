import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context, Hono } from 'hono';
import { routePath } from 'hono/route';
import type { ServedRoute } from '@espresso/contract';
import type { Bar } from '../bar.ts';
import type { Env } from '../http/env.ts';
import { refused } from '../http/problems.ts';
import type { RateLimits } from '../http/rate-limits.ts';
import { assetReply } from './assets.ts';
import { filesOf, isBuilt, pageNames, pathOf, workerOf } from './built.ts';
import { customerPages } from './customer/pages.ts';
import { pageReply } from './page-reply.ts';

export interface PagesOptions {
  readonly bar: Bar;
  readonly limits: RateLimits;
  readonly isSecure: boolean;
  readonly waits: ServedRoute;
}

/** Puts the built pages at their addresses: the customer's written by the server, the others as they were built, and the files of all. */
export const mountPages = (app: Hono<Env>, options: PagesOptions): void => {
  const only =
    (methods: readonly string[], answer: (c: Context<Env>) => Promise<Response>) => async (c: Context<Env>) => {
      c.set('route', routePath(c));
      const method = c.req.method === 'HEAD' ? 'GET' : c.req.method;
      return methods.includes(method) ? answer(c) : refused('method-not-allowed', {}, { Allow: methods.join(', ') });
    };

  app.all(
    '/assets/:page/:file',
    only(
      ['GET'],
      async (c) =>
        assetReply(c.req.param('page') ?? '', c.req.param('file') ?? '', c.req.header('accept-encoding')) ??
        refused('unknown-path'),
    ),
  );

  // Loaded with the first phone: a start does not wait for it.
  let customer: ReturnType<typeof customerPages> | undefined;
  const ofCustomers = async () => (await (customer ??= customerPages(options))) ?? notBuilt();
  app.all(
    '/order',
    only(['GET', 'POST'], async (c) => (await ofCustomers()).order(c)),
  );
  app.all(
    '/order/my-data',
    only(['GET'], async (c) => (await ofCustomers()).myData(c)),
  );
  app.all(
    '/order/:orderId',
    only(['GET', 'POST'], async (c) => (await ofCustomers()).oneOrder(c)),
  );

  // At the root, so that its reach may be `/order` (Service Workers, "scope"); looked at anew each time.
  app.all(
    '/order-worker.js',
    only(['GET'], () => {
      const worker = workerOf('customer');
      const headers = { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-cache' };
      return Promise.resolve(worker === undefined ? refused('unknown-path') : new Response(worker, { headers }));
    }),
  );

  for (const name of pageNames.filter((page) => page !== 'customer' && isBuilt(page))) {
    const html = readFileSync(join(filesOf(name), 'index.html'), 'utf8');
    const answer = only(['GET'], async (c) => pageReply(html, c.req.header('accept-encoding')));
    app.all(pathOf(name), answer);
    // A page's own places: `/admin/menu` is the same page.
    app.all(`${pathOf(name)}/*`, answer);
  }
};

const notBuilt = () => {
  const answer = () => Promise.resolve(refused('unknown-path', { detail: 'The page was not built: run npm start.' }));
  return { order: answer, oneOrder: answer, myData: answer };
};
