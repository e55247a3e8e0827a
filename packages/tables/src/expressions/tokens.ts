import { InvalidRequest } from '../errors.ts';

/** `word`: a name or keyword; `name`: `#…`; `value`: `:…`; `mark`: punctuation; `end`: after the last. */
export interface Token {
  readonly kind: 'word' | 'name' | 'value' | 'index' | 'mark' | 'end';
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Which expression of a request a text is; messages begin with it. */
export type ExpressionKind =
  'ConditionExpression' | 'FilterExpression' | 'KeyConditionExpression' | 'ProjectionExpression' | 'UpdateExpression';

const EXPRESSION_BYTES_MAX = 4096;

export const invalidExpression = (kind: ExpressionKind, problem: string): InvalidRequest =>
  new InvalidRequest(`Invalid ${kind}: ${problem}`);

const TOKEN =
  /[ \t\r\n]*(?:([A-Za-z_][A-Za-z0-9_]*)|(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|([0-9]+)|(<>|<=|>=|[-+=<>()[\],.]))/y;
const BLANK = /[ \t\r\n]*/y;
const KINDS = ['word', 'name', 'value', 'index', 'mark'] as const;

/** The tokens of an expression, an `end` last. */
export const tokenize = (kind: ExpressionKind, text: string): readonly Token[] => {
  if (text.length > EXPRESSION_BYTES_MAX) {
    const size = String(text.length);
    throw invalidExpression(kind, `Expression size has exceeded the maximum allowed size; expression size: ${size}`);
  }
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    BLANK.lastIndex = at;
    BLANK.test(text);
    const from = BLANK.lastIndex;
    if (from === text.length) break;
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (found === null) {
      const wrong = text.slice(from, from + 1);
      throw invalidExpression(kind, syntaxError(wrong, text.slice(tokens.at(-1)?.from ?? 0, from + 2).trim()));
    }
    at = TOKEN.lastIndex;
    const which = KINDS.findIndex((_, group) => found[group + 1] !== undefined);
    tokens.push({ kind: KINDS[which] ?? 'mark', text: text.slice(from, at), from, to: at });
  }
  if (tokens.length === 0) throw invalidExpression(kind, 'The expression can not be empty;');
  tokens.push({ kind: 'end', text: '<EOF>', from: text.length, to: text.length });
  return tokens;
};

export const syntaxError = (token: string, near: string): string => `Syntax error; token: "${token}", near: "${near}"`;
