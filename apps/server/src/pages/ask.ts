import type { Caller, ServedRoute } from '@espresso/contract';
import type { Idempotency } from '@espresso/host';
import { isJsonObject, parseJson, type JsonObject } from '@espresso/kernel';
import type { Bar } from '../bar.ts';
import { runRoute } from '../http/run-route.ts';

/** What a route said to a page: its reply, or the word of its refusal. */
export type Answer =
  | { readonly ok: true; readonly reply: unknown }
  | { readonly ok: false; readonly reason: string; readonly status: number; readonly data: JsonObject };

export interface Question {
  readonly caller: Caller;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly idempotency?: Idempotency | undefined;
}

/** Asks a route of the API from within, by its method and path or itself: the same route, the same rules, no second way to do anything. */
export const ask = async (bar: Bar, which: string | ServedRoute, question: Question): Promise<Answer> => {
  const { caller, params = {}, query = {}, body, idempotency } = question;
  const served = typeof which === 'string' ? bar.route(which) : which;
  const endpoint = { served, runs: served.route.method === 'GET' ? 'read' : 'command' } as const;
  const result = await runRoute(endpoint, { params, query, body, caller }, bar, idempotency);
  if (result.type === 'reply') return { ok: true, reply: result.reply };
  const data = parseJson(await result.response.text());
  const problem = isJsonObject(data) ? data : {};
  const type = typeof problem['type'] === 'string' ? problem['type'] : '';
  return { ok: false, reason: type.slice(type.lastIndexOf('/') + 1), status: result.response.status, data: problem };
};
