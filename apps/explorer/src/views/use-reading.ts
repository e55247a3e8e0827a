import type { Read } from '@espresso/ui/read';
import { useEffect, useState } from 'preact/hooks';
import { useExplorer } from './explorer.ts';

export interface Reading<T> {
  readonly value: T | undefined;
  /** Why there is none, as the bar said. */
  readonly refused: string | undefined;
  readonly again: () => void;
}

/** Reads a route, and again every so often while the view is there. @param everyMs milliseconds */
export const useReading = <T>(path: string, read: Read<T>, everyMs: number): Reading<T> => {
  const { api } = useExplorer();
  const [value, setValue] = useState<T>();
  const [refused, setRefused] = useState<string>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async (): Promise<void> => {
      const found = await api.get(path, read, stop.signal);
      if (stop.signal.aborted) return;
      if (found.ok) setValue(() => found.reply);
      setRefused(found.ok ? undefined : found.reason);
      timer = setTimeout(() => void load(), everyMs);
    };
    void load();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [api, path, everyMs, turn]);
  return { value, refused, again: () => setTurn((before) => before + 1) };
};
