import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { stormOf, valueStreamOf, type Storm } from '../model/storm.ts';
import { deadLetterList, eventPage, waitingList, type BusEvent } from '../wire.ts';
import { Facts } from './bits.tsx';
import { useExplorer } from './explorer.ts';
import { saveFile } from './save-file.ts';
import { StormBoard, StormLegend } from './storm-board.tsx';
import { useReading } from './use-reading.ts';
import { ValueStreamStrip } from './value-stream.tsx';
import { useSpeech } from './words.ts';

const SPANS = [1, 5, 15, 60] as const;
const EVENTS_MAX = 300;
const EVERY_MS = 5_000;
const MINUTE_MS = 60_000;
const ZOOMS = [0.5, 0.7, 0.85, 1, 1.25, 1.6] as const;

/** An order or a stretch of time, laid out as an event storming would. */
export const StormView = () => {
  const { places } = useExplorer();
  const { order, span } = places.place.value;
  return order === '' ? <OfSpan key={span} minutes={Number(span) || 5} /> : <OfOrder key={order} order={order} />;
};

const OfOrder = ({ order }: { readonly order: string }) => {
  const { bus } = useExplorer();
  useEffect(() => void bus.loadConversation(order), [bus, order]);
  const events = bus.known.value.feed.conversation(order).filter(({ replayName }) => replayName === undefined);
  return <Laid events={events} order={order} />;
};

const OfSpan = ({ minutes }: { readonly minutes: number }) => {
  const { bus } = useExplorer();
  const from = useMemo(() => new Date(bus.nowMs.peek() - minutes * MINUTE_MS).toISOString(), [bus, minutes]);
  const { value } = useReading(`/api/events?limit=${EVENTS_MAX}&from=${from}`, eventPage, EVERY_MS);
  return <Laid events={(value?.events ?? []).toReversed()} order="" isCut={value?.next !== undefined} />;
};

const Laid = ({
  events,
  order,
  isCut = false,
}: {
  readonly events: readonly BusEvent[];
  readonly order: string;
  readonly isCut?: boolean;
}) => {
  const { t, formats } = useSpeech();
  const { bus, places, worksEverywhere } = useExplorer();
  const [zoomAt, setZoomAt] = useState(3);
  const board = useRef<HTMLDivElement>(null);
  const catalogue = bus.catalogue.value;
  const deliveries = useTrouble(worksEverywhere);
  const storm = useMemo(
    () => (catalogue === undefined ? undefined : stormOf(events, catalogue, deliveries)),
    [events.length, events.at(-1)?.number, catalogue, deliveries],
  );
  const { event: chosen, span } = places.place.value;
  const open = events.find(({ id }) => id === chosen);
  const zoomBy = (step: number): void => setZoomAt((at) => Math.min(ZOOMS.length - 1, Math.max(0, at + step)));
  return (
    <div
      class="storm-view"
      onKeyDown={({ key }) => {
        if (key === '+') zoomBy(1);
        else if (key === '-') zoomBy(-1);
      }}
    >
      <div class="row storm-tools">
        {order === '' ? (
          <label class="slim-field">
            <span>{t('span')}</span>
            <select
              class="slim-input"
              value={span === '' ? '5' : span}
              onChange={({ currentTarget: { value } }) => places.go({ span: value, event: '' })}
            >
              {SPANS.map((minutes) => (
                <option key={minutes} value={String(minutes)}>
                  {t('replayLast', { n: minutes })}
                </option>
              ))}
            </select>
          </label>
        ) : (
          <button type="button" class="small-button" onClick={() => places.go({ view: 'order', event: '' })}>
            {t('openOrder')}
          </button>
        )}
        {order === '' ? null : (
          <button type="button" class="small-button" onClick={() => places.go({ order: '', event: '' })}>
            {t('everything')}
          </button>
        )}
        <button type="button" class="small-button" aria-label={t('zoomOut')} onClick={() => zoomBy(-1)}>
          −
        </button>
        <button type="button" class="small-button" aria-label={t('zoomIn')} onClick={() => zoomBy(1)}>
          +
        </button>
        <button type="button" class="small-button" onClick={() => save(board.current)}>
          {t('saveSvg')}
        </button>
        <StormLegend />
      </div>
      {storm === undefined || events.length === 0 ? (
        <p class="nothing">{t(storm === undefined ? 'loading' : 'stormEmpty')}</p>
      ) : (
        <>
          <Facts rows={factsOf(storm, t)} />
          {isCut ? <p role="status">{t('stormCut', { n: EVENTS_MAX })}</p> : null}
          {order === '' ? null : <ValueStreamStrip stream={valueStreamOf(events)} />}
          <div class="storm-scroll" dir="ltr" ref={board} tabIndex={0} role="region" aria-label={t('storm')}>
            <StormBoard
              storm={storm}
              zoom={ZOOMS[zoomAt] ?? 1}
              chosen={chosen}
              onChoose={({ id }) => places.go({ event: id === chosen ? '' : id }, 'replace')}
            />
          </div>
          <div role="status" class="storm-told">
            {open === undefined ? null : (
              <p>
                <strong>{open.detailType}</strong> {formats.clock(open.at)} · <span lang="en">{open.sentence}</span>{' '}
                <button type="button" class="link" onClick={() => places.go({ view: 'bus', event: open.id })}>
                  {t('showOnBus')}
                </button>
              </p>
            )}
          </div>
        </>
      )}
    </div>
  );
};

const factsOf = (
  { stickies, lanes, handOffs }: Storm,
  t: ReturnType<typeof useSpeech>['t'],
): readonly (readonly [string, string])[] => [
  [t('events'), String(stickies.length)],
  [t('contexts'), String(lanes.length)],
  [t('handOffs'), String(handOffs)],
  [t('hotspots'), String(stickies.filter(({ trouble }) => trouble.length > 0).length)],
];

/** Which events have deliveries in trouble, where this person may know. */
const useTrouble = (mayKnow: boolean) => {
  const { api } = useExplorer();
  const [trouble, setTrouble] = useState({ dead: new Set<string>(), retrying: new Set<string>() });
  useEffect(() => {
    if (!mayKnow) return;
    const stop = new AbortController();
    const load = async (): Promise<void> => {
      const [dead, waiting] = await Promise.all([
        api.get('/api/dead-letters?limit=500', deadLetterList, stop.signal),
        api.get('/api/deliveries/waiting?limit=500', waitingList, stop.signal),
      ]);
      if (stop.signal.aborted || !dead.ok || !waiting.ok) return;
      setTrouble({
        dead: new Set(dead.reply.deadLetters.map(({ eventId }) => eventId)),
        retrying: new Set(waiting.reply.deliveries.map(({ eventId }) => eventId)),
      });
    };
    void load();
    return () => stop.abort();
  }, [api, mayKnow]);
  return trouble;
};

/** Saves the drawing as a file of its own. */
const save = (board: HTMLElement | null): void => {
  const drawing = board?.querySelector('svg');
  if (drawing === null || drawing === undefined) return;
  saveFile('storm-board.svg', 'image/svg+xml', new XMLSerializer().serializeToString(drawing));
};
