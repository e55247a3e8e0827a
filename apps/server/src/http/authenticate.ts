import { callerOf, type Authentication, type SessionKeys } from '@coffee/identity';
import type { Host } from '@espresso/host';
import type { IncomingHttpHeaders } from 'node:http';
import { cookieToken } from './session-cookie.ts';

/** How a request shows who asks. */
export type Presented = { readonly by: 'bearer' | 'cookie'; readonly token: string } | { readonly by: 'nothing' };

/** What a request presents: the Authorization header first (RFC 6750), then the cookie. */
export const presentedBy = (headers: IncomingHttpHeaders): Presented => {
  const bearer = /^Bearer +([^\s]+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return { by: 'bearer', token: bearer };
  const cookie = cookieToken(headers.cookie);
  return cookie === undefined || cookie === '' ? { by: 'nothing' } : { by: 'cookie', token: cookie };
};

/** Who it is, as they stand now. */
export const authenticate = (presented: Presented, keys: SessionKeys, host: Host): Promise<Authentication> =>
  host.read((work) => callerOf(presented.by === 'nothing' ? undefined : presented.token, keys, work));

/**
 * Whether a browser sends this for a page of ours: what it says of the site that asks (Fetch Metadata), and of its origin where
 * it is too old for that. A cookie is worth nothing otherwise.
 */
export const isSameOrigin = (headers: IncomingHttpHeaders): boolean => {
  const site = headers['sec-fetch-site'];
  if (typeof site === 'string') return site === 'same-origin' || site === 'none';
  const { origin, host } = headers;
  if (origin === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === host;
};
