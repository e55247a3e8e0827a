import { accept, route, type ServedRoute } from '@espresso/contract';
import { z } from 'zod';
import type { Bar } from '../bar.ts';
import { asJson, json, unread } from './parts.ts';

/** The rules, as EventBridge would list them. */
export const listRules = (bar: Bar): ServedRoute =>
  route(
    {
      method: 'GET',
      path: '/api/rules',
      summary: 'The rules: which events go where.',
      access: ['viewer'],
      params: unread,
      query: unread,
      body: unread,
      reply: z.object({
        rules: z.array(
          z.object({
            name: z.string(),
            owner: z.string(),
            bus: z.string(),
            pattern: json,
            target: z.object({ type: z.string(), workflow: z.string().optional() }),
            retry: json,
          }),
        ),
      }),
      refusals: {},
    },
    () =>
      Promise.resolve(
        accept({
          reply: {
            rules: bar.host.rules.all().map(({ name, owner, bus, pattern, target, retry }) => ({
              name,
              owner,
              bus,
              pattern: pattern.source,
              target: { type: target.type, ...(target.type === 'workflow' && { workflow: target.workflow.name }) },
              retry: asJson(retry),
            })),
          },
        }),
      ),
  );
