import { parseJson } from '@espresso/kernel';
import type { AwsError } from './errors.ts';

/** One page of a list, and the token of the next one. */
export interface ListPage<Entry> {
  readonly entries: readonly Entry[];
  readonly nextToken?: string;
}

/**
 * A page of a list that has an order of its own: the token names the last entry that was given, so that entries that come
 * and go between two pages neither repeat nor hide others.
 */
export const pageOf = <Entry>(
  all: readonly Entry[],
  idOf: (entry: Entry) => string,
  {
    token,
    limit,
    invalid,
  }: { readonly token?: string | undefined; readonly limit: number; readonly invalid: () => AwsError },
): ListPage<Entry> => {
  const from = token === undefined ? 0 : startOf(all, idOf, readToken(token, invalid));
  const entries = all.slice(from, from + limit);
  const last = entries.at(-1);
  if (last === undefined || from + limit >= all.length) return { entries };
  return { entries, nextToken: writeToken([idOf(last), from + limit]) };
};

type Place = readonly [id: string, index: number];

const startOf = <Entry>(all: readonly Entry[], idOf: (entry: Entry) => string, [id, index]: Place): number => {
  const at = all.findIndex((entry) => idOf(entry) === id);
  return at === -1 ? Math.min(index, all.length) : at + 1;
};

const writeToken = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');

const readToken = (token: string, invalid: () => AwsError): Place => {
  try {
    const place = parseJson(Buffer.from(token, 'base64url').toString());
    if (Array.isArray(place) && typeof place[0] === 'string' && typeof place[1] === 'number')
      return [place[0], place[1]];
  } catch {
    // Not one of ours: the caller is told so.
  }
  throw invalid();
};
