import type { Caller } from '@espresso/contract';
import { isJsonObject, type Json } from '@espresso/kernel';

/** A browser may hold one of each: who runs the bar orders a coffee there, too, and stays signed in at the desk. */
export type SessionKind = Exclude<Caller['kind'], 'anonymous'>;

const NAMES = { staff: 'espresso_staff', customer: 'espresso_customer' } as const satisfies Record<SessionKind, string>;

/** The session token of a kind in a Cookie header. */
export const cookieToken = (header: string | undefined, kind: SessionKind): string | undefined =>
  header
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${NAMES[kind]}=`))
    ?.slice(NAMES[kind].length + 1);

/** Out of reach of scripts, and not sent along when another site asks (RFC 6265bis). */
const attributes = (isSecure: boolean) => `; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;

export const noSession = (kind: SessionKind, isSecure: boolean): string =>
  `${NAMES[kind]}=; Max-Age=0${attributes(isSecure)}`;

/** The cookie for a session that a reply opened; undefined where it opened none. */
export const cookieFor = (reply: Json, kind: SessionKind, isSecure: boolean): string | undefined => {
  if (!isJsonObject(reply)) return undefined;
  const { token, expiresAt } = reply;
  if (typeof token !== 'string' || typeof expiresAt !== 'string') return undefined;
  return `${NAMES[kind]}=${token}; Expires=${new Date(expiresAt).toUTCString()}${attributes(isSecure)}`;
};
