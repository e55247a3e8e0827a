import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseJson } from '@espresso/kernel';
import { keyFor, openSeal } from '@espresso/sealed';
import { z } from 'zod';

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

/**
 * A vault over a pepper: at least 32 characters of chance, made at the first run and kept beside the data, not in it.
 * Each use has a key of its own (HKDF, RFC 5869), so that no answer of one use is an answer of another.
 * @throws TypeError when the pepper is too short to be one
 */
export const openVault = (pepper: string): Vault => {
  const hasher = (use: string) => {
    const key = keyFor(pepper, use);
    // JSON keeps the parts apart: ['a', 'bc'] and ['ab', 'c'] are two texts.
    return (...parts: readonly string[]) => createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');
  };
  const addressKey = hasher('address');
  const sealing = openSeal(pepper);

  return {
    addressKey,
    codeHash: hasher('code'),
    invitationHash: hasher('invitation'),
    seal: (content) => sealing.seal(JSON.stringify(letter.parse(content))),
    open: (sealed) => letter.parse(parseJson(sealing.open(sealed))),
  };
};

/** Whether two hashes are the same, in a time that does not tell where they differ. */
export const sameHash = (one: string, other: string): boolean => {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
};
