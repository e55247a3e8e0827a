import { DrinkIcon } from '@espresso/ui';
import { ageOf, usualThresholds, type Age } from '../model/age.ts';
import { readOf, type Usual } from '../model/modifiers.ts';
import type { Shown } from '../model/taps.ts';
import type { Maker, Ticket } from '../model/ticket.ts';
import { useWords } from './words.ts';

/** What can be done with a ticket. */
export interface TicketActions {
  /** The next step: make it, done, collected. */
  readonly step: (ticket: Ticket) => void;
  readonly giveBack: (ticket: Ticket) => void;
  /** Before all others, or back in line. */
  readonly rush: (ticket: Ticket) => void;
  readonly cancel: (ticket: Ticket) => void;
  readonly makeTogether: (tickets: readonly Ticket[]) => void;
}

interface Props {
  readonly shown: Shown;
  readonly me: Maker;
  readonly usual: Usual;
  readonly nowMs: number;
  readonly alike: readonly Ticket[];
  /** The key of a bump bar that takes its next step, while a keyboard is in use. */
  readonly bumpKey?: string | undefined;
  readonly isPointedAt: boolean;
  readonly actions: TicketActions;
}

/** An order: the number to call, what differs from the usual first to the eye, its age, and one tap for the next step. */
export const TicketCard = ({ shown, me, usual, nowMs, alike, bumpKey, isPointedAt, actions }: Props) => {
  const t = useWords();
  const { ticket, isWaiting } = shown;
  const { orderNumber: number, drink, maker, status } = ticket;
  const { loud, quiet } = readOf(drink, usual);
  const age = ageOf(ticket, nowMs, usualThresholds);
  const isOthers = status === 'making' && maker !== undefined && maker.baristaId !== me.baristaId;
  const named = { number: String(number), drink: [drink.name, ...loud].join(', ') };
  return (
    <li
      class="ticket"
      data-status={status}
      data-age={status === 'ready' ? undefined : age.level}
      data-pointed={isPointedAt ? '' : undefined}
      data-others={isOthers ? '' : undefined}
    >
      <div class="ticket-text">
        <div class="ticket-head">
          <span class="number">#{number}</span>
          {bumpKey === undefined ? null : (
            <kbd aria-hidden="true" class="bump">
              {bumpKey}
            </kbd>
          )}
          <AgeWords age={age} status={status} />
          {ticket.rushedMs === undefined || status !== 'queued' ? null : <span class="mark">⇧ {t('first')}</span>}
          {ticket.walkUp === true ? (
            <span class="mark">
              <span aria-hidden="true">⌂</span> <span class="mark-word">{t('atCounter')}</span>
            </span>
          ) : null}
        </div>
        <div class="ticket-drink">
          <DrinkIcon icon={drink.icon} size={status === 'ready' ? 24 : 30} />
          <strong>{drink.name}</strong>
        </div>
        {loud.length === 0 ? null : (
          <ul class="loud">
            {loud.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        )}
        {quiet.length === 0 || status === 'ready' ? null : <p class="quiet">{quiet.join(' · ')}</p>}
        {age.endsInSeconds === undefined || status === 'ready' ? null : (
          <p class="ends">⧗ {t('timeLeft', { time: minutesAndSeconds(age.endsInSeconds) })}</p>
        )}
        {isWaiting ? <p class="unsent">↻ {t('waitingForNetwork')}</p> : null}
      </div>
      <div class="ticket-side">
        {isOthers ? (
          <span class="maker">{t('madeBy', { name: maker.name === '' ? t('somebody') : maker.name })}</span>
        ) : (
          <button
            type="button"
            class="step"
            onClick={() => actions.step(ticket)}
            aria-label={t(stepLabel[status], named)}
          >
            {t(stepWord[status])}
          </button>
        )}
        {status === 'making' && !isOthers ? (
          <button
            type="button"
            class="side"
            onClick={() => actions.giveBack(ticket)}
            aria-label={t('giveBackThis', named)}
          >
            {t('giveBack')}
          </button>
        ) : null}
        {status !== 'queued' ? null : (
          <button
            type="button"
            class="side off"
            aria-pressed={ticket.rushedMs !== undefined}
            onClick={() => actions.rush(ticket)}
            aria-label={t(ticket.rushedMs === undefined ? 'rushThis' : 'unrushThis', named)}
          >
            <span aria-hidden="true">⇧</span>
          </button>
        )}
        {status === 'ready' ? null : (
          <button
            type="button"
            class="side off"
            onClick={() => actions.cancel(ticket)}
            aria-label={t('cancelThis', named)}
          >
            <span aria-hidden="true">✕</span>
          </button>
        )}
      </div>
      {alike.length === 0 ? null : (
        <button type="button" class="side alike" onClick={() => actions.makeTogether([ticket, ...alike])}>
          {t('makeTogether', { n: alike.length + 1 })}
        </button>
      )}
    </li>
  );
};

const stepWord = { queued: 'make', making: 'done', ready: 'collected' } as const;
const stepLabel = { queued: 'makeThis', making: 'doneThis', ready: 'collectedThis' } as const;

/** Age in words; the colour only underlines it. */
const AgeWords = ({ age: { level, minutes }, status }: { readonly age: Age; readonly status: Ticket['status'] }) => {
  const t = useWords();
  const time = minutes === 0 ? t('justNow') : t('minutes', { n: minutes });
  return (
    <span class="age">
      {level === 'late' && status !== 'ready' ? <span aria-hidden="true">▲ </span> : null}
      {level === 'late' && status !== 'ready' ? t('late', { time }) : time}
    </span>
  );
};

const minutesAndSeconds = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
