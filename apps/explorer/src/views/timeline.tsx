import { useState } from 'preact/hooks';
import { squeezedScale } from '../model/squeeze.ts';
import type { Visit } from '../model/visits.ts';
import { useSpeech } from './words.ts';

/** The stays of an execution along time, what nobody did anything in left out unless asked for. */
export const Timeline = ({
  visits,
  startMs,
  nowMs,
  isOver,
  chosen,
  onChoose,
}: {
  readonly visits: readonly Visit[];
  readonly startMs: number;
  readonly nowMs: number;
  readonly isOver: boolean;
  readonly chosen: string | undefined;
  readonly onChoose: (state: string) => void;
}) => {
  const { t, formats } = useSpeech();
  const [squeeze, setSqueeze] = useState(true);
  const endMs = isOver ? Math.max(startMs, ...visits.map(({ leftMs, enteredMs }) => leftMs ?? enteredMs)) : nowMs;
  const scale = squeezedScale(
    [startMs, endMs, ...visits.flatMap(({ enteredMs, leftMs }) => [enteredMs, leftMs ?? endMs])],
    squeeze,
  );
  const percent = (ms: number): string => `${(scale.at(ms) * 100).toFixed(2)}%`;
  return (
    <div class="timeline">
      <label class="check">
        <input type="checkbox" checked={squeeze} onChange={(event) => setSqueeze(event.currentTarget.checked)} />
        {t('squeeze')}
      </label>
      <ol>
        {visits.map(({ state, enteredMs, leftMs, error }, at) => {
          const until = leftMs ?? endMs;
          return (
            <li key={`${state}-${at}`}>
              <button type="button" class="bar-row" aria-pressed={chosen === state} onClick={() => onChoose(state)}>
                <span class="bar-name">{state}</span>
                <span class="bar-track">
                  {scale.squeezed.map(({ fromMs, toMs }) => (
                    <span
                      class="bar-gap"
                      key={fromMs}
                      style={{
                        insetInlineStart: percent(fromMs),
                        inlineSize: widthOf(scale.at(fromMs), scale.at(toMs)),
                      }}
                    />
                  ))}
                  <span
                    class="bar"
                    data-standing={leftMs === undefined ? 'current' : error === undefined ? 'passed' : 'failed'}
                    style={{
                      insetInlineStart: `min(${percent(enteredMs)}, calc(100% - 4px))`,
                      inlineSize: widthOf(scale.at(enteredMs), scale.at(until)),
                    }}
                  />
                </span>
                <span class="bar-time number">
                  {formats.duration(Math.max(0, until - enteredMs))}
                  {leftMs === undefined ? <span class="aside">, {t('stillHere')}</span> : null}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      {scale.squeezed.length === 0 ? null : (
        <p class="soft">
          {t('squeezed', {
            time: formats.duration(scale.squeezed.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)),
          })}
        </p>
      )}
    </div>
  );
};

const widthOf = (from: number, to: number): string => `${((to - from) * 100).toFixed(2)}%`;
