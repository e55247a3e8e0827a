import { parseJson, type Json } from '@espresso/kernel';
import type { Read } from '@espresso/ui/read';

/** What this device remembers from one visit to the next. */
export interface Kept {
  /** What was kept under a name; undefined where nothing was, or nothing that can be read. */
  get<T>(name: string, read: Read<T>): T | undefined;
  set(name: string, value: Json): void;
}

/** Keeps things in the browser's storage. A browser that keeps nothing (private windows may not) forgets, and works. */
export const keptIn = (storage: () => Storage): Kept => ({
  get: (name, read) => {
    try {
      const found = storage().getItem(name);
      return found === null ? undefined : read(parseJson(found));
    } catch {
      return undefined;
    }
  },
  set: (name, value) => {
    try {
      storage().setItem(name, JSON.stringify(value));
    } catch {
      // Full or forbidden: then it is not remembered.
    }
  },
});
