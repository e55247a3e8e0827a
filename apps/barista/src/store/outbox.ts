import type { Clock, Ids } from '@espresso/kernel';
import type { Api } from '@espresso/ui/api';
import { list, number, object, flag, text, word, type Read } from '@espresso/ui/read';
import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Kept } from '../kept.ts';
import {
  nextAtMs,
  nextToSend,
  sending,
  tapped,
  unheld,
  without,
  withoutOrder,
  type Command,
  type Tap,
  type Taps,
} from '../model/taps.ts';
import type { Ticket } from '../model/ticket.ts';
import { anything } from '../wire.ts';

/** What became of a tap. */
export type Answer =
  | { readonly type: 'done' }
  | { readonly type: 'refused'; readonly reason: string; readonly detail?: string | undefined }
  | { readonly type: 'signed-out' };

/** Taps on their way: kept on the device, sent one after another, again and again until there is an answer. */
export interface Outbox {
  readonly taps: ReadonlySignal<Taps>;
  /** Whether the last try reached nobody. */
  readonly isStuck: ReadonlySignal<boolean>;
  tap(ticket: Pick<Ticket, 'orderId' | 'orderNumber'>, command: Command): Tap;
  /** Takes a tap back that is still held. */
  forget(key: string): void;
  /** Tries at once: the network may be back. */
  hurry(): void;
  /** Sends what is held now: the page goes away. */
  leave(): void;
  stop(): void;
}

export interface OutboxPorts {
  readonly api: Api;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly kept: Kept;
  /** Whose taps they are, and where: nobody sends another's. */
  readonly owner: string;
  readonly onAnswer: (tap: Tap, answer: Answer) => void;
}

const WAIT_MS = 700;
const WAIT_MS_MAX = 8_000;
/** A request that says nothing for so long went into a network that is gone. */
const ANSWER_WITHIN_MS = 8_000;
/** Kept longer than that, a tap says nothing true any more. */
const KEPT_MS = 30 * 60_000;

export const openOutbox = ({ api, clock, ids, kept, owner, onAnswer }: OutboxPorts): Outbox => {
  const name = `espresso-taps ${owner}`;
  const remembered = kept.get(name, taps) ?? [];
  const waiting = signal<Taps>(unheld(remembered.filter(({ atMs }) => clock.now() - atMs < KEPT_MS)));
  const failures = signal(0);
  let isSending = false;
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const change = (next: Taps): void => {
    waiting.value = next;
    kept.set(name, next.map(asJson));
  };

  const pump = async (): Promise<void> => {
    clearTimeout(timer);
    if (isSending || isStopped) return;
    const tap = nextToSend(waiting.peek(), clock.now());
    if (tap === undefined) {
      later();
      return;
    }
    isSending = true;
    change(sending(waiting.peek(), tap.key));
    const outcome = await api.command(pathOf(tap), bodyOf(tap.command), anything, {
      key: tap.key,
      triesMax: 1,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    isSending = false;
    if (outcome.ok) {
      failures.value = 0;
      change(without(waiting.peek(), tap.key));
      onAnswer(tap, { type: 'done' });
    } else if (isNoAnswer(outcome.status)) failures.value++;
    else {
      failures.value = 0;
      if (outcome.status === 401) {
        onAnswer(tap, { type: 'signed-out' });
        return;
      }
      change(withoutOrder(waiting.peek(), tap.orderId));
      onAnswer(tap, { type: 'refused', reason: outcome.reason, detail: outcome.detail });
    }
    if (failures.peek() === 0) void pump();
    else timer = setTimeout(() => void pump(), Math.min(WAIT_MS_MAX, WAIT_MS * 2 ** Math.min(failures.peek(), 5)));
  };

  const later = (): void => {
    const atMs = nextAtMs(waiting.peek());
    if (atMs !== undefined) timer = setTimeout(() => void pump(), Math.max(0, atMs - clock.now()));
  };

  void pump();
  return {
    taps: waiting,
    isStuck: computed(() => failures.value > 0),
    tap: (ticket, command) => {
      const { orderId, orderNumber } = ticket;
      const tap = { key: ids.next(), orderId, orderNumber, command, atMs: clock.now() };
      change(tapped(waiting.peek(), tap));
      if (failures.peek() === 0) void pump();
      return waiting.peek().find(({ key }) => key === tap.key) ?? { ...tap, heldUntilMs: tap.atMs, wasSent: false };
    },
    forget: (key) => change(without(waiting.peek(), key)),
    hurry: () => void pump(),
    leave: () => {
      const held = waiting.peek().filter(({ wasSent }) => !wasSent);
      change(unheld(waiting.peek()));
      for (const tap of held) sendAndLeave(tap);
    },
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
};

const pathOf = ({ orderId, command: { type } }: Tap): string =>
  `/api/orders/${orderId}/${type === 'unrush' ? 'rush' : type}`;

const bodyOf = (command: Command) => {
  if (command.type === 'cancel') return { reason: command.reason };
  return command.type === 'unrush' ? { rush: false } : {};
};

/** The browser finishes it though the page is gone; if not, it is sent again on the next visit, under the same key. */
const sendAndLeave = (tap: Tap): void => {
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': tap.key };
  const body = JSON.stringify(bodyOf(tap.command));
  void fetch(pathOf(tap), { method: 'POST', headers, body, keepalive: true }).catch(() => undefined);
};

/** Nobody said no: nobody answered, or not yet. */
const isNoAnswer = (status: number): boolean =>
  status === 0 || status === 408 || status === 425 || status === 429 || status >= 500;

const asJson = ({ command, ...tap }: Tap) => ({ ...tap, ...command });

const kept = object({
  key: text,
  orderId: text,
  orderNumber: number,
  type: word('claim', 'release', 'complete', 'collect', 'cancel', 'rush', 'unrush', 'recall'),
  reason: (json) => (typeof json === 'string' ? json : ''),
  atMs: number,
  heldUntilMs: number,
  wasSent: flag,
});

const taps: Read<Taps> = (json, place) =>
  list(kept)(json, place).map(({ type, reason, ...tap }) => ({
    ...tap,
    command: type === 'cancel' ? { type, reason } : { type },
  }));
