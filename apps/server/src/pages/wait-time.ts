import { shopId } from '@coffee/shop/contract';
import { accept, refuse, route, type ServedRoute } from '@espresso/contract';
import { z } from 'zod';
import type { Bar } from '../bar.ts';

/** How long one waits, in whole minutes. */
export const waitRange = z.object({ from: z.number().int(), to: z.number().int() });
export type WaitRange = z.output<typeof waitRange>;

/** The figures move slowly, and a hall full of phones asks. */
const KEPT_MS = 3_000;

const seconds = z.object({ fromSeconds: z.number(), toSeconds: z.number() });
const paceSeen = z.object({
  perPlace: seconds.nullable(),
  next: seconds.nullable(),
  kept: z.object({ kept: z.number().int(), of: z.number().int() }),
});

/** As people are told: whole minutes, rounded so that it holds. */
export const rangeOf = ({ fromSeconds, toSeconds }: z.output<typeof seconds>): WaitRange => {
  const to = Math.max(1, Math.ceil(toSeconds / 60));
  return { from: Math.min(to, Math.max(1, Math.floor(fromSeconds / 60))), to };
};

/** What is known of the wait at a shop. */
export const waitView = z.object({
  /** For an order placed now; null where too few were made lately to say. */
  wait: waitRange.nullable(),
  /** Seconds for each place in the queue, for whoever stands in it. */
  perPlace: seconds.nullable(),
  /** Of the latest orders that were told a time, how many came within it. */
  kept: paceSeen.shape.kept,
});
type Wait = z.output<typeof waitView>;

/** What somebody wants to know before ordering: how long it takes, and where one orders. */
export const waitRoute = (bar: Bar, phones: () => string | undefined): ServedRoute => {
  const pace = bar.route('GET /api/shops/{shopId}/pace');
  const known = new Map<string, Wait & { readonly untilMs: number }>();
  return route(
    {
      method: 'GET',
      path: '/api/shops/{shopId}/wait',
      summary: 'How long an order placed now takes, how often that was true, and where phones order.',
      access: ['anyone'],
      params: z.strictObject({ shopId }),
      query: z.unknown(),
      body: z.unknown(),
      reply: waitView.extend({ orderUrl: z.string().optional() }),
      refusals: { 'unknown-shop': [404, 'No such shop'] },
    },
    async ({ params, caller }, work) => {
      const url = phones();
      const rest = url === undefined ? {} : { orderUrl: `${url}/order?shop=${params.shopId}` };
      const latest = known.get(params.shopId);
      if (latest !== undefined && work.nowMs < latest.untilMs) {
        const { untilMs: _, ...view } = latest;
        return accept({ reply: { ...view, ...rest } });
      }
      const outcome = await pace.run({ params, query: {}, body: undefined, caller }, work);
      if (!outcome.accepted) return refuse('unknown-shop');
      const { perPlace, next, kept } = paceSeen.parse(outcome.reply);
      const view = { wait: next === null ? null : rangeOf(next), perPlace, kept };
      known.set(params.shopId, { ...view, untilMs: work.nowMs + KEPT_MS });
      return accept({ reply: { ...view, ...rest } });
    },
  );
};
