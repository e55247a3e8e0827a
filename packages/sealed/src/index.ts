import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { EspressoError } from '@espresso/kernel';

const SECRET_CHARACTERS_MIN = 32;
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 'v1.';

/** A sealed text that cannot be opened: the secret changed, or the text did. */
export class SealBroken extends EspressoError {
  constructor(cause: unknown) {
    super('a sealed text cannot be opened: it was changed, or sealed with another secret', { cause });
  }
}

/** Seals texts for one use. */
export interface Seal {
  /** Encrypts a text; the same text always gives the same seal. */
  readonly seal: (text: string) => string;
  /** @throws SealBroken when this seal did not seal it, or somebody changed it */
  readonly open: (sealed: string) => string;
}

/**
 * A key for one use of an installation's secret (HKDF, RFC 5869): no answer of one use is an answer of another.
 * @throws TypeError when the secret is too short to be one
 */
export const keyFor = (secret: string, use: string): Buffer => {
  if (secret.length < SECRET_CHARACTERS_MIN)
    throw new TypeError(`a secret has at least ${String(SECRET_CHARACTERS_MIN)} characters`);
  return Buffer.from(hkdfSync('sha256', secret, 'serverless-espresso', use, KEY_BYTES));
};

/** @throws TypeError when the secret is too short to be one */
export const openSeal = (secret: string, use = 'seal'): Seal => {
  const key = keyFor(secret, use);
  const ivKey = keyFor(secret, `${use}-iv`);
  return {
    seal: (text) => {
      // The nonce follows from the text (as in RFC 8452), so no two texts share one, and no chance is needed here.
      const iv = createHmac('sha256', ivKey).update(text).digest().subarray(0, IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return VERSION + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    open: (sealed) => {
      try {
        if (!sealed.startsWith(VERSION)) throw new TypeError('not a sealed text');
        const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url');
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
        return text.toString('utf8');
      } catch (cause) {
        throw new SealBroken(cause);
      }
    },
  };
};
