/** Lets one after the other in: whoever comes meanwhile waits for those before. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  take<Result>(act: () => Promise<Result>): Promise<Result> {
    const taken = this.#last.then(act);
    this.#last = taken.catch(() => undefined);
    return taken;
  }
}

/** Wakes whoever waits for it. */
export class Bell {
  #ring: (() => void) | undefined;

  ring(): void {
    this.#ring?.();
  }

  /** Resolves at the next ring, or after so long. @param withinMs milliseconds; without them, at the next ring only */
  wait(withinMs?: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = withinMs === undefined ? undefined : setTimeout(() => this.#ring?.(), withinMs);
      this.#ring = () => {
        clearTimeout(timer);
        this.#ring = undefined;
        resolve();
      };
    });
  }
}
