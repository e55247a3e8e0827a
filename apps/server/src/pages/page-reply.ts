import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { htmlReply } from '../http/security-headers.ts';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);
/** Quick enough to do for every request: about a millisecond. */
const QUALITY = 5;

/**
 * A page for people, compressed. A form of ours has to say where it comes from (RFC 6454: without it, `Origin` is `null`), which
 * 'no-referrer' forbids: these pages tell their own origin, and nobody else.
 */
export const pageReply = async (
  html: string,
  acceptEncoding: string | undefined,
  { status = 200, cookies = [] }: { readonly status?: number; readonly cookies?: readonly string[] } = {},
): Promise<Response> => {
  const { headers } = htmlReply(html, status);
  headers.set('Referrer-Policy', 'same-origin');
  headers.set('Vary', 'Accept-Encoding, Accept-Language, Cookie');
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  const plain = new Uint8Array(Buffer.from(html));
  const [body, coding] = await compressed(plain, acceptEncoding ?? '');
  if (coding !== undefined) headers.set('Content-Encoding', coding);
  return new Response(body, { status, headers });
};

const compressed = async (
  plain: Uint8Array<ArrayBuffer>,
  accepted: string,
): Promise<readonly [Uint8Array<ArrayBuffer>, string | undefined]> => {
  if (/\bbr\b/.test(accepted)) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: QUALITY };
    return [new Uint8Array(await toBrotli(plain, { params })), 'br'];
  }
  if (/\bgzip\b/.test(accepted)) return [new Uint8Array(await toGzip(plain)), 'gzip'];
  return [plain, undefined];
};

/** Sends a browser elsewhere, with a GET (RFC 9110, 15.4.4). */
export const seeOther = (location: string, cookies: readonly string[] = []): Response => {
  const headers = new Headers({ Location: location });
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return new Response(undefined, { status: 303, headers });
};
