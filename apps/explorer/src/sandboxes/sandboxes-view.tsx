import '../styles/sandboxes.css';
import { Notice } from '@espresso/ui';
import { useEffect, useState } from 'preact/hooks';
import { useExplorer } from '../views/explorer.ts';
import { useSpeech } from '../views/words.ts';
import { NewDay } from './new-day.tsx';
import { Panel } from './panel.tsx';
import { SandboxList } from './sandbox-list.tsx';
import { SendForm } from './send-form.tsx';
import { SandboxWords, useLoadedWords } from './use-words.ts';
import { sandboxList, type Sandbox } from './wire.ts';

const EVERY_MS = 1_000;

/** The bars beside the bar: opening one, breaking it, sending events to try things out. */
export const SandboxesView = () => {
  const { t: page } = useSpeech();
  const t = useLoadedWords();
  const { real, mayAct, worksEverywhere, places } = useExplorer();
  const { sandbox: here } = places.place.value;
  const [sandboxes, setSandboxes] = useState<readonly Sandbox[]>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async (): Promise<void> => {
      const found = await real.get('/api/sandboxes', sandboxList, stop.signal);
      if (stop.signal.aborted) return;
      if (found.ok) setSandboxes(found.reply.sandboxes);
      timer = setTimeout(() => void load(), EVERY_MS);
    };
    void load();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [real, turn]);

  if (!worksEverywhere) return <Notice>{page('notAllShops')}</Notice>;
  if (t === undefined || sandboxes === undefined) return <p role="status">{page('loading')}</p>;
  const again = (): void => setTurn((before) => before + 1);
  const current = sandboxes.find(({ sandboxId }) => sandboxId === here);
  return (
    <SandboxWords.Provider value={t}>
      <div class="operate">
        {mayAct ? null : <Notice>{t('onlyOwner')}</Notice>}
        {current === undefined ? null : <Panel sandbox={current} again={again} />}
        <SandboxList sandboxes={sandboxes} again={again} />
        {mayAct && here === '' ? <NewDay again={again} /> : null}
        {mayAct ? <SendForm sandboxes={sandboxes} /> : null}
      </div>
    </SandboxWords.Provider>
  );
};
