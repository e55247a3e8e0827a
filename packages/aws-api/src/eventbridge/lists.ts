import type { Json, JsonObject } from '@espresso/kernel';
import { validation } from '../protocol/errors.ts';
import { countIn, textIn } from '../protocol/fields.ts';
import { pageOf } from '../protocol/pages.ts';

const PER_PAGE_MAX = 100;

/** A page of a list, as EventBridge gives it. */
export const listed = <Entry>(
  input: JsonObject,
  member: string,
  all: readonly Entry[],
  idOf: (entry: Entry) => string,
  show: (entry: Entry) => Json,
): JsonObject => {
  const { entries, nextToken } = pageOf(all, idOf, {
    token: textIn(input, 'NextToken'),
    limit: countIn(input, 'Limit', 1, PER_PAGE_MAX) ?? PER_PAGE_MAX,
    invalid: () => validation('NextToken is not valid.'),
  });
  return { [member]: entries.map(show), ...(nextToken !== undefined && { NextToken: nextToken }) };
};

/** Whether a name begins as the request wants. */
export const hasPrefix =
  (input: JsonObject) =>
  ({ name }: { readonly name: string }): boolean =>
    name.startsWith(textIn(input, 'NamePrefix') ?? '');
