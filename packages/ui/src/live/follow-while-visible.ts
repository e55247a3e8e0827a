import type { Json } from '@espresso/kernel';
import { follow, type FollowState } from '@espresso/live/client';

export interface Watching {
  /** The number of the last event the page knows of. */
  readonly after?: number;
  readonly onUpdate: (message: Json, number: number) => void;
  /** Fetch the state anew: too much was missed to be told, or the page was away. */
  readonly onReset: () => void;
  readonly onState?: (state: FollowState) => void;
  readonly fetch?: typeof fetch;
  /** A screen on a wall is always looked at, whatever its browser thinks. */
  readonly evenHidden?: boolean;
}

/**
 * Follows a stream while somebody looks at the page. A hidden tab is suspended by phones, and its connection lies about being alive: so it
 * is closed when the page hides, and when it shows again the state is fetched anew and followed from where it was.
 * @returns ends it
 */
export const followWhileVisible = (url: string, watching: Watching): (() => void) => {
  const { evenHidden = false, onReset, onState, fetch: send } = watching;
  let after = watching.after;
  let current: AbortController | undefined;

  const open = (): void => {
    if (current !== undefined) return;
    const mine = new AbortController();
    current = mine;
    void follow(url, {
      ...(after !== undefined && { after }),
      signal: mine.signal,
      onUpdate: (message, number) => {
        after = number;
        if (!mine.signal.aborted) watching.onUpdate(message, number);
      },
      onReset: (position) => {
        after = position;
        onReset();
      },
      ...(onState && { onState: (state: FollowState) => (mine.signal.aborted ? undefined : onState(state)) }),
      ...(send && { fetch: send }),
    });
  };
  const close = (): void => {
    current?.abort();
    current = undefined;
  };
  const looked = (): void => {
    if (evenHidden || document.visibilityState === 'visible') {
      if (current === undefined) onReset();
      open();
    } else close();
  };
  /** A connection that was open before the network went is dead, though it does not know it. */
  const reopen = (): void => {
    close();
    looked();
  };

  if (evenHidden || document.visibilityState === 'visible') open();
  document.addEventListener('visibilitychange', looked);
  globalThis.addEventListener('pageshow', looked);
  globalThis.addEventListener('online', reopen);
  return () => {
    close();
    document.removeEventListener('visibilitychange', looked);
    globalThis.removeEventListener('pageshow', looked);
    globalThis.removeEventListener('online', reopen);
  };
};
