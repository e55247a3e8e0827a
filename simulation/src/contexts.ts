import { counting } from '@coffee/counting';
import { inventory } from '@coffee/inventory';
import { journey } from '@coffee/journey';
import { metrics } from '@coffee/metrics';
import { orderManager } from '@coffee/order-manager';
import { orderProcessor } from '@coffee/order-processor';
import { publisher, type Live } from '@coffee/publisher';
import { shop } from '@coffee/shop';
import { validator } from '@coffee/validator';
import type { ContextDefinition } from '@espresso/contract';

/** Those who have a part in making coffee. */
const makers: readonly ContextDefinition[] = [
  validator({ codeSecret: 'the secret of a simulated bar' }),
  orderProcessor,
  orderManager,
  shop,
  inventory,
  counting,
];

/** Those who only listen, and tell. */
export const readers: readonly ContextDefinition[] = [
  metrics,
  journey({
    events: makers.flatMap(({ publishes }) => publishes),
    workflows: makers.flatMap(({ workflows }) => workflows),
  }),
];

/**
 * The whole bar. Only identity is not in it: who asks is known here, and signing in needs keys of real chance, which
 * would make every day another one.
 */
export const contextsOfTheBar = (live: Live): readonly ContextDefinition[] => [
  ...makers,
  ...readers,
  publisher({ live }),
];

/** The makers as they look to those who read along: they publish, and do nothing else. */
export const silentMakers: readonly ContextDefinition[] = makers.map((context) => ({
  ...context,
  subscribes: {},
  serves: [],
  workflows: [],
  routes: [],
  tables: [],
}));
