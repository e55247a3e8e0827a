import { defineContext } from '@espresso/contract';
import { onOrderEnded } from './handlers/on-order-ended.ts';
import { onProgress } from './handlers/on-progress.ts';
import { onShopCreated } from './handlers/on-shop-created.ts';
import { onLeft, onQueued } from './handlers/on-queue.ts';
import { showMetrics } from './handlers/show-metrics.ts';
import { showPace } from './handlers/show-pace.ts';
import { hours, paces, places, shops, spans } from './tables.ts';

export const metrics = defineContext({
  name: 'metrics',
  purpose: 'How orders end and how long they take, hour by hour.',
  subscribes: { meetShop: onShopCreated, startClock: onProgress, countEnding: onOrderEnded, onQueued, onLeft },
  tables: [shops, spans, hours, places, paces],
  routes: [showMetrics, showPace],
});
