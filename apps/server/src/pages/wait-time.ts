import { shopId } from '@coffee/shop/contract';
import { accept, refuse, route, type Caller, type ServedRoute } from '@espresso/contract';
import { iso } from '@espresso/kernel';
import { z } from 'zod';
import type { Bar } from '../bar.ts';

/** How long most people wait, in whole minutes; null where too few have waited lately to say. */
export const waitRange = z.object({ from: z.number().int(), to: z.number().int() });
export type WaitRange = z.output<typeof waitRange>;

/** Fewer say nothing about the next one. */
const WAITED_MIN = 5;
const SPAN_MS = 3_600_000;
/** The figures move slowly, and a hall full of phones asks. */
const KEPT_MS = 5_000;

const measured = z.object({
  total: z.object({
    finished: z.number(),
    waits: z.object({ queue: z.object({ p50Seconds: z.number(), p90Seconds: z.number() }).nullable() }),
  }),
});

/** Half waited no longer than `from`, nine of ten no longer than `to`; rounded so that it holds. */
export const rangeOf = ({ total }: z.output<typeof measured>): WaitRange | null => {
  const { queue } = total.waits;
  if (queue === null || total.finished < WAITED_MIN) return null;
  const to = Math.max(1, Math.ceil(queue.p90Seconds / 60));
  return { from: Math.min(to, Math.max(1, Math.floor(queue.p50Seconds / 60))), to };
};

/** The server itself reads the figures, of which it tells this range and nothing else. */
const figures: Caller = { kind: 'staff', staffId: 'server', name: 'server', role: 'viewer', sessionId: 'server' };

/** What somebody wants to know before ordering: how long it takes, and where one orders. */
export const waitRoute = (bar: Bar, phones: () => string | undefined): ServedRoute => {
  const metrics = bar.route('GET /api/shops/{shopId}/metrics');
  const showShop = bar.route('GET /api/shops/{shopId}');
  const kept = new Map<string, { readonly untilMs: number; readonly wait: WaitRange | null }>();
  return route(
    {
      method: 'GET',
      path: '/api/shops/{shopId}/wait',
      summary: 'How long most people waited within the last hour, and where phones order.',
      access: ['anyone'],
      params: z.strictObject({ shopId }),
      query: z.unknown(),
      body: z.unknown(),
      reply: z.object({ wait: waitRange.nullable(), orderUrl: z.string().optional() }),
      refusals: { 'unknown-shop': [404, 'No such shop'] },
    },
    async ({ params, caller }, work) => {
      const url = phones();
      const rest = url === undefined ? {} : { orderUrl: `${url}/order?shop=${params.shopId}` };
      const known = kept.get(params.shopId);
      if (known !== undefined && work.nowMs < known.untilMs) return accept({ reply: { wait: known.wait, ...rest } });
      const asked = { params, query: {}, body: undefined, caller };
      if (!(await showShop.run(asked, work)).accepted) return refuse('unknown-shop');
      const query = { from: iso(work.nowMs - SPAN_MS), to: iso(work.nowMs) };
      const outcome = await metrics.run({ ...asked, query, caller: figures }, work);
      const wait = outcome.accepted ? rangeOf(measured.parse(outcome.reply)) : null;
      kept.set(params.shopId, { untilMs: work.nowMs + KEPT_MS, wait });
      return accept({ reply: { wait, ...rest } });
    },
  );
};
