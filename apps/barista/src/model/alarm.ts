/** Orders nobody has looked at yet, and when the bell rings for them next. */
export interface Alarm {
  readonly unseen: ReadonlySet<string>;
  /** Milliseconds since 1970; undefined while there is nothing to ring for. */
  readonly ringsAtMs?: number | undefined;
}

/** Between two rings, while nobody looks. */
export const RING_EVERY_MS = 7_000;

export const quiet: Alarm = { unseen: new Set() };

/** An order came in: the bell rings now, or goes on ringing. */
export const arrived = (alarm: Alarm, orderId: string, nowMs: number): Alarm => ({
  unseen: new Set([...alarm.unseen, orderId]),
  ringsAtMs: alarm.ringsAtMs ?? nowMs,
});

/** Somebody touched the screen, and so has seen it. */
export const seen = (alarm: Alarm): Alarm => (alarm.unseen.size === 0 ? alarm : quiet);

/** An order is gone or taken in hand, by anybody: nobody has to look at it any more. */
export const settled = (alarm: Alarm, isStillQueued: (orderId: string) => boolean): Alarm => {
  const unseen = new Set([...alarm.unseen].filter(isStillQueued));
  if (unseen.size === alarm.unseen.size) return alarm;
  return unseen.size === 0 ? quiet : { ...alarm, unseen };
};

/** Whether the bell rings now, and the alarm after that. */
export const rung = (alarm: Alarm, nowMs: number): { readonly rings: boolean; readonly alarm: Alarm } =>
  alarm.ringsAtMs !== undefined && alarm.ringsAtMs <= nowMs
    ? { rings: true, alarm: { ...alarm, ringsAtMs: nowMs + RING_EVERY_MS } }
    : { rings: false, alarm };
