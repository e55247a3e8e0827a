import { accept, route, type ServedRoute } from '@espresso/contract';
import { iso } from '@espresso/kernel';
import { z } from 'zod';
import type { Bar } from '../bar.ts';
import { checks, deliveredTwice, deliverTwice, examinerOf } from '../check-up/index.ts';
import type { Check, Found } from '../check-up/check.ts';
import { maskerFor } from './masked.ts';
import { notOfAllShops, refuseOneShop, textOf, unread, worksEverywhere } from './parts.ts';

const FINDINGS_MAX = 20;

const finding = z.object({
  what: z.string(),
  /** Where it is: `event:`, `rule:`, `workflow:`, `context:`, `order:` and its name. */
  item: z.string().optional(),
  evidence: z.array(
    z.object({ number: z.number().int(), id: z.string(), type: z.string(), correlationId: z.string() }),
  ),
});

const checked = z.object({
  id: z.string(),
  claim: z.string(),
  remedy: z.string(),
  severity: z.enum(['error', 'warning', 'hint']),
  /** How many findings there are; not all of them need be listed. */
  count: z.number().int(),
  findings: z.array(finding),
});

/** The running system, examined for faults of event-driven design. */
export const showCheckUp = (bar: Bar): ServedRoute => {
  const mask = maskerFor(bar.events);
  const examine = examinerOf(bar);
  // Definitions stay the same for as long as the process runs, and so does what a second delivery does.
  let twice: Promise<readonly Found[]> | undefined;

  const shown = ({ id, claim, remedy, severity }: Omit<Check, 'look'>, found: readonly Found[]) => ({
    id,
    claim,
    remedy,
    severity,
    count: found.length,
    findings: found.slice(0, FINDINGS_MAX).map(({ what, item, evidence = [] }) => ({
      what: textOf(mask(what)),
      ...(item !== undefined && { item }),
      evidence: [...evidence],
    })),
  });

  return route(
    {
      method: 'GET',
      path: '/api/check-up',
      summary: 'The running system examined for faults of event-driven design, each with its evidence and its remedy.',
      access: ['viewer'],
      params: unread,
      query: unread,
      body: unread,
      reply: z.object({
        at: z.string(),
        /** How much of the log was looked through. */
        examined: z.object({ events: z.number().int(), since: z.string().optional(), rules: z.number().int() }),
        checks: z.array(checked),
      }),
      refusals: notOfAllShops,
    },
    async ({ caller }) => {
      if (!worksEverywhere(caller)) return refuseOneShop();
      const system = examine();
      const [first] = system.log;
      return accept({
        reply: {
          at: iso(system.nowMs),
          examined: {
            events: system.log.length,
            rules: system.rules.length,
            ...(first && { since: iso(first.atMs) }),
          },
          checks: [
            ...checks.map((check) => shown(check, check.look(system))),
            shown(deliveredTwice, await (twice ??= deliverTwice(bar.contexts, system.nowMs))),
          ],
        },
      });
    },
  );
};
