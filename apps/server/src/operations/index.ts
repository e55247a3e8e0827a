import type { Bar } from '../bar.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { showContexts } from './catalogue.ts';
import { showCheckUp } from './check-up.ts';
import { deadLetterRoutes } from './dead-letters.ts';
import { listEvents, sendEvent } from './events.ts';
import { executionRoutes } from './executions.ts';
import { figureRoutes } from './figures.ts';
import { streamRoutes } from './live.ts';
import { replayRoutes } from './replays.ts';
import { listRules } from './rules.ts';
import { listRunning } from './running.ts';
import { traceEvent } from './traces.ts';
import { showUsage } from './usage.ts';

/** The routes of the host itself: looking into it, acting on it, following it. */
export const operations = (bar: Bar): readonly Endpoint[] => {
  // What acts on the host is a unit of work of the host's own, so it runs outside any other.
  const onHost = [
    listEvents(bar),
    traceEvent(bar),
    listRunning(bar),
    ...executionRoutes(bar),
    ...deadLetterRoutes(bar),
    listRules(bar),
    showContexts(bar),
    showCheckUp(bar),
    showUsage(bar),
    ...replayRoutes(bar),
    ...figureRoutes(bar),
  ];
  return [
    ...onHost.map((served) => ({ served, runs: served.route.method === 'GET' ? 'read' : 'act' }) as const),
    { served: sendEvent(bar), runs: 'command' },
    ...streamRoutes(bar).map((served) => ({ served, runs: 'stream' }) as const),
  ];
};
