import { Button } from '@espresso/ui';
import { useSignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { isEverything } from '../model/filter.ts';
import type { BusEvent } from '../wire.ts';
import { EventList } from './event-list.tsx';
import { EventPanel } from './event-panel.tsx';
import { useExplorer } from './explorer.ts';
import { FilterBar } from './filter-bar.tsx';
import { useWords } from './words.ts';

/** Every event as it happens. */
export const BusView = () => {
  const t = useWords();
  const { bus, places } = useExplorer();
  const { event: chosen, filter } = places.place.value;
  const current = bus.selection.value.events;
  /** What stood there when somebody pressed pause. */
  const [frozen, setFrozen] = useState<readonly BusEvent[]>();
  const reads = useSignal(false);
  useEffect(() => setFrozen(undefined), [filter]);
  const events = frozen ?? current;
  const fresh = frozen === undefined ? 0 : newerThan(current, frozen.at(-1)?.number ?? 0);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== ' ' || isTyping(event)) return;
      event.preventDefault();
      setFrozen((was) => (was === undefined ? bus.selection.value.events : undefined));
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [bus]);

  return (
    <div class="bus" data-open={chosen === '' ? undefined : ''}>
      <section class="bus-list" aria-label={t('bus')}>
        <FilterBar />
        <div class="list-head">
          <p class="soft" role="status">
            {frozen === undefined
              ? t('showing', { n: events.length })
              : `${t('paused')} · ${t('newEvents', { n: fresh })}`}
          </p>
          <Button
            kind={frozen === undefined ? 'quiet' : 'main'}
            onClick={() => setFrozen(frozen === undefined ? current : undefined)}
            aria-pressed={frozen !== undefined}
          >
            {frozen === undefined ? <>❚❚ {t('pause')}</> : <>▶ {t('goOn')}</>}
          </Button>
        </div>
        {events.length === 0 ? (
          <p class="nothing">{isEverything(filter) ? t('noEvents') : t('noMatch')}</p>
        ) : (
          <EventList
            events={events}
            chosen={chosen}
            onChoose={({ id }) => places.go({ event: id }, chosen === '' ? 'push' : 'replace')}
            onReading={(value) => {
              reads.value = value;
            }}
          />
        )}
        <div class="list-foot">
          {bus.isAtBeginning.value ? (
            <span class="soft">{t('noMoreOlder')}</span>
          ) : (
            <Button kind="plain" busy={bus.isLoadingOlder.value} onClick={() => void bus.loadOlder()}>
              {t('older')}
            </Button>
          )}
        </div>
      </section>
      {chosen === '' ? null : <EventPanel key={chosen} id={chosen} onClose={() => places.go({ event: '' })} />}
    </div>
  );
};

const newerThan = (events: readonly BusEvent[], number: number): number => {
  let count = 0;
  while (count < events.length && (events[events.length - 1 - count]?.number ?? 0) > number) count++;
  return count;
};

/** Whether a key goes into something that takes text or presses. */
export const isTyping = ({ target }: Event): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, button, a, summary, dialog') !== null;
