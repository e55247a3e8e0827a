import type { BusEvent, Catalogue } from '../wire.ts';

/** Why an event is marked as trouble. */
export type Trouble = 'timedOut' | 'failed' | 'dead' | 'retrying' | 'byHand';

/** An event on the board: in the lane of its context, with what led to it and what went wrong about it. */
export interface Sticky {
  readonly event: BusEvent;
  readonly lane: string;
  /** The rule or the workflow that answered its cause; nothing where it came from outside. */
  readonly policy?: string;
  /** Its cause, where that is on the board. */
  readonly cause?: BusEvent;
  readonly trouble: readonly Trouble[];
  /** How long nothing happened before it, in milliseconds. */
  readonly afterMs: number;
}

export interface Storm {
  /** The contexts that speak, in the order in which they first do. */
  readonly lanes: readonly string[];
  readonly stickies: readonly Sticky[];
  /** How often one context took over from another. */
  readonly handOffs: number;
}

/** Deliveries that went wrong, by the id of their event. */
export interface Deliveries {
  readonly dead: ReadonlySet<string>;
  readonly retrying: ReadonlySet<string>;
}

/** Lays events out as an event storming would. @param events oldest first */
export const stormOf = (events: readonly BusEvent[], catalogue: Catalogue, deliveries: Deliveries): Storm => {
  const byId = new Map(events.map((event) => [event.id, event]));
  const stickies = events.map((event, at): Sticky => {
    const cause = event.causationId === undefined ? undefined : byId.get(event.causationId);
    const before = events[at - 1];
    const policy = cause && policyOf(cause, event, catalogue);
    return {
      event,
      lane: laneOf(event),
      ...(cause && { cause }),
      ...(policy !== undefined && { policy }),
      trouble: troubleOf(event, deliveries),
      afterMs: before === undefined ? 0 : Math.max(0, Date.parse(event.at) - Date.parse(before.at)),
    };
  });
  const lanes = [...new Set(stickies.map(({ lane }) => lane))];
  const handOffs = stickies.filter(({ cause, lane }) => cause !== undefined && laneOf(cause) !== lane).length;
  return { lanes, stickies, handOffs };
};

const laneOf = ({ source }: BusEvent): string => source.replace(/^espresso\./, '');

/** What in the lane of the effect hears the cause: its rule, or else the workflow that tells of it. */
const policyOf = (cause: BusEvent, effect: BusEvent, { events, contexts }: Catalogue): string | undefined => {
  const lane = laneOf(effect);
  const rule = events
    .find(({ detailType }) => detailType === cause.detailType)
    ?.consumers.find(({ context, target }) => context === lane && target !== 'workflow');
  const workflow = contexts
    .find(({ name }) => name === lane)
    ?.workflows.find(({ emits }) => emits.includes(effect.detailType));
  return workflow?.name ?? rule?.rule.slice(lane.length + 1);
};

const troubleOf = ({ id, detailType, detail }: BusEvent, { dead, retrying }: Deliveries): readonly Trouble[] => [
  ...(detailType.endsWith('TimedOut') ? (['timedOut'] as const) : []),
  ...(/(Failed|Refused|Unavailable)$/.test(detailType) ||
  detail['status'] === 'FAILED' ||
  detail['status'] === 'TIMED_OUT'
    ? (['failed'] as const)
    : []),
  ...(dead.has(id) ? (['dead'] as const) : []),
  ...(retrying.has(id) ? (['retrying'] as const) : []),
  ...(isByHand(detailType, detail['by']) ? (['byHand'] as const) : []),
];

/** Staff went out of the usual way: gave an order back or called it off, counted the shelf anew, stopped the shop. */
const isByHand = (type: string, by: unknown): boolean =>
  by === 'barista' || (/(Released|StockCounted|ShopPaused|ShopClosed)$/.test(type) && by !== 'system');

/** A step of a value stream: from one event to the next. */
export interface Step {
  readonly from: BusEvent;
  readonly to: BusEvent;
  readonly ms: number;
  readonly kind: 'work' | 'wait';
}

export interface ValueStream {
  readonly steps: readonly Step[];
  readonly totalMs: number;
  readonly workMs: number;
  /** Work as a share of the whole, from 0 to 1; nothing where no time passed. */
  readonly flow: number | undefined;
}

/** What the machine does by itself takes no longer; beyond, somebody was waited for. */
const BY_ITSELF_MS_MAX = 1_000;
/** From here on somebody has it in their hands. */
const IN_HANDS = new Set(['OrderManager.OrderClaimed']);

/** Where the time of one order went. @param events of one order, oldest first */
export const valueStreamOf = (events: readonly BusEvent[]): ValueStream => {
  const steps = events.slice(1).flatMap((to, at): readonly Step[] => {
    const from = events[at];
    if (from === undefined) return [];
    const ms = Math.max(0, Date.parse(to.at) - Date.parse(from.at));
    const isWork = IN_HANDS.has(from.detailType) || (ms <= BY_ITSELF_MS_MAX && to.causationId !== undefined);
    return [{ from, to, ms, kind: isWork ? 'work' : 'wait' }];
  });
  const sum = (some: readonly Step[]): number => some.reduce((total, { ms }) => total + ms, 0);
  const [totalMs, workMs] = [sum(steps), sum(steps.filter(({ kind }) => kind === 'work'))];
  return { steps, totalMs, workMs, flow: totalMs === 0 ? undefined : workMs / totalMs };
};
