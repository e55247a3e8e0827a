import { faultsIn } from '@espresso/contract';
import { z } from 'zod';
import { expect, test } from 'vitest';
import { openBar } from '../test/bar.ts';

const bar = await openBar();

test('identity fits together, but for those it listens to', () => {
  expect(faultsIn([bar.context])).toEqual([
    { context: 'identity', fault: 'rule onSettingsChanged listens to Shop.SettingsChanged@1, which nobody publishes' },
    { context: 'identity', fault: 'rule onLetterDue listens to Notifier.LetterDue@1, which nobody publishes' },
  ]);
});

test.each(bar.context.routes.map(({ route }) => [`${route.method} ${route.path}`, route] as const))(
  '%s can be described to others, and takes no field it does not know',
  (_, route) => {
    for (const part of [route.params, route.query, route.body, route.reply])
      expect(() => z.toJSONSchema(part, { io: 'input' })).not.toThrow();
    if (route.method === 'POST') expect(route.body.safeParse({ caller: { kind: 'staff' } }).success).toBe(false);
    for (const refusal of Object.values(route.refusals)) expect(refusal[0]).toBeGreaterThanOrEqual(400);
  },
);
