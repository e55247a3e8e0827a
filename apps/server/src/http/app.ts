import { journeyView } from '@coffee/journey/contract';
import { renderJourney } from '@coffee/journey';
import type { JsonObject } from '@espresso/kernel';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { Bar } from '../bar.ts';
import { operations } from '../operations/index.ts';
import { isBuilt } from '../pages/built.ts';
import { isPhone, landingPage } from '../pages/landing.ts';
import { mountPages } from '../pages/mount.ts';
import { seeOther } from '../pages/page-reply.ts';
import { waitRoute } from '../pages/wait-time.ts';
import { mountSandboxes } from '../sandboxes/mount.ts';
import { sandboxRoutes } from '../sandboxes/routes.ts';
import { Sandboxes } from '../sandboxes/sandboxes.ts';
import { askerOf } from './asker.ts';
import { mountAws, type AwsAccess } from './aws.ts';
import { endpointsOf, type Endpoint } from './endpoint.ts';
import { openMetrics } from './metrics.ts';
import { mountEndpoints } from './mount-endpoints.ts';
import { openApiOf } from './openapi.ts';
import { refused } from './problems.ts';
import { RateLimits, type Allowances } from './rate-limits.ts';
import { htmlReply, securityHeaders } from './security-headers.ts';
import type { Env } from './env.ts';
import { serveEndpoint } from './serve-endpoint.ts';

export interface AppOptions {
  readonly bar: Bar;
  /** Whether people reach this server by https. */
  readonly isSecure?: boolean;
  readonly trustProxy?: boolean;
  readonly allowances?: Allowances;
  /** Where phones in the room reach this server; it may change with the network. */
  readonly phones?: () => string | undefined;
  /** Without it, AWS's protocols are not offered. */
  readonly aws?: AwsAccess;
}

export interface App {
  readonly fetch: Hono<Env>['fetch'];
  /** Every route of the API that is served. */
  readonly endpoints: readonly Endpoint[];
  /** Ends what was only for trying things out. */
  close(): void;
}

/** The server's HTTP: the contexts' routes, those of the host, and the few pages the server has itself. */
export const createApp = ({
  bar,
  isSecure = false,
  trustProxy = false,
  allowances,
  phones = () => undefined,
  aws,
}: AppOptions): App => {
  const app = new Hono<Env>();
  const limits = new RateLimits(bar.clock, allowances);
  const metrics = openMetrics(bar);
  const waits = { served: waitRoute(bar, phones), runs: 'read' } as const;
  const sandboxes = new Sandboxes(bar);
  const onSandboxes = sandboxRoutes(bar, sandboxes).map(
    (served) => ({ served, runs: served.route.method === 'GET' ? 'read' : 'act' }) as const,
  );
  const endpoints = [...endpointsOf(bar.contexts), ...operations(bar), waits, ...onSandboxes];
  const serving = { bar, limits, isSecure };

  app.use(async (c, next) => {
    const startMs = performance.now();
    const asker = askerOf(c.env.incoming, trustProxy);
    c.set('asker', asker);
    // On Node's own response, under whatever the reply says itself: a stream has them too, and no reply is copied for them.
    for (const [name, value] of everyReply) c.env.outgoing.setHeader(name, value);
    const within = limits.request(asker);
    if (within.taken) await next();
    else c.res = refused('too-many-requests', {}, { 'Retry-After': String(within.retryAfterSeconds) });
    const route = c.get('route') ?? 'other';
    metrics.request(
      { method: c.req.method, route, status: String(c.res.status) },
      (performance.now() - startMs) / 1_000,
    );
  });

  mountEndpoints(app, serving, endpoints);
  mountSandboxes(app, serving, sandboxes);

  let document: JsonObject | undefined;
  const openApi = () => (document ??= openApiOf(endpoints));
  const get = (path: string, answer: (c: Context<Env>) => Response | Promise<Response>) => {
    app.all(path, (c) => {
      c.set('route', path);
      return c.req.method === 'GET' || c.req.method === 'HEAD'
        ? answer(c)
        : refused('method-not-allowed', {}, { Allow: 'GET' });
    });
  };
  get('/healthz', () =>
    bar.isOpen() ? Response.json({ status: 'ok' }) : refused('stopping', {}, { 'Retry-After': '2' }),
  );
  get('/metrics', async () => new Response(await metrics.text(), { headers: { 'Content-Type': metrics.contentType } }));
  get('/.well-known/jwks.json', () =>
    Response.json(bar.keys.jwks(), {
      headers: { 'Content-Type': 'application/jwk-set+json', 'Cache-Control': 'public, max-age=300' },
    }),
  );
  get('/api/openapi.json', () => Response.json(openApi()));
  get('/api/docs', async () => htmlReply((await import('../pages/docs.ts')).docsPage(openApi())));
  get('/problems/:name', async (c) => {
    const { problemPage } = await import('../pages/problem.ts');
    const html = problemPage(c.req.param('name') ?? '', endpoints);
    return html === undefined ? refused('unknown-path') : htmlReply(html);
  });
  get('/', async (c) =>
    isPhone(c.req.raw.headers) && isBuilt('customer') ? seeOther('/order') : htmlReply(landingPage(await shopsOf(bar))),
  );
  get('/set-up', async () => htmlReply((await import('../pages/set-up.ts')).setUpPage()));
  get('/set-up.js', async () => {
    const { setUpScript } = await import('../pages/set-up.ts');
    return new Response(setUpScript, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } });
  });
  const story = endpoints.find(({ served }) => served.route.path === '/api/orders/{orderId}/journey');
  if (story !== undefined) {
    const tell = serveEndpoint(serving, story);
    get('/orders/:orderId/journey', async (c) => {
      const told = await tell(c);
      return told.ok ? htmlReply(renderJourney(journeyView.parse(await told.json()))) : told;
    });
  }

  if (aws !== undefined) mountAws(app, bar, aws);
  mountPages(app, { bar, limits, isSecure, waits: waits.served });

  app.notFound(() => refused('unknown-path'));
  app.onError((error) => {
    const id = bar.ids.next();
    bar.log.error({ err: error, id }, 'a request failed');
    return refused('internal-error', { id });
  });
  return { fetch: app.fetch, endpoints, close: () => sandboxes.closeAll() };
};

const everyReply = Object.entries({ ...securityHeaders, 'Cache-Control': 'no-store' });

const shopList = z.object({ shops: z.array(z.object({ shopId: z.string(), name: z.string(), status: z.string() })) });

/** The shops, as anybody may know them. */
const shopsOf = async (bar: Bar): Promise<z.output<typeof shopList>['shops']> => {
  const list = bar.route('GET /api/shops');
  const request = { params: {}, query: {}, body: undefined, caller: { kind: 'anonymous' } as const };
  const outcome = await bar.host.read(async (work) => list.run(request, work));
  return outcome.accepted ? shopList.parse(outcome.reply).shops : [];
};
