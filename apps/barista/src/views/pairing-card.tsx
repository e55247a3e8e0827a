import type { Ids } from '@espresso/kernel';
import type { Api } from '@espresso/ui/api';
import { useEffect, useState } from 'preact/hooks';
import { pairing, pairingAnswer } from '../wire.ts';
import { useWords } from './words.ts';

const ASK_EVERY_MS = 2_500;

/** Shows a code that an organiser types on their own screen, and asks until this one is let in. */
export const PairingCard = ({
  api,
  ids,
  onPaired,
}: {
  readonly api: Api;
  readonly ids: Ids;
  readonly onPaired: () => void;
}) => {
  const t = useWords();
  const [code, setCode] = useState<string>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    const gone = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const { signal } = gone;
    const ask = async (token: string): Promise<void> => {
      const asked = await api.command('/api/pairings/poll', { token }, pairingAnswer, {
        key: ids.next(),
        triesMax: 1,
        signal,
      });
      if (signal.aborted) return;
      if (asked.ok && asked.reply.status === 'paired') {
        onPaired();
        return;
      }
      // The code is too old: the next one is drawn by itself.
      if (!asked.ok && asked.reason === 'pairing-over') {
        setRound(round + 1);
        return;
      }
      timer = setTimeout(() => void ask(token), ASK_EVERY_MS);
    };
    void api.command('/api/pairings', {}, pairing, { key: ids.next(), triesMax: 2, signal }).then((drawn) => {
      if (signal.aborted || !drawn.ok) return;
      setCode(drawn.reply.code);
      void ask(drawn.reply.token);
    });
    return () => {
      gone.abort();
      clearTimeout(timer);
    };
  }, [round]);
  if (code === undefined) return null;
  return (
    <section class="pairing" aria-label={t('pairTitle')}>
      <h2>{t('pairTitle')}</h2>
      <p class="number pairing-code" dir="ltr">
        {code.slice(0, 3)} {code.slice(3)}
      </p>
      <p class="soft">{t('pairHow')}</p>
    </section>
  );
};
