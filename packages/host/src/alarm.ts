/** Wakes the host when a timer is due. The machine's own at the edge; none at all where a test moves the clock. */
export interface Alarm {
  /** Calls `ring` once after about `delayMs`, instead of whatever was set before. */
  set(delayMs: number, ring: () => void): void;
  clear(): void;
}

/** The longest wait Node's timers can count; a longer one rings early, which does no harm. */
const DELAY_MS_MAX = 2 ** 31 - 1;

export const systemAlarm = (): Alarm => {
  let handle: NodeJS.Timeout | undefined;
  return {
    set: (delayMs, ring) => {
      clearTimeout(handle);
      handle = setTimeout(ring, Math.min(Math.max(delayMs, 0), DELAY_MS_MAX));
    },
    clear: () => {
      clearTimeout(handle);
    },
  };
};

/** Never rings: whoever moves the clock also tells the host. */
export const noAlarm: Alarm = { set: () => undefined, clear: () => undefined };
