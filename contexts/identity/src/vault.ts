import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { EspressoError, parseJson } from '@espresso/kernel';
import { z } from 'zod';

const PEPPER_CHARACTERS_MIN = 32;
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 'v1.';

/** How sure we are of an address: somebody typed it, or somebody read a code that was mailed to it. */
export const certainty = z.enum(['typed', 'proved']);
export type Certainty = z.output<typeof certainty>;

/** What is mailed: sealed on its way through the log. */
const letter = z.strictObject({ email: z.string(), code: z.string() });
export type Letter = z.output<typeof letter>;

/** Everything that needs the installation's own secret. Without it, what is stored says nothing of addresses and codes. */
export interface Vault {
  /** The key of an address in tables. What was typed and what was proved are two customers, so that typing never opens what was proved. */
  addressKey(certainty: Certainty, address: string): string;
  /** A code as it is kept: useless without the pepper, and for any other address. */
  codeHash(addressKey: string, code: string): string;
  /** An invitation's secret as it is kept. */
  invitationHash(invitationId: string, secret: string): string;
  /** Encrypts a letter; the same letter always gives the same text. */
  seal(letter: Letter): string;
  /** @throws SealBroken when this vault did not seal it, or somebody changed it */
  open(sealed: string): Letter;
}

/** A sealed letter that cannot be opened: the pepper changed, or the text did. */
export class SealBroken extends EspressoError {
  constructor(cause: unknown) {
    super('a sealed letter cannot be opened: it was changed, or sealed with another pepper', { cause });
  }
}

/**
 * A vault over a pepper: at least 32 characters of chance, made at the first run and kept beside the data, not in it.
 * Each use has a key of its own (HKDF, RFC 5869), so that no answer of one use is an answer of another.
 * @throws TypeError when the pepper is too short to be one
 */
export const openVault = (pepper: string): Vault => {
  if (pepper.length < PEPPER_CHARACTERS_MIN)
    throw new TypeError(`a pepper has at least ${String(PEPPER_CHARACTERS_MIN)} characters`);
  const keyFor = (use: string) => Buffer.from(hkdfSync('sha256', pepper, 'serverless-espresso', use, KEY_BYTES));
  const hasher = (use: string) => {
    const key = keyFor(use);
    // JSON keeps the parts apart: ['a', 'bc'] and ['ab', 'c'] are two texts.
    return (...parts: readonly string[]) => createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');
  };
  const addressKey = hasher('address');
  const sealKey = keyFor('seal');
  const ivKey = keyFor('seal-iv');

  return {
    addressKey,
    codeHash: hasher('code'),
    invitationHash: hasher('invitation'),
    seal: (content) => {
      const plain = JSON.stringify(letter.parse(content));
      // The nonce follows from the letter (as in RFC 8452), so no two letters share one, and no chance is needed here.
      const iv = createHmac('sha256', ivKey).update(plain).digest().subarray(0, IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealKey, iv);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return VERSION + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    open: (sealed) => {
      try {
        if (!sealed.startsWith(VERSION)) throw new TypeError('not a sealed letter');
        const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url');
        const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, IV_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        const plain = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
        return letter.parse(parseJson(plain.toString('utf8')));
      } catch (cause) {
        throw new SealBroken(cause);
      }
    },
  };
};

/** Whether two hashes are the same, in a time that does not tell where they differ. */
export const sameHash = (one: string, other: string): boolean => {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
};
