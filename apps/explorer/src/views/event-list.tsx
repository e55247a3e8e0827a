import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { rowsInSight, scrollTo } from '../model/virtual.ts';
import type { BusEvent } from '../wire.ts';
import { OwnerMark, orderNameOf, ownerOf, TypeName } from './bits.tsx';
import { useSpeech } from './words.ts';

/** Pixels; the style sheet says the same. */
const ROW_HEIGHT = 62;

/**
 * Events, newest first, of which only those in sight are drawn. While somebody reads further down, rows that come in above do not move
 * what is read.
 */
export const EventList = ({
  events,
  chosen,
  onChoose,
  onReading,
}: {
  /** Oldest first. */
  readonly events: readonly BusEvent[];
  readonly chosen: string;
  readonly onChoose: (event: BusEvent) => void;
  /** Told whether somebody reads further down than the newest. */
  readonly onReading: (reads: boolean) => void;
}) => {
  const { t, formats } = useSpeech();
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ scrollTop: 0, viewHeight: 600 });
  const [active, setActive] = useState<string>();
  const count = events.length;
  const newest = events.at(-1)?.number ?? 0;
  const before = useRef({ newest, count });
  const at = (row: number): BusEvent | undefined => events[count - 1 - row];
  const rowOf = (id: string): number => {
    for (let row = 0; row < count; row++) if (at(row)?.id === id) return row;
    return -1;
  };

  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = (): void => setView({ scrollTop: element.scrollTop, viewHeight: element.clientHeight });
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);

  useLayoutEffect(() => {
    const element = box.current;
    const last = before.current;
    before.current = { newest, count };
    if (element === null || element.scrollTop < ROW_HEIGHT / 2 || newest === last.newest) return;
    let added = 0;
    while (added < count && (at(added)?.number ?? 0) > last.newest) added++;
    if (added < count) element.scrollTop += added * ROW_HEIGHT;
  }, [newest, count]);

  const move = (by: number): void => {
    const now = active === undefined ? -1 : rowOf(active);
    const row = Math.min(count - 1, Math.max(0, now + by));
    const event = at(row);
    if (event === undefined) return;
    setActive(event.id);
    const target = scrollTo(row, { ...view, rowHeight: ROW_HEIGHT });
    if (target !== undefined && box.current !== null) box.current.scrollTop = target;
    if (chosen !== '') onChoose(event);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(view.viewHeight / ROW_HEIGHT) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -count,
      End: count,
    };
    const step = steps[event.key];
    if (step !== undefined) move(step);
    else if (event.key === 'Enter' && active !== undefined) {
      const found = at(rowOf(active));
      if (found !== undefined) onChoose(found);
    } else return;
    event.preventDefault();
  };

  const rows = rowsInSight({ ...view, rowHeight: ROW_HEIGHT, count });
  const shown: BusEvent[] = [];
  for (let row = rows.from; row < rows.to; row++) {
    const event = at(row);
    if (event !== undefined) shown.push(event);
  }
  const isActiveShown = shown.some(({ id }) => id === active);
  return (
    <div
      class="event-list"
      ref={box}
      role="listbox"
      tabIndex={0}
      aria-label={t('eventList')}
      aria-activedescendant={isActiveShown ? `row-${active}` : undefined}
      onKeyDown={onKeyDown}
      onScroll={(event) => {
        const { scrollTop, clientHeight } = event.currentTarget;
        setView({ scrollTop, viewHeight: clientHeight });
        onReading(scrollTop > ROW_HEIGHT);
      }}
    >
      <div class="event-rows" role="presentation" style={{ blockSize: `${rows.height}px` }}>
        {shown.map((event, index) => (
          <div
            class="event-row"
            key={event.number}
            id={`row-${event.id}`}
            role="option"
            aria-selected={event.id === chosen}
            aria-posinset={rows.from + index + 1}
            aria-setsize={count}
            data-active={event.id === active ? '' : undefined}
            style={{ insetBlockStart: `${rows.offset + index * ROW_HEIGHT}px` }}
            onClick={() => {
              setActive(event.id);
              onChoose(event);
            }}
          >
            <OwnerMark owner={ownerOf(event.source)} />
            <span class="event-sentence">{event.sentence}</span>
            <span class="event-about">
              <time dateTime={event.at}>{formats.clock(event.at)}</time>
              <TypeName type={event.detailType} />
              {event.replayName === undefined ? null : <span class="tag">{t('replayed')}</span>}
            </span>
            <span class="event-order number">{orderNameOf(event)}</span>
          </div>
        ))}
      </div>
    </div>
  );
};
