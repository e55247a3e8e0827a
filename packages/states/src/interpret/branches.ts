import type { Json } from '@espresso/kernel';
import type { MapNode, ParallelNode } from '../compile/nodes.ts';
import { StateFault } from '../fault.ts';
import { INLINE_CONCURRENCY_MAX } from '../limits.ts';
import type { Scope } from '../scope.ts';
import type { Thread, Wait } from '../types.ts';
import { settle, type Work } from '../work.ts';
import type { Failure } from './failure.ts';
import { indexOf, parentOf, type Run } from './run.ts';

type Branches = Extract<Wait, { for: 'branches' }>;

/** Starts every branch of a Parallel on the same input. */
export const startBranches = (run: Run, thread: Thread, node: ParallelNode, input: Json): void => {
  const startedId = run.log('ParallelStateStarted', thread.previousId, {});
  const results = node.blocks.map(() => null);
  run.set({ ...thread, previousId: startedId, wait: { for: 'branches', results, finished: 0, pending: [] } });
  node.blocks.forEach((block, at) => {
    startThread(run, { id: `${thread.id}/${String(at)}`, block, input, previousId: startedId });
  });
};

/**
 * Starts as many iterations of a Map as may be under way; the others follow as these finish. Gives the result where
 * there is one already: an empty Map has nothing to wait for.
 */
export function* startIterations(
  run: Run,
  thread: Thread,
  node: MapNode,
  scope: Scope,
  argument: Json,
): Work<readonly Json[] | undefined> {
  const most = yield* settle(node.concurrency(scope, argument));
  const items = yield* settle(node.items(scope, argument));
  const startedId = run.log('MapStateStarted', thread.previousId, { length: items.length });
  run.proceed(thread.id, startedId);
  if (items.length === 0) {
    run.log('MapStateSucceeded', startedId, {});
    return [];
  }
  const pending: { readonly input: Json; readonly item: Json }[] = [];
  for (const [index, item] of items.entries()) {
    const inside = scope.withContext(() => ({ ...scope.context, Map: { Item: { Index: index, Value: item } } }));
    pending.push({ input: yield* settle(node.itemInput(inside, argument, item)), item });
  }
  const wait: Branches = { for: 'branches', results: items.map(() => null), finished: 0, pending };
  run.set({ ...run.thread(thread.id), wait });
  const atOnce = Math.min(most > 0 ? most : INLINE_CONCURRENCY_MAX, INLINE_CONCURRENCY_MAX, items.length);
  for (let count = 0; count < atOnce; count++) startIteration(run, thread.id, node, startedId);
  return undefined;
}

const startIteration = (run: Run, mapId: string, node: MapNode, previousId: number): void => {
  const map = run.thread(mapId);
  if (map.wait?.for !== 'branches') return;
  const [first, ...pending] = map.wait.pending;
  if (!first) return;
  const index = map.wait.results.length - map.wait.pending.length;
  const startedId = run.log('MapIterationStarted', previousId, { name: map.state, index });
  run.set({ ...map, wait: { ...map.wait, pending } });
  const item = { Index: index, Value: first.item };
  startThread(run, {
    id: `${mapId}/${String(index)}`,
    block: node.block,
    input: first.input,
    previousId: startedId,
    item,
  });
};

/** Puts a new thread before its block's first state. */
export const startThread = (run: Run, begin: Pick<Thread, 'id' | 'block' | 'input' | 'previousId' | 'item'>): void => {
  const state = run.program.block(begin.block).startAt;
  run.set({ ...begin, state, variables: {}, beforeId: begin.previousId, enteredId: 0, enteredMs: run.world.nowMs });
  run.ready.push(begin.id);
};

/** A branch or iteration came to its end. Gives the state around and its result once that was the last one. */
export const childFinished = (
  run: Run,
  id: string,
  output: Json,
): { readonly parentId: string; readonly results: readonly Json[] } | undefined => {
  const lastId = run.thread(id).previousId;
  const parentId = parentOf(id) ?? '';
  const parent = run.thread(parentId);
  const node = run.node(parent);
  run.drop(id);
  if (parent.wait?.for !== 'branches') return undefined;
  const index = indexOf(id);
  const results = parent.wait.results.with(index, output);
  const finished = parent.wait.finished + 1;
  const isMap = node.kind === 'Map';
  const leaf = isMap ? run.log('MapIterationSucceeded', lastId, { name: parent.state, index }) : lastId;
  if (finished < results.length) {
    run.set({ ...parent, wait: { ...parent.wait, results, finished } });
    if (isMap) startIteration(run, parentId, node, lastId);
    return undefined;
  }
  run.log(isMap ? 'MapStateSucceeded' : 'ParallelStateSucceeded', leaf, {});
  run.proceed(parentId, lastId);
  return { parentId, results };
};

/** A branch or iteration failed: the others end. Gives the state around, and the fault with which it fails too. */
export const childFailed = (
  run: Run,
  id: string,
  { error, cause }: Failure,
  link: number,
): { readonly parentId: string; readonly fault: StateFault } => {
  const parentId = parentOf(id) ?? '';
  const parent = run.thread(parentId);
  const isMap = run.node(parent).kind === 'Map';
  const others = run.dropInside(parentId).filter((thread) => parentOf(thread.id) === parentId && thread.id !== id);
  if (isMap) {
    for (const other of others)
      run.log('MapIterationAborted', other.previousId, { name: parent.state, index: indexOf(other.id) });
    run.log('MapIterationFailed', link, { name: parent.state, index: indexOf(id) });
  }
  run.proceed(parentId, link);
  return { parentId, fault: new StateFault(error, cause, { framed: false }) };
};
