import { isJsonObject, type Json } from '@espresso/kernel';

const NAME = 'espresso_session';

/** The session token of a Cookie header. */
export const cookieToken = (header: string | undefined): string | undefined =>
  header
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${NAME}=`))
    ?.slice(NAME.length + 1);

/** Out of reach of scripts, and not sent along when another site asks (RFC 6265bis). */
const attributes = (isSecure: boolean) => `; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;

export const noSession = (isSecure: boolean): string => `${NAME}=; Max-Age=0${attributes(isSecure)}`;

/** The cookie for a session that a reply opened; undefined where it opened none. */
export const cookieFor = (reply: Json, isSecure: boolean): string | undefined => {
  if (!isJsonObject(reply)) return undefined;
  const { token, expiresAt } = reply;
  if (typeof token !== 'string' || typeof expiresAt !== 'string') return undefined;
  return `${NAME}=${token}; Expires=${new Date(expiresAt).toUTCString()}${attributes(isSecure)}`;
};
