import { memoryStore, noAlarm, silent } from '@espresso/host';
import { seededRandom, uuids, type Clock, type JsonObject } from '@espresso/kernel';
import { drawSecrets, openBar } from '@espresso/server';
import type { RouteDefinition } from '@espresso/contract';
import { endpointsOf } from '../../apps/server/src/http/endpoint.ts';
import { openApiOf } from '../../apps/server/src/http/openapi.ts';
import { operations } from '../../apps/server/src/operations/index.ts';

/** What the server adds to the contexts' routes, and the whole API as OpenAPI says it. */
export interface HostRoutes {
  readonly routes: readonly RouteDefinition[];
  readonly openApi: JsonObject;
}

const clock: Clock = { now: () => 0 };

/** Opens a bar that keeps nothing and serves nobody, asks what it would serve, and closes it. */
export const openHostRoutes = async (): Promise<HostRoutes> => {
  const bar = await openBar({
    store: memoryStore(),
    secrets: await drawSecrets(),
    mail: { send: () => Promise.resolve() },
    clock,
    random: seededRandom(1),
    ids: uuids(clock),
    log: silent,
    alarm: noAlarm,
  });
  const own = operations(bar);
  const openApi = openApiOf([...endpointsOf(bar.contexts), ...own]);
  await bar.stop();
  return { routes: own.map(({ served }) => served.route), openApi };
};
