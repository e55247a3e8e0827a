import { createUpdatesFor } from '@coffee/publisher';
import { platformEvents } from '@espresso/contract';
import type { LoggedEvent } from '@espresso/host';
import { LiveHub } from '@espresso/live';
import type { Sandbox } from '@espresso/simulation';
import type { Bar } from '../bar.ts';

/** A sandbox as the Explorer's routes see a bar: the host that runs in it now, with sessions of the real bar. */
export const barOfSandbox = ({ bar }: Sandbox, real: Bar): Bar => {
  const { host, contexts, clock, ids, routes } = bar;
  const events = [...platformEvents, ...contexts.flatMap(({ publishes }) => publishes)];
  const updatesFor = createUpdatesFor(events);
  const live = new LiveHub({
    log: host,
    updatesFor: ({ envelope }: LoggedEvent) => updatesFor(envelope),
    onFault: (error) => real.log.error({ err: error }, 'an event of a sandbox could not be told to its readers'),
  });
  return {
    ...real,
    host,
    contexts,
    events,
    updatesFor,
    live,
    clock,
    ids,
    route: (name) => {
      const served = routes.get(name);
      if (served === undefined) throw new TypeError(`no context serves ${name}`);
      return served;
    },
    stop: () => {
      live.close();
      return Promise.resolve();
    },
  };
};
