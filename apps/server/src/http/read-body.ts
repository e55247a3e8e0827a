import { parseJson, type Json } from '@espresso/kernel';
import type { IncomingMessage } from 'node:http';

/** What most have to say fits in easily. */
export const BODY_BYTES_USUAL = 32 * 1_024;
const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

export type ReadBody =
  | { readonly ok: true; readonly body: Json | undefined; readonly text: string }
  | { readonly ok: false; readonly problem: 'too-large' | 'not-json' | 'broken-json' };

/** The body of a request, as far as it may go; nothing at all is `undefined`. */
export const readBody = async (incoming: IncomingMessage, bytesMax: number): Promise<ReadBody> => {
  if (Number(incoming.headers['content-length'] ?? 0) > bytesMax) return { ok: false, problem: 'too-large' };
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of incoming) {
    if (!Buffer.isBuffer(piece)) continue;
    bytes += piece.length;
    if (bytes > bytesMax) return { ok: false, problem: 'too-large' };
    pieces.push(piece);
  }
  if (bytes === 0) return { ok: true, body: undefined, text: '' };
  if (!JSON_TYPE.test(incoming.headers['content-type'] ?? '')) return { ok: false, problem: 'not-json' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
    return { ok: true, body: parseJson(text), text };
  } catch {
    return { ok: false, problem: 'broken-json' };
  }
};
