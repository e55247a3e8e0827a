import type { ContextDefinition, ServedRoute } from '@espresso/contract';

/** A route of the API, and how it runs. */
export interface Endpoint {
  readonly served: ServedRoute;
  /**
   * `read`: on what is committed. `command`: as a unit of work, with an idempotency key. `act`: on the host itself, from outside
   * any unit of work. `stream`: its reply says what to follow, and what is sent is a stream of events.
   */
  readonly runs: 'read' | 'command' | 'act' | 'stream';
}

/** The routes of the contexts: what only reads, and what commits. */
export const endpointsOf = (contexts: readonly ContextDefinition[]): readonly Endpoint[] =>
  contexts.flatMap(({ routes }) =>
    routes.map((served) => ({ served, runs: served.route.method === 'GET' ? 'read' : 'command' }) as const),
  );

/** A path as the router writes it: `/api/shops/:shopId`. */
export const routerPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');
