import { Notice } from '@espresso/ui';
import { figures } from '../wire.ts';
import { DeadLetters, RetryingDeliveries } from './dead-letters.tsx';
import { useExplorer } from './explorer.ts';
import { Replays } from './replays.tsx';
import { RunningExecutions } from './running-executions.tsx';
import { Timers } from './timers.tsx';
import { useReading } from './use-reading.ts';
import { useSpeech } from './words.ts';

/** What an operator looks at in the night: what waits, what is dead, what runs, and what can be done about it. */
export const OperateView = () => {
  const { t } = useSpeech();
  const { mayAct, worksEverywhere } = useExplorer();
  return (
    <div class="operate">
      {mayAct ? null : <Notice>{t('onlyOwner')}</Notice>}
      {worksEverywhere ? <FigureTiles /> : <Notice>{t('notAllShops')}</Notice>}
      {worksEverywhere ? <DeadLetters /> : null}
      {worksEverywhere ? <RetryingDeliveries /> : null}
      <RunningExecutions />
      {worksEverywhere ? <Replays /> : null}
      {worksEverywhere ? <Timers /> : null}
    </div>
  );
};

const FIGURES_MS = 2_000;

const FigureTiles = () => {
  const { t, formats } = useSpeech();
  const { value } = useReading('/api/figures', figures, FIGURES_MS);
  if (value === undefined) return <p role="status">{t('loading')}</p>;
  const tiles = [
    [t('figEvents'), formats.number(value.events), false],
    [t('figDead'), formats.number(value.deadLetters), value.deadLetters > 0],
    [t('figWaiting'), formats.number(value.deliveriesWaiting), value.deliveriesWaiting > 0],
    [t('figCommands'), formats.number(value.commandsWaiting), false],
    [t('figReaders'), formats.number(value.liveReaders), false],
    [t('figBytes'), formats.bytes(value.bytes), false],
  ] as const;
  return (
    <section aria-label={t('figures')}>
      <dl class="figures">
        {tiles.map(([name, text, isBad]) => (
          <div key={name} data-bad={isBad ? '' : undefined}>
            <dt>{name}</dt>
            <dd class="number">{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
