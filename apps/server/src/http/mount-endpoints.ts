import type { Hono } from 'hono';
import { routerPath, type Endpoint } from './endpoint.ts';
import type { Env } from './env.ts';
import { refused } from './problems.ts';
import { serveEndpoint, type Serving } from './serve-endpoint.ts';

/** Serves endpoints on a router; with a prefix, where their paths begin with it instead of `/api`. */
export const mountEndpoints = (
  app: Hono<Env>,
  serving: Serving,
  endpoints: readonly Endpoint[],
  prefix = '/api',
): void => {
  // What is said most precisely comes first: `/api/events/live` before `/api/events/{id}`, should there ever be one.
  const byPath = Map.groupBy(endpoints, ({ served }) => served.route.path);
  for (const [path, served] of [...byPath].toSorted(([a], [b]) => parametersIn(a) - parametersIn(b))) {
    const serve = new Map(
      served.map((endpoint) => [endpoint.served.route.method, serveEndpoint(serving, endpoint)] as const),
    );
    app.all(routerPath(path.replace(/^\/api(?=\/)/, prefix)), (c) => {
      c.set('route', path);
      const method = c.req.method === 'HEAD' ? 'GET' : c.req.method;
      const handler = [...serve].find(([known]) => known === method)?.[1];
      return handler?.(c) ?? refused('method-not-allowed', {}, { Allow: [...serve.keys()].join(', ') });
    });
  }
};

const parametersIn = (path: string): number => path.split('{').length - 1;
