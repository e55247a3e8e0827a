import { callerOf, type Authentication, type SessionKeys } from '@coffee/identity';
import type { Host } from '@espresso/host';
import type { IncomingHttpHeaders } from 'node:http';
import { cookieToken, type SessionKind } from './session-cookie.ts';

/** How a request shows who asks. */
export type Presented =
  | { readonly by: 'bearer'; readonly token: string }
  | { readonly by: 'cookie'; readonly token: string; readonly kind: SessionKind }
  | { readonly by: 'nothing' };

/**
 * What a request presents: the Authorization header (RFC 6750), otherwise the cookies, those of the kind that is meant first.
 * @param first what a page of customers means; what the request says itself without it (`Espresso-Session: customer`)
 */
export const presentedBy = (
  headers: IncomingHttpHeaders,
  first: SessionKind = headers['espresso-session'] === 'customer' ? 'customer' : 'staff',
): readonly [Presented, ...Presented[]] => {
  const bearer = /^Bearer +([^\s]+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return [{ by: 'bearer', token: bearer }];
  const order: readonly SessionKind[] = first === 'customer' ? ['customer', 'staff'] : ['staff', 'customer'];
  const [one, ...others] = order.flatMap((kind): readonly Presented[] => {
    const token = cookieToken(headers.cookie, kind);
    return token === undefined || token === '' ? [] : [{ by: 'cookie', token, kind }];
  });
  return [one ?? { by: 'nothing' }, ...others];
};

/** Who asks, as they stand now: of the sessions that are presented, the first that may; the first of all where none may. */
export const whoAsks = async (
  presented: readonly [Presented, ...Presented[]],
  may: (who: Authentication) => boolean,
  keys: SessionKeys,
  host: Host,
): Promise<{ readonly presented: Presented; readonly who: Authentication }> => {
  const [first, ...others] = presented;
  const asked = { presented: first, who: await authenticate(first, keys, host) };
  if (asked.who.authentic && may(asked.who)) return asked;
  for (const other of others) {
    const who = await authenticate(other, keys, host);
    if (who.authentic && may(who)) return { presented: other, who };
  }
  return asked;
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
