import type { ValueStream } from '../model/storm.ts';
import { Facts } from './bits.tsx';
import { useSpeech } from './words.ts';

/** Where an order's time went: work and waiting, step by step, and how much of the whole was work. */
export const ValueStreamStrip = ({ stream: { steps, totalMs, workMs, flow } }: { readonly stream: ValueStream }) => {
  const { t, formats, language } = useSpeech();
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  const shown = steps.filter(({ ms }) => ms > 0);
  return (
    <section class="stream" aria-label={t('valueStream')}>
      <ol class="stream-strip">
        {shown.map(({ from, to, ms, kind }) => (
          <li key={to.number} data-kind={kind} style={{ flexGrow: Math.max(ms / Math.max(totalMs, 1), 0.004) }}>
            <span class="stream-name">
              {t(kind)} {formats.duration(ms)}
            </span>
            <span class="aside">
              {from.detailType} → {to.detailType}
            </span>
          </li>
        ))}
      </ol>
      <Facts
        rows={[
          [t('work'), formats.duration(workMs)],
          [t('wait'), formats.duration(totalMs - workMs)],
          [t('flowEfficiency'), flow === undefined ? '–' : percent.format(flow)],
        ]}
      />
    </section>
  );
};
