import { Button, Dialog } from '@espresso/ui';
import { number, object } from '@espresso/ui/read';
import { useState } from 'preact/hooks';
import { deadLetterList, waitingList, type DeadLetter } from '../wire.ts';
import { Pill, TypeName } from './bits.tsx';
import { useExplorer } from './explorer.ts';
import { useReading } from './use-reading.ts';
import { useSpeech } from './words.ts';

const EVERY_MS = 3_000;
const TRIES_MAX = 4;
const redrivenReply = object({ redriven: number });
const discardedReply = object({ discarded: number });

/** Deliveries that were given up: what went wrong, another try, or an end to it. */
export const DeadLetters = () => {
  const { t } = useSpeech();
  const { api, ids, mayAct, say } = useExplorer();
  const { value, again } = useReading('/api/dead-letters', deadLetterList, EVERY_MS);
  const [giving, setGiving] = useState<DeadLetter>();
  const letters = value?.deadLetters ?? [];

  const redrive = async (which: { readonly rule?: string; readonly eventId?: string }): Promise<void> => {
    const done = await api.command('/api/dead-letters/redrive', which, redrivenReply, {
      key: ids.next(),
      triesMax: TRIES_MAX,
    });
    say(done.ok ? t('redriven', { n: done.reply.redriven }) : t('refused', { why: done.detail ?? done.reason }));
    again();
  };
  const discard = async ({ rule, eventId }: DeadLetter): Promise<void> => {
    setGiving(undefined);
    const body = { rule, eventId };
    const done = await api.command('/api/dead-letters/discard', body, discardedReply, {
      key: ids.next(),
      triesMax: TRIES_MAX,
    });
    say(done.ok ? t('discarded', { n: done.reply.discarded }) : t('refused', { why: done.detail ?? done.reason }));
    again();
  };

  return (
    <section class="card stack" aria-labelledby="dead-letters">
      <div class="row between">
        <h2 id="dead-letters">{t('deadLetters')}</h2>
        {mayAct && letters.length > 1 ? <Button onClick={() => void redrive({})}>{t('redriveAll')}</Button> : null}
      </div>
      {letters.length === 0 ? (
        <p>
          <Pill kind="good">{t('noDeadLetters')}</Pill>
        </p>
      ) : null}
      <ul class="records">
        {letters.map((letter) => (
          <Letter
            key={`${letter.rule}/${letter.eventId}/${letter.replayName ?? ''}`}
            letter={letter}
            onRedrive={() => void redrive({ rule: letter.rule, eventId: letter.eventId })}
            onDiscard={() => setGiving(letter)}
          />
        ))}
      </ul>
      <Dialog open={giving !== undefined} title={t('discardTitle')} onClose={() => setGiving(undefined)}>
        <p>{t('discardText', { rule: giving?.rule ?? '', event: giving?.eventType ?? '' })}</p>
        <div class="row">
          <Button kind="danger" onClick={() => (giving === undefined ? undefined : void discard(giving))}>
            {t('discardYes')}
          </Button>
          <Button onClick={() => setGiving(undefined)}>{t('cancel')}</Button>
        </div>
      </Dialog>
    </section>
  );
};

/** Deliveries that failed and are tried again by themselves: seen here, they are still hours from being dead. */
export const RetryingDeliveries = () => {
  const { t, formats } = useSpeech();
  const { bus, places } = useExplorer();
  const { value } = useReading('/api/deliveries/waiting', waitingList, EVERY_MS);
  const deliveries = value?.deliveries ?? [];
  const nowMs = bus.nowMs.value;
  if (deliveries.length === 0) return null;
  return (
    <section class="card stack" aria-labelledby="retrying">
      <h2 id="retrying">{t('retryingNow')}</h2>
      <ul class="records">
        {deliveries.map(({ rule, eventId, eventType, attempts, dueAt, error }) => (
          <li key={`${rule}/${eventId}`}>
            <div>
              <p>
                <Pill kind="warn">{t('retrying')}</Pill> <strong>{rule}</strong>{' '}
                <button type="button" class="link" onClick={() => places.go({ view: 'bus', event: eventId })}>
                  <TypeName type={eventType} />
                </button>
              </p>
              {error === undefined ? null : (
                <p class="fault">
                  {error.name}: {error.message}
                </p>
              )}
              <p class="soft">
                {t('attempt', { n: attempts })} · {t('nextTry', { at: formats.shortClock(dueAt) })} (
                {formats.duration(Math.max(0, Date.parse(dueAt) - nowMs))})
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Letter = ({
  letter: { rule, eventId, eventType, attempts, deadAt, why, error, correlationId },
  onRedrive,
  onDiscard,
}: {
  readonly letter: DeadLetter;
  readonly onRedrive: () => void;
  readonly onDiscard: () => void;
}) => {
  const { t, formats } = useSpeech();
  const { mayAct, places } = useExplorer();
  return (
    <li>
      <div>
        <p>
          <Pill kind="bad">{t('dead')}</Pill> <strong>{rule}</strong>{' '}
          <button type="button" class="link" onClick={() => places.go({ view: 'bus', event: eventId })}>
            <TypeName type={eventType} />
          </button>{' '}
          <button type="button" class="link" onClick={() => places.go({ view: 'order', order: correlationId })}>
            {t('openOrder')}
          </button>
        </p>
        {error === undefined ? null : (
          <p class="fault">
            {error.name}: {error.message}
          </p>
        )}
        <p class="soft">
          {t('attempt', { n: attempts })} · {why} · {t('since', { at: formats.shortClock(deadAt) })}
        </p>
      </div>
      {mayAct ? (
        <div class="row">
          <Button onClick={onRedrive}>{t('redrive')}</Button>
          <Button kind="danger" onClick={onDiscard}>
            {t('discard')}
          </Button>
        </div>
      ) : null}
    </li>
  );
};
