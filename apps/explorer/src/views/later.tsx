import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useWords } from './words.ts';

/** A view that is fetched when somebody first looks at it, so that nobody else waits for it. */
export const later = (fetched: () => Promise<FunctionComponent>): FunctionComponent => {
  let known: FunctionComponent | undefined;
  return () => {
    const t = useWords();
    const [View, setView] = useState<FunctionComponent | 'lost' | undefined>(() => known);
    useEffect(() => {
      if (known !== undefined) return;
      fetched().then(
        (view) => {
          known = view;
          setView(() => view);
        },
        () => setView('lost'),
      );
    }, []);
    if (View === undefined) return <p role="status">{t('loading')}</p>;
    return View === 'lost' ? <p role="alert">{t('offline')}</p> : <View />;
  };
};
