import { closeSync, existsSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { dirname, join } from 'node:path';
import { barsHere } from '../bar-here.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Finding } from './finding.ts';

/** Whether this machine is fit for a bar at this port, with its data in this folder. */
export const lookAtMachine = async (
  { port, folder }: { readonly port: number; readonly folder: string },
  terminal: Terminal,
): Promise<readonly Finding[]> => [
  nodeVersion(),
  disk(folder, terminal),
  clock(terminal),
  await portOf(port),
  network(),
];

const NODE_MAJOR_MIN = 24;
const nodeVersion = (): Finding => ({
  what: 'Node',
  ok: Number.parseInt(process.versions.node, 10) >= NODE_MAJOR_MIN,
  found: `version ${process.versions.node}; ${NODE_MAJOR_MIN} or later is needed`,
});

const SYNCS = 11;
/** Slower than this, a busy bar would be felt to be slow, in milliseconds. */
const SYNC_MS_MAX = 100;

/** Writes to the data folder as the bar does: every commit waits until the disk has it. */
const disk = (folder: string, terminal: Terminal): Finding => {
  const place = nearest(folder);
  const probe = join(place, `.doctor-${process.pid}`);
  try {
    const file = openSync(probe, 'wx', 0o600);
    try {
      const page = Buffer.alloc(4_096, 1);
      const times = Array.from({ length: SYNCS }, () => {
        const beganMs = terminal.clock.now();
        writeSync(file, page);
        fsyncSync(file);
        return terminal.clock.now() - beganMs;
      }).sort((one, other) => one - other);
      const ms = times[Math.floor(SYNCS / 2)] ?? 0;
      return {
        what: 'Disk',
        ok: ms <= SYNC_MS_MAX,
        found: `${folder} can be written; the disk takes ${ms} ms to be sure of it`,
      };
    } finally {
      closeSync(file);
      rmSync(probe, { force: true });
    }
  } catch (error) {
    return {
      what: 'Disk',
      ok: false,
      found: `${folder} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
};

/** The folder, or the one it will be made in. */
const nearest = (folder: string): string =>
  existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder));

const clock = (terminal: Terminal): Finding => {
  const nowMs = terminal.clock.now();
  return {
    what: 'Clock',
    // Before this program was written, or long after: certificates, codes and deadlines would all be wrong.
    ok: nowMs > Date.UTC(2026, 0) && nowMs < Date.UTC(2100, 0),
    found: `${new Date(nowMs).toISOString()} (UTC)`,
  };
};

const portOf = async (port: number): Promise<Finding> => {
  const here = barsHere().find((bar) => bar.port === String(port));
  if (here !== undefined) return { what: 'Port', ok: true, found: `a bar runs at ${here.url} (process ${here.pid})` };
  const free = await new Promise<boolean>((answer) => {
    const server = createServer();
    server.once('error', () => answer(false));
    server.listen(port, () => server.close(() => answer(true)));
  });
  return {
    what: 'Port',
    ok: free,
    found: free ? `${port} is free` : `${port} is taken by another program; choose one with --port`,
  };
};

const network = (): Finding => {
  const addresses = Object.values(networkInterfaces())
    .flatMap((known) => known ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
  return {
    what: 'Network',
    ok: true,
    found:
      addresses.length === 0
        ? 'none: the bar works on this machine alone, and phones cannot reach it'
        : `phones reach this machine at ${addresses.join(' or ')}`,
  };
};
