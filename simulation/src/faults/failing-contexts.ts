import type { ContextDefinition, Subscription, Target } from '@espresso/contract';
import { EspressoError } from '@espresso/kernel';
import type { Chance } from '../chance.ts';

/** A part of a context that works threw all the same. */
export class Stumbled extends EspressoError {
  constructor(when: 'before' | 'after') {
    super(`stumbled ${when} the work`, { retryable: true });
  }
}

/** The same contexts, whose handlers, functions and effects throw now and then, before or after they did their work. */
export const stumbling = (
  contexts: readonly ContextDefinition[],
  share: number,
  chance: Chance,
): readonly ContextDefinition[] => {
  if (share === 0) return contexts;
  const stumble = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (!chance.happens(share)) return work();
    if (chance.happens(0.5)) throw new Stumbled('before');
    await work();
    throw new Stumbled('after');
  };
  const targetOf = (target: Target): Target => {
    switch (target.type) {
      case 'handler':
        return { type: 'handler', run: (envelope, work) => stumble(() => target.run(envelope, work)) };
      case 'effect':
        return { type: 'effect', run: (envelope, key) => stumble(() => target.run(envelope, key)) };
      case 'workflow':
        return target;
    }
  };
  const subscriptionOf = (subscription: Subscription): Subscription => ({
    ...subscription,
    target: targetOf(subscription.target),
  });
  return contexts.map((context) => ({
    ...context,
    subscribes: Object.fromEntries(
      Object.entries(context.subscribes).map(([name, subscription]) => [name, subscriptionOf(subscription)]),
    ),
    serves: context.serves.map((served) => ({
      ...served,
      run: (input, work) => stumble(() => served.run(input, work)),
    })),
  }));
};
