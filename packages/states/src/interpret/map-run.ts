import { isJsonObject, type Json } from '@espresso/kernel';
import type { DistributedPart, MapNode } from '../compile/nodes.ts';
import { childrenOf, type Batching } from '../distributed/batch.ts';
import { readItems } from '../distributed/read-items.ts';
import { StateFault } from '../fault.ts';
import type { Scope } from '../scope.ts';
import type { Signal, Thread, Wait } from '../types.ts';
import { settle, type Work } from '../work.ts';
import { failureOf, fieldsOf } from './failure.ts';
import type { Run } from './run.ts';

type MapRunWait = Extract<Wait, { for: 'map-run' }>;
type MapRunSignal = Extract<Signal, { type: 'task-succeeded' | 'task-failed' }>;

/**
 * Begins a Map Run: with the items of the state's input at once, or by asking for its data set first. The children are
 * executions of their own, so the host runs them; what they came to arrives as this wait's outcome.
 */
export function* startMapRun(
  run: Run,
  thread: Thread,
  node: MapNode,
  part: DistributedPart,
  scope: Scope,
  argument: Json,
): Work<void> {
  const concurrency = yield* settle(node.concurrency(scope, argument));
  const items = part.reader ? [] : yield* settle(node.items(scope, argument));
  run.proceed(thread.id, run.log('MapStateStarted', thread.previousId, { length: items.length }));
  const toleratedCount = part.toleratedCount && (yield* settle(part.toleratedCount(scope, argument)));
  const toleratedPercentage = part.toleratedPercentage && (yield* settle(part.toleratedPercentage(scope, argument)));
  const ref = run.nextRef();
  const label = part.label ?? run.world.uuid();
  const arn = run.mapRunArn(label);
  run.proceed(thread.id, run.log('MapRunStarted', run.thread(thread.id).previousId, { mapRunArn: arn }));
  const wait: MapRunWait = {
    for: 'map-run',
    ref,
    sinceMs: run.world.nowMs,
    arn,
    label,
    concurrency,
    isReading: part.reader !== undefined,
    ...(toleratedCount !== undefined && { toleratedCount }),
    ...(toleratedPercentage !== undefined && { toleratedPercentage }),
  };
  run.set({ ...run.thread(thread.id), wait });
  if (!part.reader)
    return yield* runChildren(run, thread.id, node, part, { scope, argument, items, source: 'STATE_DATA' });
  const { resource, integration } = part.reader;
  const asked = yield* settle(part.reader.arguments(scope, argument));
  run.effects.push({ type: 'task', ref, state: node.name, resource, integration, arguments: asked });
}

interface Items {
  readonly scope: Scope;
  readonly argument: Json;
  readonly items: readonly Json[];
  /** Where they come from, for the context object. */
  readonly source: string;
}

function* runChildren(
  run: Run,
  id: string,
  node: MapNode,
  part: DistributedPart,
  { scope, argument, items, source }: Items,
): Work<void> {
  const inputs: Json[] = [];
  for (const [index, item] of items.entries()) {
    const about = { Index: index, Value: item, Source: source };
    const inside = scope.withContext(() => ({ ...scope.context, Map: { Item: about } }));
    inputs.push(yield* settle(node.itemInput(inside, argument, item)));
  }
  const children = childrenOf(inputs, yield* batchingOf(part, scope, argument));
  const { wait } = run.thread(id);
  if (wait?.for !== 'map-run') return;
  const { ref, arn, label, concurrency, toleratedCount, toleratedPercentage } = wait;
  run.set({ ...run.thread(id), wait: { ...wait, isReading: false } });
  run.effects.push({
    type: 'map-run',
    ref,
    arn,
    label,
    executionType: part.executionType,
    processor: part.processor,
    concurrency,
    toleratedCount: toleratedCount ?? 0,
    toleratedPercentage: toleratedPercentage ?? 0,
    children,
    ...(part.writer && {
      writer: { ...part.writer, arguments: yield* settle(part.writer.arguments(scope, argument)) },
    }),
  });
}

function* batchingOf({ batcher }: DistributedPart, scope: Scope, argument: Json): Work<Batching | undefined> {
  if (!batcher) return undefined;
  const { itemsMax, bytesMax, input } = batcher;
  return {
    itemsMax: unbounded(itemsMax && (yield* settle(itemsMax(scope, argument)))),
    bytesMax: unbounded(bytesMax && (yield* settle(bytesMax(scope, argument)))),
    input: input && (yield* settle(input(scope, argument))),
  };
}

/** Nothing and nought both mean: no bound. */
const unbounded = (most: number | undefined): number => (most === undefined || most === 0 ? Infinity : most);

/** What reached a Map Run that waits for its data set. */
export function* itemsArrived(run: Run, thread: Thread, node: MapNode, answer: Json): Work<void> {
  const part = node.distributed;
  if (!part?.reader) return;
  const scope = run.scope(thread);
  const argument = yield* settle(node.flow.argument(scope));
  const config = yield* settle(part.reader.config(scope, argument));
  const asked = yield* settle(part.reader.arguments(scope, argument));
  const items = readItems(answer, part.reader.source, config);
  yield* runChildren(run, thread.id, node, part, { scope, argument, items, source: sourceOf(asked) });
}

const sourceOf = (asked: Json): string => {
  const at = (name: 'Bucket' | 'Key' | 'Prefix'): string => {
    const value = isJsonObject(asked) ? asked[name] : undefined;
    return typeof value === 'string' ? value : '';
  };
  const key = at('Key');
  return `S3://${at('Bucket')}/${key === '' ? at('Prefix') : key}`;
};

/** The Map Run is over. Gives the result of the state, or throws its failure. */
export const mapRunEnded = (run: Run, thread: Thread, signal: MapRunSignal): Json => {
  const startedId = thread.previousId;
  if (signal.type === 'task-succeeded') {
    run.log('MapStateSucceeded', run.log('MapRunSucceeded', startedId, {}), {});
    run.proceed(thread.id, startedId);
    return signal.output;
  }
  throw new StateFault(signal.error, signal.cause, { framed: false });
};

/** Logs that the Map Run failed; the state's own failure follows. */
export const mapRunFailed = (run: Run, thread: Thread, fault: StateFault): void => {
  run.proceed(thread.id, run.log('MapRunFailed', thread.previousId, fieldsOf(failureOf(fault, thread))));
};
