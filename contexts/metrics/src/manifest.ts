import { defineContext } from '@espresso/contract';
import { onOrderEnded } from './handlers/on-order-ended.ts';
import { onProgress } from './handlers/on-progress.ts';
import { showMetrics } from './handlers/show-metrics.ts';
import { hours, spans } from './tables.ts';

export const metrics = defineContext({
  name: 'metrics',
  purpose: 'How orders end and how long they take, hour by hour.',
  subscribes: { startClock: onProgress, countEnding: onOrderEnded },
  tables: [spans, hours],
  routes: [showMetrics],
});
