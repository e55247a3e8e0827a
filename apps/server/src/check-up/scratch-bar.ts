import { firstShop } from '@coffee/shop';
import type { AnyTable, Caller, ContextDefinition, Outcome } from '@espresso/contract';
import { Host, memoryStore, noAlarm, type LoggedEvent, type Store } from '@espresso/host';
import { EspressoError, isJsonObject, parseJson, secureRandom, uuids } from '@espresso/kernel';

/** The scratch bar did not do what bars do. */
export class ScratchBarFailed extends EspressoError {
  readonly route: string;
  readonly reason: string;

  constructor(route: string, reason: string) {
    super(`the scratch bar answered ${route} with ${reason}`);
    this.route = route;
    this.reason = reason;
  }
}

/** A second bar of the same contexts, in memory, that nobody sees: nothing of it leaves the process. */
export class ScratchBar {
  readonly host: Host;
  readonly #contexts: readonly ContextDefinition[];
  readonly #state = new Map<string, string>();
  readonly #events: LoggedEvent[] = [];
  #nowMs: number;

  constructor(contexts: readonly ContextDefinition[], startMs: number) {
    this.#nowMs = startMs;
    this.#contexts = contexts.map(withoutEffects);
    const clock = { now: () => this.#nowMs };
    this.host = new Host({
      contexts: this.#contexts,
      store: this.#watched(memoryStore()),
      clock,
      random: secureRandom,
      ids: uuids(clock),
      secret: crypto.getRandomValues(new Uint8Array(32)),
      alarm: noAlarm,
    });
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** Everything the contexts keep, by table and key. */
  get state(): ReadonlyMap<string, string> {
    return this.#state;
  }

  /** Every event so far. */
  get events(): readonly LoggedEvent[] {
    return this.#events;
  }

  async open(): Promise<void> {
    await this.host.start();
    await this.host.command(() => Promise.resolve(firstShop()));
    await this.host.settle();
  }

  /** Asks a route as somebody. @throws ScratchBarFailed where the answer is no */
  async ask(
    name: string,
    asked: { readonly caller: Caller; readonly params?: Readonly<Record<string, string>>; readonly body?: unknown },
  ): Promise<unknown> {
    const served = this.#contexts
      .flatMap(({ routes }) => routes)
      .find(({ route }) => `${route.method} ${route.path}` === name);
    if (served === undefined) throw new ScratchBarFailed(name, 'no such route');
    const { caller, params = {}, body = {} } = asked;
    const outcome: Outcome<unknown> = await this.host.command(async (work) =>
      served.run({ params, query: {}, body, caller }, work),
    );
    await this.host.settle();
    if (!outcome.accepted) throw new ScratchBarFailed(name, outcome.reason);
    return outcome.reply;
  }

  async pass(ms: number): Promise<void> {
    this.#nowMs += ms;
    await this.host.settle();
  }

  #watched(store: Store): Store {
    const tables = new Map<string, AnyTable>(
      this.#contexts.flatMap((context) => context.tables.map((table) => [`table:${table.name}`, table] as const)),
    );
    return {
      ...store,
      commit: (changes) => {
        for (const [space, entries] of changes.entries) {
          const table = tables.get(space);
          if (table === undefined) continue;
          for (const [key, text] of entries) {
            const place = `${table.name} ${key}`;
            if (text === null) this.#state.delete(place);
            else this.#state.set(place, withoutExpiry(text, table.expiresAt));
          }
        }
        this.#events.push(...changes.events);
        return store.commit(changes);
      },
    };
  }
}

/** When an item may go is counted from its last write, whichever that was: it says nothing of what happened. */
const withoutExpiry = (text: string, expiresAt: string | undefined): string => {
  const item = parseJson(text);
  if (expiresAt === undefined || !isJsonObject(item)) return text;
  const { [expiresAt]: _, ...rest } = item;
  return JSON.stringify(rest);
};

/** No mail, no push: what has effects outside hears nothing here. */
const withoutEffects = (context: ContextDefinition): ContextDefinition => ({
  ...context,
  subscribes: Object.fromEntries(
    Object.entries(context.subscribes).filter(([, { target }]) => target.type !== 'effect'),
  ),
});
