import { Button } from '@espresso/ui';
import { useState } from 'preact/hooks';
import { replay, replayList } from '../wire.ts';
import { useExplorer } from './explorer.ts';
import { useReading } from './use-reading.ts';
import { useSpeech } from './words.ts';

const EVERY_MS = 3_000;
const TRIES_MAX = 4;
const MINUTE_MS = 60_000;
const spans = [5, 15, 60, 24 * 60] as const;

/** Stretches of the log that were sent again, and the form for another. */
export const Replays = () => {
  const { t, formats } = useSpeech();
  const { api, ids, bus, mayAct, say } = useExplorer();
  const { value, again } = useReading('/api/replays?limit=20', replayList, EVERY_MS);
  const [minutes, setMinutes] = useState<number>(spans[0]);
  const [rule, setRule] = useState('');
  const [isBusy, setBusy] = useState(false);
  const replays = value?.replays ?? [];

  const start = async (): Promise<void> => {
    setBusy(true);
    const toMs = bus.nowMs.value;
    const body = {
      from: new Date(toMs - minutes * MINUTE_MS).toISOString(),
      to: new Date(toMs).toISOString(),
      rules: rule === '' ? [] : [rule],
    };
    const done = await api.command('/api/replays', body, replay, { key: ids.next(), triesMax: TRIES_MAX });
    say(done.ok ? t('replayStarted', { name: done.reply.name }) : t('refused', { why: done.detail ?? done.reason }));
    setBusy(false);
    again();
  };

  return (
    <section class="card stack" aria-labelledby="replays">
      <h2 id="replays">{t('replays')}</h2>
      {mayAct ? (
        <form
          class="row"
          aria-label={t('replayNew')}
          onSubmit={(event) => {
            event.preventDefault();
            if (!isBusy) void start();
          }}
        >
          <label class="slim-field">
            <span>{t('replayNew')}</span>
            <select
              class="slim-input"
              value={minutes}
              onChange={(event) => setMinutes(Number(event.currentTarget.value))}
            >
              {spans.map((span) => (
                <option key={span} value={span}>
                  {t('replayLast', { n: span })}
                </option>
              ))}
            </select>
          </label>
          <label class="slim-field">
            <span>{t('replayRule')}</span>
            <select class="slim-input" value={rule} onChange={(event) => setRule(event.currentTarget.value)}>
              <option value="">{t('replayAll')}</option>
              {bus.rules.value.map(({ rule: { name } }) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <Button type="submit" busy={isBusy}>
            {t('replayStart')}
          </Button>
        </form>
      ) : null}
      {replays.length === 0 ? <p class="soft">{t('noReplays')}</p> : null}
      <ul class="records">
        {replays.map(({ name, from, to, state, sent, rules }) => (
          <li key={name}>
            <p>
              <strong>{name}</strong> <span class="tag">{state}</span> {t('replaySent', { n: sent })}{' '}
              <span class="soft">
                {formats.shortClock(from)} – {formats.shortClock(to)} · {rules.join(', ') || t('replayAll')}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
};
