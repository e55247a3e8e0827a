/** Waits on the machine's own timer, in milliseconds. */
export const systemSleep = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
