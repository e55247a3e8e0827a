import { accept, refuse, route, type ServedRoute } from '@espresso/contract';
import { z } from 'zod';
import type { Bar } from '../bar.ts';
import { averagesOf } from '../cost/averages.ts';
import { usageOf } from '../cost/order-usage.ts';
import type { Usage } from '../cost/meter.ts';
import { isSeenBy } from './executions.ts';
import { unread } from './parts.ts';

const EVENTS_MAX = 500;
const count = z.number();

/** What one order would ask of AWS, in numbers: prices are the reader's. */
export const showUsage = (bar: Bar): ServedRoute => {
  let averages: Promise<(name: string) => Usage> | undefined;
  return route(
    {
      method: 'GET',
      path: '/api/orders/{orderId}/usage',
      summary:
        'What an order would ask of AWS: events, transitions, invocations, requests, reads, writes. Reads and writes of code are averages, measured in a bar of their own.',
      access: ['viewer'],
      params: z.strictObject({ orderId: z.string().min(1).max(128) }),
      query: unread,
      body: unread,
      reply: z.object({
        events: count,
        transitions: count,
        invocations: count,
        requests: count,
        reads: count,
        writes: count,
        updates: count,
      }),
      refusals: { 'unknown-order': [404, 'No such order'] },
    },
    async ({ params: { orderId }, caller }) => {
      const events = bar.host.events({ correlationId: orderId, limit: EVENTS_MAX });
      const begun = events.find(({ envelope }) => envelope['detail-type'] === 'Validator.NewOrder');
      const execution = begun && bar.host.operations.execution('OrderProcessor', begun.envelope.id);
      if (execution === undefined || !isSeenBy(caller, execution))
        return refuse('unknown-order', { detail: 'There is no workflow for such an order, or it ended too long ago.' });
      averages ??= averagesOf(bar.contexts, bar.clock.now());
      const { stateMachine, record } = execution;
      return accept({
        reply: { ...usageOf(bar, events, { stateMachine, name: record.execution.name }, await averages) },
      });
    },
  );
};
