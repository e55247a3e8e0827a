import { Hono } from 'hono';
import { askerOf } from '../http/asker.ts';
import { endpointsOf } from '../http/endpoint.ts';
import type { Env } from '../http/env.ts';
import { mountEndpoints } from '../http/mount-endpoints.ts';
import { refused } from '../http/problems.ts';
import type { Serving } from '../http/serve-endpoint.ts';
import { operations } from '../operations/index.ts';
import type { Bar } from '../bar.ts';
import type { OpenSandbox, Sandboxes } from './sandboxes.ts';

/** What tells a bar of something that no customer, barista or owner did. */
const SEND = 'POST /api/events';

/** Answers the Explorer's routes for each sandbox, under its own address: `/api/sandboxes/{sandboxId}/…`. */
export const mountSandboxes = (app: Hono<Env>, serving: Serving, sandboxes: Sandboxes): void => {
  const routers = new WeakMap<Bar, Hono<Env>>();
  app.all('/api/sandboxes/:sandboxId/:rest{.+}', async (c, next) => {
    if (OWN.has(c.req.param('rest'))) {
      await next();
      return;
    }
    c.set('route', '/api/sandboxes/{sandboxId}/*');
    const found = sandboxes.find(c.req.param('sandboxId'));
    if (found === undefined) return refused('unknown-sandbox');
    const { bar } = found;
    const router = routers.get(bar) ?? routerOf(found, serving);
    routers.set(bar, router);
    return router.fetch(c.req.raw, c.env);
  });
};

/** What the server itself answers about a sandbox. */
const OWN: ReadonlySet<string> = new Set(['knobs', 'troubles']);

const routerOf = ({ bar, sandbox, sandboxId }: OpenSandbox, { bar: real, limits, isSecure }: Serving): Hono<Env> => {
  const router = new Hono<Env>();
  router.use(async (c, next) => {
    c.set('asker', askerOf(c.env.incoming, false));
    if (c.req.method === 'GET' || c.req.method === 'HEAD') {
      await next();
      return;
    }
    // What somebody does comes between two moments of the day, and what comes of it happens at once.
    await sandbox.perform(next);
    if (c.res.ok) sandbox.touch();
  });
  const readings = endpointsOf(bar.contexts).filter(({ runs }) => runs === 'read');
  const endpoints = [...readings, ...operations(bar)].map((endpoint) => {
    const { served } = endpoint;
    if (`${served.route.method} ${served.route.path}` !== SEND) return endpoint;
    const run: typeof served.run = async (request, work) => {
      const outcome = await served.run(request, work);
      if (outcome.accepted) sandbox.tamper();
      return outcome;
    };
    return { ...endpoint, served: { ...served, run } };
  });
  mountEndpoints(router, { bar, sessions: real, limits, isSecure }, endpoints, `/api/sandboxes/${sandboxId}`);
  router.notFound(() => refused('unknown-path'));
  router.onError((error) => {
    const id = real.ids.next();
    real.log.error({ err: error, id, sandboxId }, 'a request to a sandbox failed');
    return refused('internal-error', { id });
  });
  return router;
};
