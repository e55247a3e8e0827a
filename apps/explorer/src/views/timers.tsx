import { timerList } from '../wire.ts';
import { useExplorer } from './explorer.ts';
import { useReading } from './use-reading.ts';
import { useSpeech } from './words.ts';

const EVERY_MS = 5_000;
const words = {
  execution: 'timerExecution',
  child: 'timerChild',
  delivery: 'timerDelivery',
  replay: 'timerReplay',
  sweep: 'timerSweep',
} as const;
const isKnown = (type: string): type is keyof typeof words => Object.hasOwn(words, type);

/** What is due next. */
export const Timers = () => {
  const { t, formats } = useSpeech();
  const { bus } = useExplorer();
  const { value } = useReading('/api/timers?limit=20', timerList, EVERY_MS);
  const timers = value?.timers ?? [];
  const nowMs = bus.nowMs.value;
  return (
    <section class="card stack" aria-labelledby="timers">
      <h2 id="timers">{t('timers')}</h2>
      {timers.length === 0 ? <p class="soft">{t('noTimers')}</p> : null}
      <ol class="records">
        {timers.map(({ dueAt, type, of }) => (
          <li key={`${dueAt}${type}${of}`}>
            <p>
              <span class="number">{formats.shortClock(dueAt)}</span>{' '}
              <span class="soft">{formats.duration(Math.max(0, Date.parse(dueAt) - nowMs))}</span>{' '}
              {isKnown(type) ? t(words[type]) : type} <span class="soft breakable">{of}</span>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
};
