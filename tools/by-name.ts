/** An object with these entries, sorted by name: the same text whatever order they were found in. */
export const byName = <Value>(entries: readonly (readonly [name: string, value: Value])[]): Record<string, Value> =>
  Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)));
