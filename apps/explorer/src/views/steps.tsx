import { useEffect, useRef } from 'preact/hooks';
import type { Visit } from '../model/visits.ts';
import type { HistoryEvent } from '../wire.ts';
import { Unfolds } from './bits.tsx';
import { JsonText } from './json.tsx';
import { useSpeech } from './words.ts';

/** What went into each step and what came out; the chosen one unfolded. */
export const StepList = ({
  visits,
  chosen,
}: {
  readonly visits: readonly Visit[];
  readonly chosen: string | undefined;
}) => (
  <ol class="steps">
    {visits.map((visit, at) => (
      <Step key={`${visit.state}-${at}`} visit={visit} isChosen={visit.state === chosen} />
    ))}
  </ol>
);

const Step = ({ visit, isChosen }: { readonly visit: Visit; readonly isChosen: boolean }) => {
  const { t, formats } = useSpeech();
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  const { state, type, enteredMs, leftMs, input, output, asked, attempts, error } = visit;
  return (
    <li ref={element}>
      <Unfolds
        kind="fold"
        key={String(isChosen)}
        open={isChosen}
        summary={
          <>
            {state} <span class="soft">{type}</span>{' '}
            <span class="soft">{leftMs === undefined ? t('stillHere') : formats.duration(leftMs - enteredMs)}</span>
            {attempts > 1 ? <span class="soft"> · {t('attempt', { n: attempts })}</span> : null}
          </>
        }
      >
        {() => (
          <div class="stack">
            {error === undefined ? null : (
              <p class="fault">
                {t('error')}: {error}
              </p>
            )}
            <h4>{t('input')}</h4>
            <JsonText value={input} label={`${state}: ${t('input')}`} />
            {asked === undefined ? null : (
              <>
                <h4>{t('asked')}</h4>
                <JsonText value={asked} label={`${state}: ${t('asked')}`} />
              </>
            )}
            {output === undefined ? null : (
              <>
                <h4>{t('output')}</h4>
                <JsonText value={output} label={`${state}: ${t('output')}`} />
              </>
            )}
          </div>
        )}
      </Unfolds>
    </li>
  );
};

/** The history in AWS's names of events (GetExecutionHistory). */
export const HistoryTable = ({
  history,
  startMs,
}: {
  readonly history: readonly HistoryEvent[];
  readonly startMs: number;
}) => {
  const { t, formats } = useSpeech();
  return (
    <ol class="history">
      {history.map(({ id, previousEventId, type, timestampMs, details }) => (
        <li key={id}>
          <Unfolds
            summary={
              <>
                <span class="number">{id}</span> <code>{type}</code>{' '}
                <span>{typeof details['name'] === 'string' ? details['name'] : ''}</span>{' '}
                <span class="soft">+{formats.duration(timestampMs - startMs)}</span>{' '}
                <span class="soft">{t('follows', { id: String(previousEventId) })}</span>
              </>
            }
          >
            {() => <JsonText value={details} label={type} />}
          </Unfolds>
        </li>
      ))}
    </ol>
  );
};
