import type { IncomingMessage } from 'node:http';
import type { Asker } from './rate-limits.ts';

/**
 * Who is at the other end: the socket's address, or what the proxy in front says, where one is trusted (the last entry of
 * X-Forwarded-For is the one it wrote itself).
 */
export const askerOf = (incoming: IncomingMessage, trustProxy: boolean): Asker => {
  const direct = plainAddress(incoming.socket.remoteAddress ?? '');
  const forwarded = trustProxy ? incoming.headers['x-forwarded-for'] : undefined;
  const last = (Array.isArray(forwarded) ? forwarded.at(-1) : forwarded)?.split(',').at(-1)?.trim();
  const address = last === undefined || last === '' ? direct : plainAddress(last);
  return { address, isThisMachine: last === undefined && (address === '::1' || address.startsWith('127.')) };
};

/** An IPv4 address that came over an IPv6 socket, as itself. */
const plainAddress = (address: string): string => address.replace(/^::ffff:/, '');
