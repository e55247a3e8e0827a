import type { Clock } from '@espresso/kernel';

/**
 * The server's time, as far as this device can tell: phones' clocks are wrong by minutes. Each reply that tells the time corrects it.
 * @param clock the device's own
 */
export const serverTime = (clock: Clock): Clock & { readonly tell: (serverNowMs: number) => void } => {
  let aheadMs = 0;
  return {
    now: () => clock.now() + aheadMs,
    tell: (serverNowMs) => {
      aheadMs = serverNowMs - clock.now();
    },
  };
};
