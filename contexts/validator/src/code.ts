import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';

/** What makes this installation's codes impossible to guess. */
export type CodeSecret = Uint8Array | string | KeyObject;

/** The stretch of time a code is shown for. */
export interface Window {
  readonly startMs: number;
  readonly lengthMs: number;
}

/** How long the code before still counts: somebody who scanned at the last second has to sign in first. */
export const GRACE_MS = 60_000;
/** How many windows back a code is still recognised as an old one rather than a wrong one. */
export const LOOK_BACK_WINDOWS = 12;
export const CODE_LENGTH = 10;

/** Crockford's base 32: no I, L, O (they look like 1, 1, 0) and no U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BITS_PER_CHARACTER = 5;

/** The window that `nowMs` lies in. Windows of one length tile the time since 1970 without gaps. */
export const windowAt = (nowMs: number, lengthMs: number): Window => ({
  startMs: Math.floor(nowMs / lengthMs) * lengthMs,
  lengthMs,
});

export const endOf = (window: Window): number => window.startMs + window.lengthMs;

const before = (window: Window, windows: number): Window => ({
  ...window,
  startMs: window.startMs - windows * window.lengthMs,
});

/** The code of a shop in a window: derived from the secret, so that no code is ever stored or can leak from a table. */
export const codeOf = (secret: CodeSecret, shopId: string, window: Window): string =>
  base32(
    createHmac('sha256', secret)
      .update(`${shopId}|${String(window.startMs)}|${String(window.lengthMs)}`)
      .digest(),
  );

/** The first `CODE_LENGTH` characters of the bytes in Crockford's base 32. */
const base32 = (bytes: Uint8Array): string => {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    held += 8;
    while (held >= BITS_PER_CHARACTER && text.length < CODE_LENGTH) {
      held -= BITS_PER_CHARACTER;
      text += ALPHABET.charAt((bits >>> held) & 31);
    }
    bits &= (1 << held) - 1;
    if (text.length === CODE_LENGTH) break;
  }
  return text;
};

const WELL_FORMED = new RegExp(`^[${ALPHABET}]{${String(CODE_LENGTH)}}$`);

/**
 * A code as somebody typed it, as it was meant: small letters, spaces, dashes, O for 0, I and L for 1 all do
 * (Crockford's base 32, "decoding"). `undefined` when it cannot be a code.
 */
export const readCode = (typed: string): string | undefined => {
  const code = typed.replaceAll(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return WELL_FORMED.test(code) ? code : undefined;
};

/** Which window a code is of: one that still counts, one too old, or none of this shop. */
export type Recognition =
  { readonly code: 'valid'; readonly window: Window } | { readonly code: 'expired' } | { readonly code: 'unknown' };

/** Recognises a code as somebody typed or scanned it. Costs one HMAC for the current code, at most thirteen for any other. */
export const recognise = (
  secret: CodeSecret,
  shopId: string,
  typed: string,
  at: { readonly nowMs: number; readonly lengthMs: number },
): Recognition => {
  const code = readCode(typed);
  if (code === undefined) return { code: 'unknown' };
  const current = windowAt(at.nowMs, at.lengthMs);
  for (let back = 0; back <= LOOK_BACK_WINDOWS; back++) {
    const window = before(current, back);
    if (!same(codeOf(secret, shopId, window), code)) continue;
    const counts = back === 0 || (back === 1 && at.nowMs - endOf(window) < GRACE_MS);
    return counts ? { code: 'valid', window } : { code: 'expired' };
  }
  return { code: 'unknown' };
};

const bytes = new TextEncoder();
/** Compares in the same time wherever the first difference is. */
const same = (a: string, b: string): boolean => timingSafeEqual(bytes.encode(a), bytes.encode(b));
