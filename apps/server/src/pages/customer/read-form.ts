import type { IncomingMessage } from 'node:http';

const BYTES_MAX = 16 * 1_024;

/** The fields of a form that was sent as browsers send them without a script; undefined where it is something else, or too much. */
export const readForm = async (incoming: IncomingMessage): Promise<URLSearchParams | undefined> => {
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(incoming.headers['content-type'] ?? '')) return undefined;
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of incoming) {
    if (!Buffer.isBuffer(piece)) continue;
    bytes += piece.length;
    if (bytes > BYTES_MAX) return undefined;
    pieces.push(piece);
  }
  return new URLSearchParams(Buffer.concat(pieces).toString('utf8'));
};
