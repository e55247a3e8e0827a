import type { ContextDefinition, Outcome, ServedRoute, Subscription, Work } from '@espresso/contract';

/** What one run of a piece of code asked of the tables. */
export interface Usage {
  readonly reads: number;
  readonly writes: number;
}

/** Told of each run: of which rule or function, or of which event where a command emitted it. */
export type Note = (name: string, usage: Usage) => void;

/** The same contexts, with every run of their code counted. */
export const metered = (contexts: readonly ContextDefinition[], note: Note): readonly ContextDefinition[] =>
  contexts.map((context) => ({
    ...context,
    subscribes: Object.fromEntries(
      Object.entries(context.subscribes).map(([rule, subscription]) => [
        rule,
        meteredRule(subscription, (usage) => note(`rule:${context.name}.${rule}`, usage)),
      ]),
    ),
    serves: context.serves.map((served) => ({
      ...served,
      run: (input, work) =>
        counted(
          work,
          (counting) => served.run(input, counting),
          (usage) => note(`function:${served.function.owner}-${served.function.name}`, usage),
        ),
    })),
    routes: context.routes.map((served) => meteredRoute(served, note)),
  }));

const meteredRule = (subscription: Subscription, note: (usage: Usage) => void): Subscription => {
  const { target } = subscription;
  if (target.type !== 'handler') return subscription;
  const run: typeof target.run = (envelope, work) => counted(work, (counting) => target.run(envelope, counting), note);
  return { ...subscription, target: { type: 'handler', run } };
};

const meteredRoute = (served: ServedRoute, note: Note): ServedRoute => ({
  ...served,
  run: async (request, work) => {
    let used: Usage = { reads: 0, writes: 0 };
    const outcome = await counted(
      work,
      async (counting) => served.run(request, counting),
      (usage) => {
        used = usage;
      },
    );
    const [emitted] = outcome.accepted ? outcome.emit : [];
    if (emitted !== undefined) note(`command:${emitted.event.detailType}`, used);
    return outcome;
  },
});

const counted = async <Result extends Outcome<unknown>>(
  work: Work,
  run: (counting: Work) => Promise<Result>,
  note: (usage: Usage) => void,
): Promise<Result> => {
  let reads = 0;
  const outcome = await run({
    nowMs: work.nowMs,
    ids: work.ids,
    random: work.random,
    get: (table, key) => {
      reads++;
      return work.get(table, key);
    },
    query: (table, query) => {
      reads++;
      return work.query(table, query);
    },
  });
  note({ reads, writes: outcome.accepted ? outcome.write.length : 0 });
  return outcome;
};
