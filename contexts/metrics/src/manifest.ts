import { defineContext } from '@espresso/contract';
import { onOrderEnded } from './handlers/on-order-ended.ts';
import { onProgress } from './handlers/on-progress.ts';
import { onShopCreated } from './handlers/on-shop-created.ts';
import { showMetrics } from './handlers/show-metrics.ts';
import { hours, shops, spans } from './tables.ts';

export const metrics = defineContext({
  name: 'metrics',
  purpose: 'How orders end and how long they take, hour by hour.',
  subscribes: { meetShop: onShopCreated, startClock: onProgress, countEnding: onOrderEnded },
  tables: [shops, spans, hours],
  routes: [showMetrics],
});
