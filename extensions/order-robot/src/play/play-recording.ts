import { EspressoError } from '@espresso/kernel';
import { barApi } from '../api/bar.ts';
import { client } from '../api/client.ts';
import { Stopped } from '../api/faults.ts';
import { asOwner, type OwnerToken } from '../as-owner.ts';
import { hire, type Barista } from '../hire.ts';
import { thisMachine, type Machine } from '../machine.ts';
import { retimed } from '../plan/fate.ts';
import { planOf, type ReplayedOrder } from '../plan/plan.ts';
import { shopFor } from '../plan/shop-for.ts';
import type { Recording } from '../recording/fact.ts';
import { visit, type Counter } from '../visit/visit.ts';
import { reportOf, type PlayedOrder, type Report } from './report.ts';
import { shopIsReady } from './shop-is-ready.ts';

/** What happens while a recording is played. */
export type News =
  | { readonly type: 'shop-opened'; readonly shopId: string; readonly orders: number }
  | { readonly type: 'order-began'; readonly recordedOrderId: string; readonly orderId: string }
  | { readonly type: 'order-ended'; readonly order: PlayedOrder }
  /** The bar does not answer, or does so again. */
  | { readonly type: 'bar-reached'; readonly reached: boolean };

export interface PlayOptions {
  readonly url: string;
  /** An owner's session; asked for anew where the bar was started anew. */
  readonly ownerToken: OwnerToken;
  readonly recording: Recording;
  /** 1 is the recorded pace. */
  readonly speed: number;
  readonly seed: number;
  /** The shop to play in; a new one of its own without it. */
  readonly shopId?: string;
  readonly baristas?: number;
  readonly signal?: AbortSignal;
  readonly onNews?: (news: News) => void;
  /** How long to wait for a bar that does not answer, in milliseconds. */
  readonly patienceMs?: number;
  readonly machine?: Machine;
}

const PATIENCE_MS = 120_000;
/** As many customers in the room at once; whoever comes later waits at the door. */
const ROOM = 500;
/** Between two looks at an order, in milliseconds. */
const LOOK_MS = { min: 100, max: 1_000 };

/**
 * Plays a recording as real orders: every order of it becomes one here, through the public API alone, and is followed to
 * its end. What goes wrong with one order is told in the report, and harms no other.
 * @throws BarUnreachable, BarRefused when not even the shop can be set up; Stopped when told to stop
 */
export const playRecording = async (options: PlayOptions): Promise<Report> => {
  const { url, recording, speed, seed, machine = thisMachine, patienceMs = PATIENCE_MS } = options;
  const { signal = new AbortController().signal, onNews = () => undefined } = options;
  const bar = barApi(
    client({ url, machine, signal, patienceMs, onReach: (reached) => onNews({ type: 'bar-reached', reached }) }),
  );
  const beganMs = machine.clock.now();
  const plan = planOf(recording, seed);
  const shopId = options.shopId ?? `replay-${beganMs.toString(36)}`;
  const settings = shopFor(plan, speed);
  const baristas = await asOwner(options.ownerToken, async (token) => {
    await bar.createShop(token, shopId, 'A recorded day', settings);
    return hire(bar, token, shopId, options.baristas ?? 4);
  });
  const [anyBarista] = baristas;
  if (anyBarista === undefined) throw new EspressoError('a bar needs at least one barista');
  await shopIsReady({ bar, machine, signal, shopId, token: anyBarista.token, patienceMs });
  onNews({ type: 'shop-opened', shopId, orders: plan.orders.length });

  const startMs = machine.clock.now();
  const counterOf = (barista: Barista): Counter => ({
    bar,
    machine,
    signal,
    shopId,
    leave: 0,
    staffToken: () => barista.token,
    baristaToken: () => barista.token,
    menu: () => bar.menu(shopId),
    lookMs: Math.min(Math.max(2_000 / speed, LOOK_MS.min), LOOK_MS.max),
    stuckMs: 1_000 * (settings.customerTimeoutSeconds + settings.baristaTimeoutSeconds) + patienceMs,
    toClock: (planMs) => startMs + planMs,
  });
  const room = places(ROOM);
  const play = async (order: ReplayedOrder, index: number): Promise<PlayedOrder> => {
    const planned = retimed(order, (ms) => ms / speed);
    const counter = counterOf(baristas[index % baristas.length] ?? anyBarista);
    await machine.wait(startMs + planned.arriveMs - machine.clock.now(), signal);
    return room(async () => {
      const { recordedOrderId, recorded } = order;
      let orderId: string | undefined;
      const ended = (rest: Omit<PlayedOrder, 'recordedOrderId' | 'recorded'>): PlayedOrder => {
        const played = { recordedOrderId, ...rest, recorded };
        onNews({ type: 'order-ended', order: played });
        return played;
      };
      try {
        const session = await bar.signIn(shopId, `robot-${index + 1}.${beganMs.toString(36)}@robots.example`);
        return ended(
          await visit(counter, session.token, planned, (id) => {
            orderId = id;
            onNews({ type: 'order-began', recordedOrderId, orderId: id });
          }),
        );
      } catch (error) {
        if (error instanceof Stopped) throw error;
        return ended({
          ...(orderId !== undefined && { orderId }),
          outcome: 'error',
          reason: error instanceof Error ? error.message : String(error),
        });
      }
    });
  };
  const orders = await Promise.all(plan.orders.map(play));
  return reportOf({ shopId, seed, speed, tookMs: machine.clock.now() - startMs }, orders);
};

/** At most so many at once; the others wait, first come, first served. */
const places = (free: number) => {
  const waiting: (() => void)[] = [];
  return async <Result>(run: () => Promise<Result>): Promise<Result> => {
    if (free > 0) free--;
    else await new Promise<void>((enter) => waiting.push(enter));
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };
};
