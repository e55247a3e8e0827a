import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { parseJson } from '@espresso/kernel';
import { z } from 'zod';
import { Complaint } from './faults.ts';

const found = z.object({ url: z.string(), token: z.string(), pid: z.number().int() });
/** A bar that runs on this machine, as it told of itself. */
type Found = z.output<typeof found> & { readonly port: string };

/** A bar to talk to, and as whom. */
export interface Bar {
  readonly url: string;
  /** The session to use, asked for anew each time: a bar that was started anew gives out another one. */
  readonly token: () => string | undefined;
}

const PORT = '4000';
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Where bars of this user tell of themselves. */
export const barsFolder = (): string => join(tmpdir(), `serverless-espresso-${userInfo().uid}`);

/** Bars of this user that run now. */
export const barsHere = (folder = barsFolder()): readonly Found[] => {
  if (!isOwn(folder)) return [];
  return readdirSync(folder).flatMap((file) => {
    const [, port] = /^(\d+)\.json$/.exec(file) ?? [];
    const bar = port === undefined ? undefined : read(join(folder, file));
    return port !== undefined && bar !== undefined && isAlive(bar.pid) ? [{ ...bar, port }] : [];
  });
};

/**
 * The bar that is meant: the one named, else the one on this machine.
 * A session that a bar on this machine gave out is never sent anywhere else.
 * @throws Complaint when there is none, or several
 */
export const findBar = (
  asked: { readonly url?: string | undefined; readonly token?: string | undefined },
  env: Readonly<Record<string, string | undefined>>,
  folder = barsFolder(),
): Bar => {
  const url = asked.url ?? env['ESPRESSO_URL'];
  const given = asked.token ?? env['ESPRESSO_TOKEN'];
  if (url !== undefined) {
    const address = readUrl(url);
    return {
      url: address.href,
      token: () => given ?? barsHere(folder).find((bar) => isAt(bar, address))?.token,
    };
  }
  const bars = barsHere(folder);
  const bar = bars.length === 1 ? bars[0] : bars.find(({ port }) => port === PORT);
  if (bar === undefined)
    throw new Complaint(
      bars.length === 0
        ? 'No bar runs on this machine. Start one with `npx espresso start`, or name one with --url.'
        : `Several bars run on this machine. Say which one: ${bars.map((one) => `--url ${one.url}`).join(' or ')}.`,
    );
  const { port } = bar;
  return {
    url: bar.url,
    token: () => given ?? barsHere(folder).find((one) => one.port === port)?.token,
  };
};

const readUrl = (text: string): URL => {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new Complaint(`'${text}' is no address of a bar. An address is like http://127.0.0.1:4000.`);
  return url;
};

const isAt = (bar: Found, address: URL): boolean => {
  const its = URL.parse(bar.url);
  return (
    its !== null &&
    its.protocol === address.protocol &&
    portOf(its) === portOf(address) &&
    (its.hostname === address.hostname || (LOOPBACK.has(its.hostname) && LOOPBACK.has(address.hostname)))
  );
};

const portOf = ({ port, protocol }: URL): string => (port !== '' ? port : protocol === 'https:' ? '443' : '80');

/** The temporary folder is everybody's: only what this user alone can write is believed. */
const isOwn = (folder: string): boolean => {
  try {
    const { mode, uid } = lstatSync(folder);
    const own = userInfo().uid;
    return own === -1 || (uid === own && (mode & 0o077) === 0);
  } catch {
    // Nobody told of a bar here.
    return false;
  }
};

const read = (file: string): z.output<typeof found> | undefined => {
  try {
    return found.safeParse(parseJson(readFileSync(file, 'utf8'))).data;
  } catch {
    // Taken back a moment ago, or half written: not a bar that can be talked to.
    return undefined;
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};
