import { Button } from '@espresso/ui';
import { useEffect, useState } from 'preact/hooks';
import { everything } from '../model/filter.ts';
import { trace, type BusEvent, type Trace } from '../wire.ts';
import { Facts, Fold, OwnerMark, ownerOf, TypeName } from './bits.tsx';
import { CausationTree } from './causation-tree.tsx';
import { useExplorer } from './explorer.ts';
import { JsonText } from './json.tsx';
import { Routing } from './routing.tsx';
import { useSpeech } from './words.ts';

const AGAIN_MS = 2_000;

/** One event: what it says, where it comes from, where it went and what became of it there. */
export const EventPanel = ({ id, onClose }: { readonly id: string; readonly onClose: () => void }) => {
  const { t, formats } = useSpeech();
  const { bus, places, api } = useExplorer();
  const [traced, setTraced] = useState<Trace | 'failed'>();
  const { feed } = bus.known.value;
  const known = feed.byId(id);
  const event = known ?? (typeof traced === 'object' ? traced.event : undefined);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = new AbortController();
    const load = async (): Promise<void> => {
      const found = await api.get(`/api/events/${encodeURIComponent(id)}/trace`, trace, stop.signal);
      if (stop.signal.aborted) return;
      setTraced((before) => (found.ok ? found.reply : (before ?? 'failed')));
      // What is retried is watched until it is done or dead.
      if (found.ok && found.reply.deliveries.some(({ state }) => state === 'retrying'))
        timer = setTimeout(() => void load(), AGAIN_MS);
    };
    void load();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [id, api]);
  const { correlationId } = event ?? {};
  useEffect(() => {
    if (correlationId !== undefined) void bus.loadConversation(correlationId);
  }, [bus, correlationId]);

  const isOrder = event?.detail['orderId'] !== undefined;
  return (
    <aside class="panel" aria-label={event?.detailType ?? t('envelope')}>
      <div class="panel-head">
        <Button kind="quiet" onClick={onClose}>
          <span aria-hidden="true">✕</span> {t('close')}
        </Button>
        {correlationId === undefined || !isOrder ? null : (
          <>
            <Button onClick={() => places.go({ view: 'order', order: correlationId })}>{t('openOrder')}</Button>
            <Button kind="plain" onClick={() => places.go({ filter: { ...everything, order: correlationId } })}>
              {t('onlyThisOrder')}
            </Button>
          </>
        )}
      </div>
      {event === undefined ? (
        <p role="status">{traced === 'failed' ? t('notFound', { text: id }) : t('loading')}</p>
      ) : (
        <>
          <p class="panel-type">
            <OwnerMark owner={ownerOf(event.source)} /> <TypeName type={event.detailType} />
          </p>
          <h2>{event.sentence}</h2>
          <CauseAndEffect event={event} />
          <Fold title={t('routing')} open>
            <Routing event={event} traced={traced} />
          </Fold>
          {correlationId === undefined ? null : (
            <Fold title={t('causation')} open>
              <CausationTree events={feed.conversation(correlationId)} chosen={id} />
            </Fold>
          )}
          <Fold title={t('envelope')} open>
            <Facts rows={factsOf(event, t, formats.clock)} />
            <JsonText value={event.detail} label={t('envelope')} />
          </Fold>
        </>
      )}
    </aside>
  );
};

const factsOf = (
  event: BusEvent,
  t: ReturnType<typeof useSpeech>['t'],
  clock: (at: string) => string,
): readonly (readonly [string, string])[] => [
  [t('at'), `${clock(event.at)} · ${event.at}`],
  [t('source'), event.source],
  [t('eventId'), event.id],
  [t('number'), String(event.number)],
  ...(event.correlationId === undefined ? [] : [[t('conversation'), event.correlationId] as const]),
  ...(event.version === undefined ? [] : [[t('version'), String(event.version)] as const]),
  ...(event.replayName === undefined ? [] : [[t('replayed'), event.replayName] as const]),
];

const CauseAndEffect = ({ event }: { readonly event: BusEvent }) => {
  const { t } = useSpeech();
  const { feed } = useExplorer().bus.known.value;
  const cause = event.causationId === undefined ? undefined : feed.byId(event.causationId);
  const effects = feed.effectsOf(event.id);
  return (
    <div class="cause-effect">
      <div>
        <h3>{t('causedBy')}</h3>
        {cause === undefined ? (
          <p class="soft">{event.causationId ?? t('causedOutside')}</p>
        ) : (
          <EventLink event={cause} />
        )}
      </div>
      <div>
        <h3>{t('causes')}</h3>
        {effects.length === 0 ? <p class="soft">{t('causedNothing')}</p> : null}
        {effects.map((effect) => (
          <EventLink key={effect.number} event={effect} />
        ))}
      </div>
    </div>
  );
};

/** Leads to another event. */
export const EventLink = ({ event }: { readonly event: BusEvent }) => {
  const { places } = useExplorer();
  return (
    <button
      type="button"
      class="event-link"
      onClick={() => places.go({ view: 'bus', event: event.id })}
      title={event.sentence}
    >
      <OwnerMark owner={ownerOf(event.source)} /> <TypeName type={event.detailType} />
    </button>
  );
};
