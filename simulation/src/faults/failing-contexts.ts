import type { ContextDefinition, Envelope, Subscription, Target } from '@espresso/contract';
import { EspressoError, type Clock } from '@espresso/kernel';
import type { Chance } from '../chance.ts';
import type { Faults } from '../options.ts';

/** A part of a context that works threw all the same. */
export class Stumbled extends EspressoError {
  constructor(when: 'before' | 'after') {
    super(`stumbled ${when} the work`, { retryable: true });
  }
}

/** Somebody switched a handler or function off. */
export class SwitchedOff extends EspressoError {
  constructor(name: string) {
    super(`${name} is switched off`, { retryable: true });
  }
}

/** An attempt to deliver got lost on its way, or is not there yet. */
export class NotArrived extends EspressoError {
  constructor(why: 'lost' | 'late') {
    super(why === 'lost' ? 'the delivery was lost on its way' : 'the delivery is not there yet', { retryable: true });
  }
}

/** How late a delivery may be. */
const LATE_MS_MAX = 60_000;

/** What goes wrong, looked at anew each time: it may be changed while the bar runs. */
export interface Trouble {
  readonly faults: Pick<Faults, 'throws' | 'losses' | 'delays'>;
  /** The rules and functions that throw whenever they are called, by name. */
  readonly off: ReadonlySet<string>;
  readonly clock: Clock;
  readonly chance: Chance;
}

/**
 * The same contexts, whose handlers, functions and effects throw now and then, before or after they did their work, and whose deliveries get
 * lost or come late. To the bus a lost delivery is one that failed: it tries again.
 */
export const stumbling = (contexts: readonly ContextDefinition[], trouble: Trouble): readonly ContextDefinition[] => {
  const { faults, off, clock, chance } = trouble;
  const lateUntilMs = new Map<string, number>();

  const stumble = async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
    if (off.has(name)) throw new SwitchedOff(name);
    if (faults.throws === 0 || !chance.happens(faults.throws)) return work();
    if (chance.happens(0.5)) throw new Stumbled('before');
    await work();
    throw new Stumbled('after');
  };
  const arrive = (name: string, { id }: Envelope): void => {
    if (faults.losses > 0 && chance.happens(faults.losses)) throw new NotArrived('lost');
    const delivery = `${name} ${id}`;
    const known = lateUntilMs.get(delivery);
    if (known === undefined && faults.delays > 0 && chance.happens(faults.delays))
      lateUntilMs.set(delivery, clock.now() + chance.whole(1, LATE_MS_MAX));
    if ((lateUntilMs.get(delivery) ?? 0) > clock.now()) throw new NotArrived('late');
    lateUntilMs.delete(delivery);
  };
  const targetOf = (name: string, target: Target): Target => {
    switch (target.type) {
      case 'handler':
        return {
          type: 'handler',
          run: (envelope, work) =>
            stumble(name, async () => {
              arrive(name, envelope);
              return target.run(envelope, work);
            }),
        };
      case 'effect':
        return {
          type: 'effect',
          run: (envelope, key) =>
            stumble(name, async () => {
              arrive(name, envelope);
              return target.run(envelope, key);
            }),
        };
      case 'workflow':
        return target;
    }
  };
  const subscriptionOf = (name: string, subscription: Subscription): Subscription => ({
    ...subscription,
    target: targetOf(name, subscription.target),
  });
  return contexts.map((context) => ({
    ...context,
    subscribes: Object.fromEntries(
      Object.entries(context.subscribes).map(([name, subscription]) => [
        name,
        subscriptionOf(`${context.name}.${name}`, subscription),
      ]),
    ),
    serves: context.serves.map((served) => ({
      ...served,
      run: (input, work) => stumble(served.function.name, () => served.run(input, work)),
    })),
  }));
};
