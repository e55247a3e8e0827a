import { useEffect, useState } from 'preact/hooks';
import type { BusEvent } from '../wire.ts';
import { OwnerMark, ownerOf, orderNameOf, TypeName } from './bits.tsx';
import { useExplorer } from './explorer.ts';
import { useWords } from './words.ts';

const LINES_MAX = 5;
/** One line at a time, long enough to be read aloud. */
const LINE_MS = 1_400;
/** When more wait than that, the oldest are counted instead of told. */
const WAITING_MAX = 4;

interface Told {
  readonly lines: readonly BusEvent[];
  readonly waiting: readonly BusEvent[];
  readonly skipped: number;
}

/** For a hall: one line at a time, in big type; when there are too many to read, it says how many went by. */
export const Theatre = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useWords();
  const { bus } = useExplorer();
  const [told, setTold] = useState<Told>({ lines: [], waiting: [], skipped: 0 });
  const known = bus.selection.value.events;
  // What was said last stands there when the curtain rises.
  useEffect(() => {
    if (known.length > 0)
      setTold((before) =>
        before.lines.length > 0 ? before : { ...before, lines: known.slice(-LINES_MAX).toReversed() },
      );
  }, [known]);
  useEffect(() => {
    const stop = bus.onEvent((event) => {
      const filter = bus.filter.value;
      if (!filter.ok || !filter.matches(event)) return;
      setTold((before) => ({ ...before, waiting: [...before.waiting, event] }));
    });
    const beat = setInterval(() => setTold(next), LINE_MS);
    return () => {
      stop();
      clearInterval(beat);
    };
  }, [bus]);
  const [now, ...earlier] = told.lines;
  return (
    <section class="theatre" aria-label={t('theatre')}>
      <button type="button" class="small-button leave" onClick={onClose}>
        {t('leaveTheatre')}
      </button>
      <div class="stage" role="status">
        {now === undefined ? (
          <p class="line">{t('theatreWaits')}</p>
        ) : (
          <div key={now.number} class="now">
            <p class="line-type">
              <OwnerMark owner={ownerOf(now.source)} /> <TypeName type={now.detailType} />{' '}
              <span class="number">{orderNameOf(now)}</span>
            </p>
            <p class="line">{now.sentence}</p>
          </div>
        )}
        {told.skipped > 0 ? <p class="soft skipped">{t('more', { n: told.skipped })}</p> : null}
      </div>
      <ol class="earlier" aria-hidden="true">
        {earlier.map((event) => (
          <li key={event.number}>
            <OwnerMark owner={ownerOf(event.source)} /> {event.sentence}
          </li>
        ))}
      </ol>
    </section>
  );
};

/** The next line; with too many waiting, the newest of them, and a count of those passed over. */
const next = (told: Told): Told => {
  const { lines, waiting } = told;
  const over = Math.max(0, waiting.length - WAITING_MAX);
  const [line, ...rest] = waiting.slice(over);
  if (line === undefined) return told;
  return { lines: [line, ...lines].slice(0, LINES_MAX), waiting: rest, skipped: over };
};
