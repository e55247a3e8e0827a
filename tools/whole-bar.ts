import { counting } from '@coffee/counting';
import { identity } from '@coffee/identity';
import { inventory } from '@coffee/inventory';
import { journey } from '@coffee/journey';
import { metrics } from '@coffee/metrics';
import { notifier } from '@coffee/notifier';
import { orderManager } from '@coffee/order-manager';
import { orderProcessor } from '@coffee/order-processor';
import { publisher } from '@coffee/publisher';
import { shop } from '@coffee/shop';
import { validator } from '@coffee/validator';
import { sandboxes } from '@espresso/sandboxes';
import { executionStatusChanged, platformEvents, type AnyEvent, type ContextDefinition } from '@espresso/contract';

/** The bar as its definitions tell it: nothing runs. */
export interface WholeBar {
  /** In the order in which an order meets them. */
  readonly contexts: readonly ContextDefinition[];
  /** Every event there can be; the platform's last. */
  readonly events: readonly AnyEvent[];
}

/** Stands in where a context needs something from outside; a definition that is only read never calls it. */
const notHere = (): Promise<never> => Promise.reject(new TypeError('a definition is only read here'));
const NO_SECRET = 'a stand-in of thirty-two characters or more, which opens nothing';

const carriers: readonly ContextDefinition[] = [
  validator({ codeSecret: NO_SECRET }),
  orderProcessor,
  shop,
  inventory,
  counting,
  orderManager,
  identity({
    keys: { sign: notHere, verify: notHere, jwks: () => ({ keys: [] }) },
    mail: { send: notHere },
    pepper: NO_SECRET,
  }),
  metrics,
  notifier({
    pepper: NO_SECRET,
    push: { publicKey: 'a stand-in', send: notHere },
    canMail: false,
    clock: { now: () => 0 },
  }),
  publisher({ live: { publish: notHere } }),
  sandboxes,
];

const published = carriers.flatMap(({ publishes }) => publishes);

/** Every context and extension there is; `whole-bar.test.ts` notices one that is missing here. */
export const wholeBar: WholeBar = {
  contexts: [
    ...carriers,
    journey({
      events: [executionStatusChanged, ...published],
      workflows: carriers.flatMap(({ workflows }) => workflows),
    }),
  ],
  events: [...published, ...platformEvents],
};
