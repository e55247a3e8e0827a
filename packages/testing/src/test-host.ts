import type {
  Caller,
  ContextDefinition,
  Emission,
  Envelope,
  Key,
  Outcome,
  ServedRoute,
  Table,
} from '@espresso/contract';
import { Host, memoryStore, noAlarm, type HostOptions, type LoggedEvent, type Rule, type Store } from '@espresso/host';
import { seededRandom } from '@espresso/kernel';
import { fakeClock, type FakeClock } from './fake-clock.ts';
import { seededIds } from './seeded-ids.ts';

export interface TestHostOptions {
  readonly contexts: readonly ContextDefinition[];
  readonly seed?: number;
  readonly clock?: FakeClock;
  /** A "disk" that outlives the host; a new one without it. */
  readonly store?: Store;
  readonly plan?: (event: LoggedEvent, rules: readonly Rule[]) => readonly Rule[];
  readonly retention?: HostOptions['retention'];
}

/** A request to a route; what is left out is empty, and the caller anonymous. */
export interface TestRequest {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
  readonly caller?: Caller;
  readonly idempotencyKey?: string;
}

/** A real host on a store in memory, with a clock that stands still until it is moved. */
export interface TestHost {
  readonly clock: FakeClock;
  /** The host as it is now; another one after a crash. */
  readonly host: Host;
  /** Calls a route as the server would, but for its access check. */
  call(served: ServedRoute, request?: TestRequest): Promise<Outcome<unknown>>;
  /** Publishes events as their owners would, and lets everything that follows happen. */
  publish(...emissions: readonly Emission[]): Promise<void>;
  /** Moves the clock step by step, firing each timer at its time. */
  advance(ms: number): Promise<void>;
  /** The events that happened, oldest first, of one type or of all. */
  events(type?: string): readonly Envelope[];
  read<Item extends Readonly<Record<string, unknown>>>(table: Table<Item>, key: Key): Promise<Item | undefined>;
  /** Every execution: its name, status, and the states it waits in. */
  executions(): readonly { readonly name: string; readonly status: string; readonly waitsIn: readonly string[] }[];
  /** Pulls the plug and starts again from what was durable. */
  crash(): Promise<void>;
}

const anonymous: Caller = { kind: 'anonymous' };
const EVENTS_MAX = 100_000;
/** Signs task tokens of tests. */
const SECRET = new Uint8Array(32).fill(7);

export const openTestHost = async (options: TestHostOptions): Promise<TestHost> => {
  const { contexts, seed = 1, clock = fakeClock(), store = memoryStore(), plan, retention } = options;
  const random = seededRandom(seed);
  const ids = seededIds(clock, seed + 1);
  const open = async (): Promise<Host> => {
    const opened = new Host({
      contexts,
      store,
      clock,
      random,
      ids,
      secret: SECRET,
      alarm: noAlarm,
      ...(plan && { plan }),
      ...(retention && { retention }),
    });
    await opened.start();
    await opened.settle();
    return opened;
  };
  let host = await open();

  return {
    clock,
    get host() {
      return host;
    },
    call: async ({ route, run }, asked = {}) => {
      const request = { params: {}, query: {}, body: undefined, caller: anonymous, ...asked };
      if (route.method === 'GET') return host.read((work) => run(request, work));
      const key = asked.idempotencyKey;
      const fingerprint = JSON.stringify([route.path, request.params, request.body]);
      const outcome = await host.command(
        (work) => run(request, work),
        key === undefined ? {} : { idempotency: { scope: 'test', key, fingerprint } },
      );
      await host.settle();
      return outcome;
    },
    publish: async (...emissions) => {
      await host.publish(...emissions);
      await host.settle();
    },
    advance: async (ms) => {
      const untilMs = clock.now() + ms;
      for (
        let next = host.operations.timers(1)[0];
        next !== undefined && next.dueMs <= untilMs;
        next = host.operations.timers(1)[0]
      ) {
        clock.advance(Math.max(next.dueMs - clock.now(), 0));
        await host.settle();
      }
      clock.advance(untilMs - clock.now());
      await host.settle();
    },
    events: (type) =>
      host
        .events({ limit: EVENTS_MAX })
        .map(({ envelope }) => envelope)
        .filter((envelope) => type === undefined || envelope['detail-type'] === type),
    read: (table, key) => host.read((work) => work.get(table, key)),
    executions: () =>
      host.operations.executions({ limit: EVENTS_MAX }).map(({ record: { execution }, waits }) => ({
        name: execution.name,
        status: execution.status,
        waitsIn: waits.map(({ state }) => state),
      })),
    crash: async () => {
      host.kill();
      host = await open();
    },
  };
};
