import type { Json, JsonObject } from '@espresso/kernel';
import { AwsError } from '../protocol/errors.ts';
import { countIn, textIn } from '../protocol/fields.ts';
import { pageOf } from '../protocol/pages.ts';

const PER_PAGE = 100;
const PER_PAGE_MAX = 1_000;

export const invalidToken = (): AwsError => new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");

/** A page of a list, as Step Functions gives it. */
export const listed = <Entry>(
  input: JsonObject,
  member: string,
  all: readonly Entry[],
  idOf: (entry: Entry) => string,
  show: (entry: Entry) => Json,
): JsonObject => {
  const asked = countIn(input, 'maxResults', 0, PER_PAGE_MAX) ?? 0;
  const { entries, nextToken } = pageOf(all, idOf, {
    token: textIn(input, 'nextToken'),
    limit: asked === 0 ? PER_PAGE : asked,
    invalid: invalidToken,
  });
  return { [member]: entries.map(show), ...(nextToken !== undefined && { nextToken }) };
};
