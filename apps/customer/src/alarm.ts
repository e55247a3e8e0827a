/** Rings until somebody shows that they noticed, though not for ever. */
export interface Alarm {
  start(): void;
  stop(): void;
}

const EVERY_MS = 4_000;
const TIMES_MAX = 8;

/**
 * @param ring rings once
 * @param told whether it rings
 */
export const openAlarm = (ring: () => void, told: (ringing: boolean) => void): Alarm => {
  let again: ReturnType<typeof setInterval> | undefined;
  const stop = (): void => {
    if (again === undefined) return;
    clearInterval(again);
    again = undefined;
    for (const sign of ['pointerdown', 'keydown']) removeEventListener(sign, stop);
    told(false);
  };
  return {
    start: () => {
      stop();
      let times = 1;
      ring();
      told(true);
      for (const sign of ['pointerdown', 'keydown']) addEventListener(sign, stop);
      again = setInterval(() => {
        ring();
        if (++times >= TIMES_MAX) stop();
      }, EVERY_MS);
    },
    stop,
  };
};

/** Keeps the screen on where that is possible: over https, in browsers that can. It is let go whenever the page hides. */
export const openWakeLock = (): { readonly hold: () => void; readonly release: () => void } => {
  let wanted = false;
  let held: WakeLockSentinel | undefined;
  const ask = (): void => {
    if (!wanted || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    navigator.wakeLock.request('screen').then(
      (lock) => {
        held = lock;
        if (!wanted) void lock.release();
      },
      () => undefined,
    );
  };
  document.addEventListener('visibilitychange', ask);
  return {
    hold: () => {
      wanted = true;
      ask();
    },
    release: () => {
      wanted = false;
      void held?.release();
    },
  };
};
