import { accept, refuse, route, type ServedRoute } from '@espresso/contract';
import { iso } from '@espresso/kernel';
import { z } from 'zod';
import type { Bar } from '../bar.ts';
import { actorOf, instant, limitOf, notOfAllShops, refuseOneShop, ruleName, unread, worksEverywhere } from './parts.ts';

const replay = z.object({
  name: z.string(),
  from: z.string(),
  to: z.string(),
  rules: z.array(z.string()),
  speed: z.number().optional(),
  startedAt: z.string(),
  sent: z.number().int(),
  state: z.string(),
});

const shownReplay = (asked: ReturnType<Bar['host']['operations']['replays']>[number]): z.input<typeof replay> => ({
  name: asked.name,
  from: iso(asked.fromMs),
  to: iso(asked.toMs),
  rules: [...asked.rules],
  ...(asked.speed !== undefined && { speed: asked.speed }),
  startedAt: iso(asked.startedMs),
  sent: asked.sent,
  state: asked.state,
});

/** Stretches of the archive, sent again. */
export const replayRoutes = (bar: Bar): readonly ServedRoute[] => [
  route(
    {
      method: 'GET',
      path: '/api/replays',
      summary: 'Replays, and how far they are.',
      access: ['viewer'],
      params: unread,
      query: z.strictObject({ limit: limitOf(100, 500) }),
      body: unread,
      reply: z.object({ replays: z.array(replay) }),
      refusals: notOfAllShops,
    },
    ({ query: { limit }, caller }) =>
      Promise.resolve(
        worksEverywhere(caller)
          ? accept({ reply: { replays: bar.host.operations.replays(limit).map(shownReplay) } })
          : refuseOneShop(),
      ),
  ),
  route(
    {
      method: 'POST',
      path: '/api/replays',
      summary: 'Send a stretch of the archive again, to some rules or to all that have no effects outside.',
      access: ['owner'],
      params: unread,
      query: unread,
      body: z.strictObject({
        name: z
          .string()
          .regex(/^[A-Za-z0-9_.-]{1,64}$/)
          .optional(),
        from: instant,
        to: instant,
        rules: z.array(ruleName).max(100).default([]),
        /** 1 is the pace at which things happened; without it, as fast as possible. */
        speed: z.number().positive().max(10_000).optional(),
      }),
      reply: replay,
      status: 201,
      refusals: {
        ...notOfAllShops,
        'replay-exists': [409, 'There is a replay of this name'],
        'unknown-rule': [404, 'No such rule'],
        'no-time-between': [422, 'The end is not after the beginning'],
      },
    },
    async ({ body, caller }) => {
      if (!worksEverywhere(caller)) return refuseOneShop();
      const { name = `replay-${bar.ids.next()}`, rules, speed } = body;
      const [fromMs, toMs] = [Date.parse(body.from), Date.parse(body.to)];
      if (toMs <= fromMs) return refuse('no-time-between', { detail: 'Give an end that lies after the beginning.' });
      const missing = rules.find((rule) => bar.host.rules.get(rule) === undefined);
      if (missing !== undefined) return refuse('unknown-rule', { detail: `There is no rule ${missing}.` });
      const known = bar.host.operations.replays(REPLAYS_MAX).some((earlier) => earlier.name === name);
      if (known) return refuse('replay-exists', { detail: `A replay named ${name} exists; choose another name.` });
      const asked = { name, fromMs, toMs, rules, ...(speed !== undefined && { speed }) };
      const started = await bar.host.operations.replay(asked, actorOf(caller));
      return accept({ reply: shownReplay(started) });
    },
  ),
];

const REPLAYS_MAX = 100_000;
