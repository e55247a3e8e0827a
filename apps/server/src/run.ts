import { EspressoError } from '@espresso/kernel';
import { startServer, type Server } from './server.ts';
import { openLog } from './start/log.ts';
import { BadSettings, readSettings, type Settings } from './start/settings.ts';

/** A clean end takes less; what takes longer hangs. */
const STOP_WITHIN_MS = 1_800;
/** Signals that come so close together are one. */
const SAME_WISH_MS = 500;

/** Starts the bar that the command line and the environment ask for, and sees to it that it ends when it is told to. */
export const run = async (): Promise<void> => {
  const settings = settingsOrEnd();
  const log = openLog(settings.logLevel);
  const robots = new AbortController();
  const starting = startServer(settings, {
    log,
    // What was acknowledged is safe; the next start goes on from there.
    broken: () => process.exit(1),
  });
  endOnSignal(log, async () => {
    robots.abort();
    const started = await starting;
    await started.stop();
  });

  const server = await starting.catch((error: unknown) => {
    if (!(error instanceof EspressoError)) throw error;
    log.debug({ err: error }, 'could not start');
    return end(error.message);
  });
  log.info({ port: server.port }, 'started');
  await welcome(server, settings);
  const { robots: customers = 0, shop: shopId } = settings;
  if (customers === 0) return;
  const { startRobots } = await import('./start/robots.ts');
  const { addresses, operatorToken: token, port } = server;
  const isDemonstration = server.setUpPath !== undefined;
  startRobots({
    url: addresses.local,
    token,
    shopId,
    customers,
    isDemonstration,
    seed: port,
    signal: robots.signal,
    log,
  });
};

const end = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
};

const settingsOrEnd = (): Settings => {
  try {
    return readSettings(process.argv.slice(2), process.env);
  } catch (error) {
    if (error instanceof BadSettings) return end(error.message);
    throw error;
  }
};

const endOnSignal = (log: ReturnType<typeof openLog>, stop: () => Promise<void>): void => {
  let askedMs: number | undefined;
  const onSignal = (signal: string): void => {
    if (askedMs !== undefined) {
      // A terminal tells everybody, and npm passes on what it was told: that is one wish. A later one means "now".
      if (performance.now() - askedMs > SAME_WISH_MS) process.exit(1);
      return;
    }
    askedMs = performance.now();
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    log.info({ signal }, 'stopping');
    stop().then(
      () => {
        log.info({}, 'stopped');
        process.exit(0);
      },
      (error: unknown) => {
        log.error({ err: error }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => onSignal(signal));
};

const welcome = async ({ addresses, setUpPath, aws }: Server, { open }: Settings): Promise<void> => {
  const tookMs = performance.now();
  const { banner } = await import('./start/banner.ts');
  process.stdout.write(banner({ addresses, aws, tookMs, ...(setUpPath !== undefined && { setUpPath }) }));
  if (!open || !process.stdout.isTTY) return;
  const { openBrowser } = await import('./start/open-browser.ts');
  openBrowser(`${addresses.local}${setUpPath ?? '/'}`);
};
