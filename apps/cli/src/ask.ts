import { isJsonObject, parseJson, type Json, type JsonObject } from '@espresso/kernel';
import type { z } from 'zod';
import type { Bar } from './bar-here.ts';
import { Complaint } from './faults.ts';

const ANSWER_MS_MAX = 30_000;

/**
 * Asks the bar, and reads its answer.
 * @throws Complaint with the bar's own sentence when it says no, or when it does not answer
 */
export const ask = async <Schema extends z.ZodType>(
  bar: Bar,
  request: { readonly method?: 'GET' | 'POST'; readonly path: string; readonly body?: JsonObject },
  reply: Schema,
): Promise<z.output<Schema>> => {
  const { method = 'GET', path, body } = request;
  const response = await reach(bar, path, {
    method,
    headers: { ...credentials(bar), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(ANSWER_MS_MAX),
  });
  const answer = readJson(await response.text());
  if (!response.ok) throw new Complaint(sentenceOf(answer, response.status));
  const read = reply.safeParse(answer);
  if (read.success) return read.data;
  throw new Complaint(
    `The bar's answer to ${method} ${path} is not what this command knows: is it of another version?`,
  );
};

export const credentials = (bar: Bar): Readonly<Record<string, string>> => {
  const token = bar.token();
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
};

/** What a problem (RFC 9457) says to a person. */
export const sentenceOf = (problem: Json | undefined, status: number): string => {
  const { title, detail, errors } = isJsonObject(problem) ? problem : {};
  const head = typeof detail === 'string' ? detail : typeof title === 'string' ? title : `The bar answered ${status}.`;
  const lines = (Array.isArray(errors) ? errors : []).flatMap((error: Json) =>
    isJsonObject(error) ? [`  ${textIn(error['pointer'])}: ${textIn(error['detail'])}`] : [],
  );
  const hint = status === 401 ? ['Give a session with --token or ESPRESSO_TOKEN, or run this beside the bar.'] : [];
  return [head, ...lines, ...hint].join('\n');
};

const textIn = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

const reach = async (bar: Bar, path: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(new URL(path, bar.url), init);
  } catch (error) {
    throw new Complaint(`The bar at ${bar.url} does not answer. Start one with \`npx espresso start\`.`, {
      cause: error,
    });
  }
};

const readJson = (text: string): Json | undefined => {
  try {
    return parseJson(text);
  } catch {
    // An answer of something else that listens there.
    return undefined;
  }
};
