import type { BusEvent } from '../wire.ts';

/** An event in its place among what caused it and what it caused. */
export interface Caused {
  readonly event: BusEvent;
  /** 0 for what nothing here caused. */
  readonly depth: number;
  readonly childCount: number;
}

/**
 * The events of a conversation as a tree, written down line by line: each below what caused it, siblings in the order in which they
 * happened. What was caused from outside, or by an event that is not here, begins a branch of its own.
 */
export const causationTree = (events: readonly BusEvent[]): readonly Caused[] => {
  const ids = new Set(events.map(({ id }) => id));
  const children = Map.groupBy(events, ({ id, causationId }) =>
    causationId !== undefined && causationId !== id && ids.has(causationId) ? causationId : '',
  );
  const lines: Caused[] = [];
  const told = new Set<BusEvent>();
  const tell = (event: BusEvent, depth: number): void => {
    // A circle of causes is nobody's tree; it is told once.
    if (told.has(event)) return;
    told.add(event);
    const below = children.get(event.id) ?? [];
    lines.push({ event, depth, childCount: below.length });
    for (const child of below) tell(child, depth + 1);
  };
  for (const root of children.get('') ?? []) tell(root, 0);
  for (const event of events) tell(event, 0);
  return lines;
};
