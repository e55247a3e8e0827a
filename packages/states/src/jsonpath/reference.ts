import { isJsonObject, type Json } from '@espresso/kernel';
import { isArray, type MutableObject, put } from '../json.ts';
import type { PathStep } from './syntax.ts';

/**
 * A copy of `data` with `value` at the place a Reference Path names; missing objects on the way are made (ASL
 * specification, "Using ResultPath"). `undefined` when the path does not fit the data: a field of a scalar, an index
 * outside an array.
 */
export const place = (data: Json, steps: readonly PathStep[], value: Json, from = 0): Json | undefined => {
  const step = steps[from];
  if (!step) return value;
  if (step.kind === 'field') {
    if (!isJsonObject(data)) return undefined;
    const inside = place(Object.hasOwn(data, step.name) ? (data[step.name] ?? {}) : {}, steps, value, from + 1);
    if (inside === undefined) return undefined;
    const copy: MutableObject = { ...data };
    put(copy, step.name, inside);
    return copy;
  }
  if (step.kind !== 'index' || !isArray(data)) return undefined;
  const item = data[step.index];
  const inside = item === undefined ? undefined : place(item, steps, value, from + 1);
  return inside === undefined ? undefined : data.with(step.index, inside);
};
