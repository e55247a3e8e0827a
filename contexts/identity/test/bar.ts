import {
  accept,
  defineContext,
  type Caller,
  type ContextDefinition,
  type Outcome,
  type ServedRoute,
  type Work,
} from '@espresso/contract';
import { letterDue } from '@coffee/notifier/contract';
import { openTestHost, type TestHost, type TestHostOptions } from '@espresso/testing';
import { settings, settingsChanged, shopId } from '@coffee/shop/contract';
import { z } from 'zod';
import {
  admits,
  callerOf,
  createSessionKey,
  identity,
  openKeys,
  openVault,
  operatorSession,
  setUpInvitation,
  type Authentication,
  type Mail,
  type SessionKeys,
} from '../src/manifest.ts';

export const PEPPER = 'a pepper of at least thirty-two characters';
export const MAIN = shopId.parse('main');
export const ANNEX = shopId.parse('annex');

const key = await createSessionKey();
const issuer = 'https://espresso.example';

/** The part of the shop that identity listens to. */
const shop = defineContext({
  name: 'shop',
  purpose: 'Settings, as the shop tells them.',
  publishes: [settingsChanged],
});

/** The part of the notifier that identity listens to. */
const notifier = defineContext({ name: 'notifier', purpose: 'Letters, as they fall due.', publishes: [letterDue] });

export interface Asked {
  readonly token?: string;
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}

type Store = NonNullable<TestHostOptions['store']>;

/** Everything a store was ever told to keep, by space. */
export type Kept = readonly { readonly space: string; readonly text: string }[];

export interface Bar {
  readonly host: TestHost;
  readonly keys: SessionKeys;
  readonly context: ContextDefinition;
  /** The letters that went out, oldest first. */
  readonly mails: readonly Mail[];
  /** Everything the store was told to keep, if the bar was opened on one. */
  readonly kept: Kept;
  /** Asks as the server does: who is it, may they, then the route. */
  ask(route: string, asked?: Asked): Promise<Outcome<unknown>>;
  who(token?: string): Promise<Authentication>;
  /** What a route would answer to this state, without anything being committed: one half of two at once. */
  weigh(route: string, asked?: Asked): Promise<Outcome<unknown>>;
  commit(outcome: Outcome<unknown>): Promise<Outcome<unknown>>;
  setPolicy(emailPolicy: 'trust' | 'prove', shop?: typeof MAIN): Promise<void>;
  /** The set-up token a start prints, if it prints one. */
  start(): Promise<string | undefined>;
  operator(): Promise<string>;
  /** An owner of everything, by the set-up link: the token of the session. */
  owner(): Promise<string>;
  /** Somebody invited by `by`, and in. */
  join(by: string, role: string, at?: string): Promise<{ readonly token: string; readonly staffId: string }>;
}

/** A bar of two shops that trust, with nobody in it. Given a store, it also tells what is kept there. */
export const openBar = async (store?: Store): Promise<Bar> => {
  const keys = await openKeys({ keys: [key] }, issuer);
  const vault = openVault(PEPPER);
  const mails: Mail[] = [];
  const kept: { space: string; text: string }[] = [];
  const context = identity({
    keys,
    pepper: PEPPER,
    mail: {
      send: (mail) => {
        mails.push(mail);
        return Promise.resolve();
      },
    },
  });
  const host = await openTestHost({
    contexts: [shop, notifier, context],
    ...(store && { store: watched(store, kept) }),
  });
  const read = <Result>(run: (work: Work) => Promise<Result>) => host.host.read(run);

  const served = (name: string): ServedRoute => {
    const found = context.routes.find(({ route }) => `${route.method} ${route.path}` === name);
    if (found === undefined) throw new TypeError(`no route ${name}`);
    return found;
  };
  const who = (token?: string) => read((work) => callerOf(token, keys, work));
  const ready = async (name: string, { token, ...request }: Asked) => {
    const { caller } = await who(token);
    return { served: served(name), request: { params: {}, query: {}, body: undefined, ...request, caller } };
  };
  const forbidden = ({ route }: ServedRoute, caller: Caller): Outcome<unknown> | undefined =>
    admits(route.access, caller) ? undefined : { accepted: false, reason: 'forbidden' };

  let revision = 0;
  const bar: Bar = {
    host,
    keys,
    context,
    mails,
    kept,
    who,
    ask: async (name, asked = {}) => {
      const { served: found, request } = await ready(name, asked);
      return forbidden(found, request.caller) ?? host.call(found, request);
    },
    weigh: async (name, asked = {}) => {
      const { served: found, request } = await ready(name, asked);
      return forbidden(found, request.caller) ?? read((work) => found.run(request, work));
    },
    commit: (outcome) => command(host.host, outcome),
    setPolicy: (emailPolicy, at = MAIN) =>
      host.publish(
        settingsChanged({
          shopId: at,
          by: 'staff-1',
          settings: { ...settings.parse({}), emailPolicy },
          revision: ++revision,
        }),
      ),
    start: async () => {
      const outcome = await host.host.command((work) => setUpInvitation(vault, work));
      return outcome.accepted ? z.object({ token: z.string() }).optional().parse(outcome.reply)?.token : undefined;
    },
    operator: async () => tokenIn(await host.host.command((work) => operatorSession(keys, work))),
    owner: async () => tokenIn(await bar.ask('POST /api/setup', { body: { token: await bar.start(), name: 'Olga' } })),
    join: async (by, role, at) => {
      const invited = await bar.ask('POST /api/invitations', {
        token: by,
        body: { role, ...(at !== undefined && { shopId: at }) },
      });
      const outcome = await bar.ask('POST /api/invitations/accept', { body: { token: tokenIn(invited), name: 'Cy' } });
      return z.object({ token: z.string(), staffId: z.string() }).parse(replyOf(outcome));
    },
  };
  for (const at of [MAIN, ANNEX]) await bar.setPolicy('trust', at);
  return bar;
};

const command = (host: TestHost['host'], outcome: Outcome<unknown>) =>
  host.command(() => Promise.resolve(outcome.accepted ? { ...accept({ reply: outcome.reply }), ...outcome } : outcome));

/** The reply of an outcome that has to be a yes. */
export const replyOf = (outcome: Outcome<unknown>): unknown => {
  if (!outcome.accepted) throw new Error(`refused: ${outcome.reason}`);
  return outcome.reply;
};

export const tokenIn = (outcome: Outcome<unknown>): string =>
  z.object({ token: z.string() }).parse(replyOf(outcome)).token;

export const reasonOf = (outcome: Outcome<unknown>): string => (outcome.accepted ? 'accepted' : outcome.reason);

/** The code in a letter. */
export const codeIn = (mail: Mail | undefined): string => /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? 'no code';

/** A store that also tells what it was given to keep. */
const watched = (store: Store, kept: { space: string; text: string }[]): Store => ({
  ...store,
  commit: (changes) => {
    for (const [space, entries] of changes.entries)
      for (const [at, text] of entries) kept.push({ space, text: `${at} ${text ?? ''}` });
    for (const event of changes.events) kept.push({ space: 'log', text: JSON.stringify(event) });
    return store.commit(changes);
  },
});
