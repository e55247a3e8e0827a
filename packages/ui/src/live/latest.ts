/**
 * Makes a reading that many things can ask for at once: it runs one at a time, and, asked again meanwhile, once more after, so what it
 * brings is never older than the last asking.
 */
export const latest = (run: () => Promise<unknown>): (() => void) => {
  let running = false;
  let again = false;
  const isAsked = (): boolean => again;
  const start = async (): Promise<void> => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      do {
        again = false;
        await run();
      } while (isAsked());
    } finally {
      running = false;
    }
  };
  return () => void start();
};
