import type { HttpBindings } from '@hono/node-server';
import type { Asker } from './rate-limits.ts';

/** What a request carries with it through the router. */
export interface Env {
  Bindings: HttpBindings;
  Variables: {
    asker: Asker;
    /** The pattern of the path, for the figures; absent where nothing is. */
    route?: string;
  };
}
