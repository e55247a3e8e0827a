import type { Clock } from '@espresso/kernel';
import type { Api } from '@espresso/ui/api';
import { followWhileVisible } from '@espresso/ui/live';
import { batch, computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { countSince, type Lately } from '../model/context-map.ts';
import { Feed } from '../model/feed.ts';
import { compileFilter, isEverything, type CompiledFilter, type Filter } from '../model/filter.ts';
import { askable, type AskableRule } from '../model/routing.ts';
import { pathIn } from '../model/path-in.ts';
import { extend, select, type Selection } from '../model/selection.ts';
import { catalogue, eventPage, liveEvent, ruleList, type BusEvent, type Catalogue } from '../wire.ts';

export type Connection = 'connecting' | 'open' | 'lost';

/** What the page knows of the bus, and what it shows of it. */
export interface BusStore {
  /** The feed, told anew whenever something came into it. */
  readonly known: ReadonlySignal<{ readonly feed: Feed }>;
  readonly filter: ReadonlySignal<CompiledFilter>;
  /** What the filter lets through, oldest first. */
  readonly selection: ReadonlySignal<Selection>;
  readonly rules: ReadonlySignal<readonly AskableRule[]>;
  readonly catalogue: ReadonlySignal<Catalogue | undefined>;
  readonly connection: ReadonlySignal<Connection>;
  /** The last minute, counted anew now and then. */
  readonly lately: ReadonlySignal<Lately>;
  readonly nowMs: ReadonlySignal<number>;
  readonly isAtBeginning: ReadonlySignal<boolean>;
  readonly isLoadingOlder: Signal<boolean>;
  loadOlder(): Promise<void>;
  /** Brings the events of a conversation in that are not here yet. */
  loadConversation(correlationId: string): Promise<void>;
  /** Called with each event that is new, in order, as it arrives live. */
  onEvent(listener: (event: BusEvent) => void): () => void;
  start(): () => void;
}

const PAGE = 500;
/** A screen shows no more than that anyway, and a busy bar must not keep it from answering the person. */
const REDRAW_MS = 60;
const MINUTE_MS = 60_000;
const TICK_MS = 1_000;
/** How many pages one press looks through for events that fit. */
const OLDER_PAGES_MAX = 6;
const OLDER_WANTED = 50;

export const openBus = ({
  api,
  clock,
  wish,
  sandbox,
  onEnded,
}: {
  readonly api: Api;
  /** The sandbox that is followed; empty for the real bar. */
  readonly sandbox: string;
  readonly clock: Clock;
  readonly wish: ReadonlySignal<Filter>;
  readonly onEnded: () => void;
}): BusStore => {
  const feed = new Feed();
  const known = signal({ feed });
  const rules = signal<readonly AskableRule[]>([]);
  const described = signal<Catalogue | undefined>(undefined);
  const connection = signal<Connection>('connecting');
  /** In a sandbox it is as late as its newest event. */
  const now = (): number => (sandbox === '' ? clock.now() : Date.parse(feed.events.at(-1)?.at ?? '') || clock.now());
  const nowMs = signal(now());
  const lately = signal<Lately>({ counts: new Map(), total: 0 });
  const isAtBeginning = signal(false);
  const isLoadingOlder = signal(false);
  const listeners = new Set<(event: BusEvent) => void>();
  /** From this number on the feed has every event; before it, only conversations that somebody looked at. */
  let wholeFrom = Number.POSITIVE_INFINITY;
  /** Counts what came in other than at the end. */
  const reshaped = signal(0);

  const filter = computed(() => compileFilter(wish.value, (number) => feed.withOrderNumber(number)));
  let last: { readonly filter: CompiledFilter; readonly reshaped: number; readonly selection: Selection } | undefined;
  const selection = computed(() => {
    const { feed: current } = known.value;
    const asked = whole(filter.value, isEverything(wish.value));
    const isSame = last?.filter === filter.value && last.reshaped === reshaped.value;
    const found = isSame && last ? extend(last.selection, current, asked) : select(current, asked);
    last = { filter: filter.value, reshaped: reshaped.value, selection: found };
    return found;
  });
  /** Unfiltered, a list with holes would say something that is not so. */
  const whole = (asked: CompiledFilter, isAll: boolean): CompiledFilter =>
    isAll ? { ok: true, matches: ({ number }) => number >= wholeFrom } : asked;

  const add = (events: readonly BusEvent[]): void => {
    for (const event of events) feed.add(event);
    batch(() => {
      reshaped.value++;
      known.value = { feed };
    });
  };

  const latest = async (): Promise<number | undefined> => {
    const page = await api.get(`/api/events?limit=${PAGE}`, eventPage);
    if (!page.ok) {
      if (page.status === 401) onEnded();
      return undefined;
    }
    const oldest = page.reply.events.at(-1)?.number ?? 0;
    // After a long absence there is a hole between what was known and what is.
    const joins = oldest <= (feed.events.at(-1)?.number ?? 0) + 1 || feed.events.length === 0;
    wholeFrom = joins ? Math.min(wholeFrom, oldest) : oldest;
    if (page.reply.next === undefined) isAtBeginning.value = true;
    add(page.reply.events);
    return page.reply.lastNumber;
  };

  const live = (after: number): (() => void) => {
    let pending: BusEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = (): void => {
      timer = undefined;
      const fresh = pending.filter((event) => feed.add(event));
      pending = [];
      batch(() => {
        known.value = { feed };
        nowMs.value = now();
      });
      for (const event of fresh) for (const listener of listeners) listener(event);
    };
    const stop = followWhileVisible(pathIn(sandbox, '/api/events/live'), {
      after,
      onUpdate: (message, number) => {
        pending.push(liveEvent(message, number));
        timer ??= setTimeout(take, REDRAW_MS);
      },
      onReset: () => void latest(),
      onState: ({ state }) => {
        if (state === 'refused') onEnded();
        connection.value = state === 'open' ? 'open' : state === 'connecting' ? 'connecting' : 'lost';
      },
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  };

  const load = async (): Promise<void> => {
    const [foundRules, foundCatalogue] = await Promise.all([
      api.get('/api/rules', ruleList),
      api.get('/api/contexts', catalogue),
    ]);
    if (foundRules.ok) rules.value = askable(foundRules.reply.rules);
    if (foundCatalogue.ok) described.value = foundCatalogue.reply;
  };

  return {
    known,
    filter,
    selection,
    rules,
    catalogue: described,
    connection,
    lately,
    nowMs,
    isAtBeginning,
    isLoadingOlder,
    loadOlder: async () => {
      if (isLoadingOlder.value) return;
      isLoadingOlder.value = true;
      const before = selection.value.events.length;
      for (let pages = 0; pages < OLDER_PAGES_MAX && !isAtBeginning.value; pages++) {
        const page = await api.get(`/api/events?limit=${PAGE}&before=${wholeFrom}`, eventPage);
        if (!page.ok) break;
        wholeFrom = page.reply.events.at(-1)?.number ?? wholeFrom;
        isAtBeginning.value = page.reply.next === undefined;
        add(page.reply.events);
        if (selection.value.events.length - before >= OLDER_WANTED) break;
      }
      isLoadingOlder.value = false;
    },
    loadConversation: async (correlationId) => {
      const page = await api.get(
        `/api/events?limit=${PAGE}&correlationId=${encodeURIComponent(correlationId)}`,
        eventPage,
      );
      if (page.ok) add(page.reply.events);
    },
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => {
      let stopLive: (() => void) | undefined;
      let isOver = false;
      void load();
      const begin = async (): Promise<void> => {
        const lastNumber = await latest();
        if (isOver) return;
        if (lastNumber === undefined) {
          connection.value = 'lost';
          again = setTimeout(() => void begin(), TICK_MS * 2);
        } else stopLive = live(lastNumber);
      };
      let again: ReturnType<typeof setTimeout> | undefined;
      void begin();
      const ticks = setInterval(() => {
        batch(() => {
          nowMs.value = now();
          lately.value = countSince(feed.events, nowMs.value - MINUTE_MS);
        });
      }, TICK_MS);
      return () => {
        isOver = true;
        clearInterval(ticks);
        clearTimeout(again);
        stopLive?.();
      };
    },
  };
};
