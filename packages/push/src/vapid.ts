import { createECDH, createPrivateKey, sign } from 'node:crypto';

/** What this server is known by at push services. */
export interface PushKeys {
  /** For the page, as `applicationServerKey`: base64url. */
  readonly publicKey: string;
  /** Signs a text with the private half (ES256). */
  readonly sign: (text: string) => string;
}

/**
 * A P-256 key pair whose private half is these 32 bytes.
 * @throws where the bytes are no private key, which happens once in 2³² draws
 */
export const readPushKeys = (secret: Uint8Array): PushKeys => {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(secret);
  const point = pair.getPublicKey();
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
  const [x, y] = [text(point.subarray(1, 33)), text(point.subarray(33))];
  const jwk = { kty: 'EC', crv: 'P-256', d: text(secret), x, y };
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  return {
    publicKey: point.toString('base64url'),
    sign: (said) => sign('sha256', Buffer.from(said), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
  };
};

/** Shorter than the day that RFC 8292 allows. */
const GOOD_SECONDS = 12 * 3_600;

const part = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url');

/** Says to one push service who is asking, and whom to write to if that goes wrong (RFC 8292). */
export const vapidHeader = (
  { publicKey, sign: signed }: PushKeys,
  { endpoint, contact, nowMs }: { readonly endpoint: string; readonly contact: string; readonly nowMs: number },
): string => {
  const claims = { aud: new URL(endpoint).origin, exp: Math.floor(nowMs / 1_000) + GOOD_SECONDS, sub: contact };
  const text = `${part({ typ: 'JWT', alg: 'ES256' })}.${part(claims)}`;
  return `vapid t=${text}.${signed(text)}, k=${publicKey}`;
};
