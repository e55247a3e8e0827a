import { sessionsRevoked } from '@coffee/identity/contract';
import { counting } from '@coffee/counting';
import { identity, openKeys, openVault, type Mailer, type SessionKeys, type Vault } from '@coffee/identity';
import { inventory } from '@coffee/inventory';
import { journey } from '@coffee/journey';
import { metrics } from '@coffee/metrics';
import { notifier } from '@coffee/notifier';
import { orderManager } from '@coffee/order-manager';
import { orderProcessor } from '@coffee/order-processor';
import { createUpdatesFor, type UpdatesFor } from '@coffee/publisher';
import type { Update } from '@coffee/publisher/contract';
import { shop } from '@coffee/shop';
import { validator } from '@coffee/validator';
import {
  executionStatusChanged,
  platformEvents,
  type AnyEvent,
  type ContextDefinition,
  type ServedRoute,
} from '@espresso/contract';
import { Host, type Alarm, type LoggedEvent, type Logger, type Store } from '@espresso/host';
import type { Clock, Ids, Random } from '@espresso/kernel';
import { LiveHub, type LiveLimits } from '@espresso/live';
import { pushFor, type PushSender } from './start/push.ts';
import { sandboxes } from '@espresso/sandboxes';
import type { Secrets } from './start/secrets.ts';

/** What the bar is made with. */
export interface Ingredients {
  readonly store: Store;
  readonly secrets: Secrets;
  readonly mail: Mailer;
  /** Whether mail arrives anywhere; without it, nobody is offered a letter. */
  readonly canMail?: boolean;
  readonly push?: PushSender;
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  readonly log: Logger;
  readonly extensions?: readonly ContextDefinition[];
  readonly alarm?: Alarm;
  readonly liveLimits?: Partial<LiveLimits>;
  /** The store cannot be written any more. */
  readonly broken?: (error: unknown) => void;
}

/** A coffee bar that runs: its contexts on a host, and the live updates of what happens there. */
export interface Bar {
  readonly host: Host;
  readonly contexts: readonly ContextDefinition[];
  /** Every event there can be, the platform's included. */
  readonly events: readonly AnyEvent[];
  readonly updatesFor: UpdatesFor;
  readonly live: LiveHub<LoggedEvent, Update['message']>;
  readonly keys: SessionKeys;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  /** Whether orders can be taken. */
  readonly isOpen: () => boolean;
  /** The route of a context, by its method and path. */
  route(name: string): ServedRoute;
  stop(): Promise<void>;
}

const ISSUER = 'serverless-espresso';

/** Puts the contexts together. Live updates come straight from the host's log, so the publisher's rule is not among them. */
export const openBar = async (made: Ingredients): Promise<Bar> => {
  const { store, secrets, mail, canMail = false, clock, random, ids, log, extensions = [], alarm } = made;
  const { liveLimits, broken } = made;
  const keys = await openKeys(secrets.sessions, ISSUER);
  const push = made.push ?? pushFor({ pepper: secrets.pepper, contact: 'mailto:coffee@localhost', clock });
  const core: readonly ContextDefinition[] = [
    shop,
    validator({ codeSecret: secrets.codes }),
    orderProcessor,
    orderManager,
    inventory,
    counting,
    identity({ keys, mail, pepper: secrets.pepper }),
    metrics,
    notifier({ pepper: secrets.pepper, push, canMail, clock }),
    sandboxes,
    ...extensions,
  ];
  const published = core.flatMap(({ publishes }) => publishes);
  const events = [...platformEvents, ...published];
  const workflows = core.flatMap((context) => context.workflows);
  const contexts = [...core, journey({ events: [executionStatusChanged, ...published], workflows })];
  let state: 'open' | 'stopped' | 'broken' = 'open';
  const host = new Host({
    contexts,
    store,
    clock,
    random,
    ids,
    log,
    secret: Buffer.from(secrets.taskTokens, 'base64url'),
    ...(alarm && { alarm }),
    broken: (error) => {
      state = 'broken';
      broken?.(error);
    },
  });
  await host.start();
  const updatesFor = createUpdatesFor(events);
  const live = new LiveHub({
    log: host,
    updatesFor: ({ envelope }: LoggedEvent) => updatesFor(envelope),
    limits: liveLimits ?? {},
    onFault: (error) => {
      log.error({ err: error }, 'an event could not be told to its readers');
    },
  });
  // Whoever was signed out follows nothing any more, from this moment on.
  host.onCommit((told) => {
    if (told.some(({ envelope }) => envelope['detail-type'] === sessionsRevoked.detailType))
      setImmediate(() => void live.recheck());
  });
  const routes = new Map(
    contexts
      .flatMap((context) => context.routes)
      .map((served) => [`${served.route.method} ${served.route.path}`, served]),
  );

  return {
    host,
    contexts,
    events,
    updatesFor,
    live,
    keys,
    vault: openVault(secrets.pepper),
    clock,
    ids,
    log,
    isOpen: () => state === 'open',
    route: (name) => {
      const served = routes.get(name);
      if (served === undefined) throw new TypeError(`no context serves ${name}`);
      return served;
    },
    stop: async () => {
      if (state === 'stopped') return;
      state = 'stopped';
      live.close();
      await host.stop();
    },
  };
};
