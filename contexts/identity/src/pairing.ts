import type { Random } from '@espresso/kernel';
import { drawSecret } from './chance.ts';
import type { Pairing } from './tables.ts';
import { sameHash, type Vault } from './vault.ts';

/** No I, L, O and U (Crockford's base 32): read from a wall, typed on glass. 30 bits, good for ten minutes, tries counted. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHARACTERS = 6;
const WELL_FORMED = new RegExp(`^[${ALPHABET}]{${String(CHARACTERS)}}$`);

/** A code as it was meant: small letters, spaces, dashes, O for 0, I and L for 1 all do; undefined where it cannot be one. */
export const readPairingCode = (typed: string): string | undefined => {
  const code = typed.replaceAll(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return WELL_FORMED.test(code) ? code : undefined;
};

/** Under what a code is kept: nobody reads the code out of it. */
export const pairingKey = (code: string, vault: Vault): string => vault.codeHash('pairing', code);

const pollHashOf = (key: string, secret: string, vault: Vault): string =>
  vault.invitationHash(`pairing ${key}`, secret);

/** Draws a code for the screen to show and the token for it to ask with, and what to keep of both. */
export const drawPairing = (random: Random, vault: Vault) => {
  const code = Array.from({ length: CHARACTERS }, () =>
    ALPHABET.charAt(Math.floor(random.next() * ALPHABET.length)),
  ).join('');
  const key = pairingKey(code, vault);
  const secret = drawSecret(random);
  return { code, key, token: `${key}.${secret}`, pollHash: pollHashOf(key, secret, vault) };
};

/** What a screen asks with. */
export interface PairingToken {
  readonly pairingKey: string;
  readonly secret: string;
}

const TOKEN = /^([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{43})$/;

export const readPairingToken = (token: string): PairingToken | undefined => {
  const [, key, secret] = TOKEN.exec(token) ?? [];
  return key === undefined || secret === undefined ? undefined : { pairingKey: key, secret };
};

/** Whether a token asks for this pairing now. Takes as long whether there is one or not. */
export const polls = (
  pairing: Pairing | undefined,
  { pairingKey: key, secret }: PairingToken,
  vault: Vault,
  nowMs: number,
): pairing is Pairing => {
  const hash = pollHashOf(key, secret, vault);
  const fits = sameHash(pairing?.pollHash ?? pollHashOf(key, '', vault), hash);
  return fits && pairing !== undefined && nowMs < pairing.expiresAt * 1_000;
};
