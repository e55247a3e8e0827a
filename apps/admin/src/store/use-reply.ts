import type { Api } from '@espresso/ui/api';
import type { Read } from '@espresso/ui/read';
import { useCallback, useEffect, useState } from 'preact/hooks';

/** What a page stands on: nothing yet, what was read last, or why there is nothing. */
export type Reply<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'here'; readonly value: T }
  | { readonly state: 'missing'; readonly detail: string | undefined };

const TRY_AGAIN_MS = 3_000;

/**
 * Reads a path of the API, again whenever one of `when` changes, and by itself until somebody answers. What was read stays while it is
 * read again.
 */
export const useReply = <T>(
  api: Api,
  path: string,
  read: Read<T>,
  when: readonly unknown[] = [],
): { readonly reply: Reply<T>; readonly reload: () => void } => {
  const [reply, setReply] = useState<{ readonly path: string; readonly is: Reply<T> }>({
    path,
    is: { state: 'loading' },
  });
  const [again, setAgain] = useState(0);
  useEffect(() => {
    const gone = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    void api.get(path, read, gone.signal).then((outcome) => {
      if (gone.signal.aborted) return;
      if (outcome.ok) setReply({ path, is: { state: 'here', value: outcome.reply } });
      else {
        setReply((before) =>
          before.path === path && before.is.state === 'here'
            ? before
            : { path, is: { state: 'missing', detail: outcome.detail } },
        );
        if (outcome.status === 0 || outcome.status >= 500) timer = setTimeout(() => setAgain(again + 1), TRY_AGAIN_MS);
      }
    });
    return () => {
      gone.abort();
      clearTimeout(timer);
    };
  }, [path, again, ...when]);
  const reload = useCallback(() => setAgain((before) => before + 1), []);
  return { reply: reply.path === path ? reply.is : { state: 'loading' }, reload };
};
