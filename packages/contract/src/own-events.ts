import { EspressoError } from '@espresso/kernel';
import type { AnyEvent } from './events.ts';
import type { Accepted, Outcome } from './outcome.ts';
import type { ServedRoute } from './routes.ts';
import type { ServedFunction } from './serve.ts';
import type { Subscription } from './subscriptions.ts';

/** A handler says that something happened which its context does not publish: a mistake in the context. */
export class NotPublished extends EspressoError {
  readonly context: string;
  readonly detailType: string;

  constructor(context: string, detailType: string) {
    super(`${context} does not publish ${detailType}, and one of its handlers emits it`);
    this.context = context;
    this.detailType = detailType;
  }
}

interface Handled {
  readonly subscribes: Readonly<Record<string, Subscription>>;
  readonly serves: readonly ServedFunction[];
  readonly routes: readonly ServedRoute[];
}

/**
 * The same handlers, held to what their context says it publishes. What a handler emits is known only when it runs, so
 * this is the one thing about publishing that neither the compiler nor the start can refuse.
 */
export const holdToOwnEvents = (context: string, publishes: readonly AnyEvent[], handled: Handled): Handled => {
  const own = new Set(publishes.map(nameOf));
  const hold = <Told extends Outcome<unknown>>(outcome: Told): Told => {
    for (const { event } of outcome.emit ?? []) {
      if (!own.has(nameOf(event))) throw new NotPublished(context, event.detailType);
    }
    return outcome;
  };
  const { subscribes, serves, routes } = handled;
  return {
    subscribes: Object.fromEntries(
      Object.entries(subscribes).map(([rule, subscription]) => [rule, heldRule(subscription, hold)]),
    ),
    serves: serves.map((served) => ({ ...served, run: (input, work) => served.run(input, work).then(hold) })),
    routes: routes.map((served) => ({ ...served, run: (request, work) => served.run(request, work).then(hold) })),
  };
};

const heldRule = (
  subscription: Subscription,
  hold: (outcome: Accepted<undefined>) => Accepted<undefined>,
): Subscription => {
  const { target } = subscription;
  if (target.type !== 'handler') return subscription;
  const run: typeof target.run = (envelope, work) => target.run(envelope, work).then(hold);
  return { ...subscription, target: { ...target, run } };
};

const nameOf = ({ detailType, version }: AnyEvent): string => `${detailType}@${String(version)}`;
