import type { Way } from './graph.ts';

/** Which row each box stands in, and which ways lead back up. */
export interface Ranking {
  readonly rankOf: ReadonlyMap<string, number>;
  /** Ways as they are drawn downwards; those that lead back are turned round. */
  readonly down: readonly (Way & { readonly isBack: boolean })[];
}

/**
 * Ranks boxes so that every way leads down, each box as far up as the ways to it allow. Ways that close a circle are turned round: those found
 * leading back to a box that is still being walked from, walking from the first box in the order given.
 */
export const rank = (ids: readonly string[], ways: readonly Way[]): Ranking => {
  const outgoing = Map.groupBy(ways, ({ from }) => from);
  const state = new Map<string, 'walking' | 'done'>();
  const back = new Set<Way>();
  const finished: string[] = [];
  const walk = (id: string): void => {
    state.set(id, 'walking');
    for (const way of outgoing.get(id) ?? []) {
      const met = state.get(way.to);
      if (met === 'walking') back.add(way);
      else if (met === undefined) walk(way.to);
    }
    state.set(id, 'done');
    finished.push(id);
  };
  for (const id of ids) if (!state.has(id)) walk(id);

  const down = ways.map((way) =>
    back.has(way) ? { from: way.to, to: way.from, isBack: true } : { from: way.from, to: way.to, isBack: false },
  );
  const incoming = Map.groupBy(down, ({ to }) => to);
  const rankOf = new Map<string, number>();
  // Last finished first is an order in which every way leads forward.
  for (const id of finished.toReversed()) settle(id, incoming, rankOf);
  return { rankOf, down };
};

/** One row below the lowest of those that lead here. A box turned-round ways lead to may come before them: it waits for them. */
const settle = (id: string, incoming: ReadonlyMap<string, readonly Way[]>, rankOf: Map<string, number>): number => {
  const known = rankOf.get(id);
  if (known !== undefined) return known;
  let lowest = -1;
  for (const { from } of incoming.get(id) ?? [])
    if (from !== id) lowest = Math.max(lowest, settle(from, incoming, rankOf));
  rankOf.set(id, lowest + 1);
  return lowest + 1;
};
