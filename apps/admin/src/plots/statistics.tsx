import { Card, Notice } from '@espresso/ui';
import { useEffect, useRef, useState } from 'preact/hooks';
import { everyHour, outcomesOf, type Metrics } from '../model/hours.ts';
import type { Desk } from '../store/desk.ts';
import { useReply } from '../store/use-reply.ts';
import { minutesOf } from '../views/durations.ts';
import { KeyFigures } from '../views/home.tsx';
import { Page, Select, Shown } from '../views/parts.tsx';
import { useWords } from '../views/words.ts';
import { metrics } from '../wire.ts';
import { OrderBars } from './bars.tsx';
import { ReportButtons } from './report-buttons.tsx';
import { WaitLines } from './waits.tsx';

const spans = ['6', '24', '72', '168'] as const;
type Span = (typeof spans)[number];
const HOUR_MS = 3_600_000;
const REFRESH_MS = 15_000;

/** How the orders of the last hours went, drawn; fetched anew as they go on. */
const Statistics = ({ desk }: { readonly desk: Desk }) => {
  const t = useWords();
  const [span, setSpan] = useState<Span>('24');
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTurn((before) => before + 1), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  // The start is fixed to the hour, so that the path stays the same and what is shown stays while it is fetched anew.
  const fromMs = Math.floor(desk.clock.now() / HOUR_MS) * HOUR_MS - (Number(span) - 1) * HOUR_MS;
  const path = `/api/shops/${desk.shop.shopId}/metrics?from=${encodeURIComponent(new Date(fromMs).toISOString())}`;
  const { reply } = useReply(desk.api, path, metrics, [turn, desk.revision]);
  return (
    <Page
      title={t('page-statistics')}
      about={t('statisticsAbout')}
      actions={
        <Select
          id="span"
          label={t('span')}
          hideLabel
          from={spans.map((id) => ({ id, label: t(`span-${id}`) }))}
          chosen={span}
          onChange={setSpan}
        />
      }
    >
      <Shown reply={reply}>{(value) => <Drawn value={value} desk={desk} isLong={Number(span) > 24} />}</Shown>
    </Page>
  );
};

const Drawn = ({ value, desk, isLong }: { readonly value: Metrics; readonly desk: Desk; readonly isLong: boolean }) => {
  const t = useWords();
  const hours = everyHour(value);
  const time = new Intl.DateTimeFormat(desk.language.value, {
    hour: 'numeric',
    ...(isLong && { weekday: 'short' }),
  });
  const hourName = (startMs: number): string => time.format(startMs);
  const ends = outcomesOf(value.total);
  const numbers = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    // On paper nothing can be opened.
    const open = (): void => {
      if (numbers.current !== null) numbers.current.open = true;
    };
    globalThis.addEventListener('beforeprint', open);
    return () => globalThis.removeEventListener('beforeprint', open);
  }, []);
  const day = new Intl.DateTimeFormat(desk.language.value, { dateStyle: 'long', timeStyle: 'short' });
  const most = Math.max(1, ...ends.map(({ count }) => count));
  return (
    <>
      <p class="only-print">
        <strong>{desk.shop.name}</strong> {day.formatRange(Date.parse(value.from), Date.parse(value.to))}
      </p>
      <Card label={t('keyFigures')}>
        <KeyFigures total={value.total} />
      </Card>
      {value.total.orders === 0 ? (
        <Notice>{t('noOrdersYet')}</Notice>
      ) : (
        <>
          <Card label={t('ordersPerHour')}>
            <h2>{t('ordersPerHour')}</h2>
            <ul class="legend-line">
              <li class="key-made">{t('made')}</li>
              <li class="key-lost">{t('cameToNothing')}</li>
            </ul>
            <OrderBars hours={hours} label={t('ordersPerHour')} hourName={hourName} />
          </Card>
          <Card label={t('waitsPerHour')}>
            <h2>{t('waitsPerHour')}</h2>
            <ul class="legend-line">
              <li class="key-half">{t('waitHalf')}</li>
              <li class="key-most">{t('waitMost')}</li>
            </ul>
            <WaitLines hours={hours} label={t('waitsPerHour')} hourName={hourName} />
            <p class="soft">{t('waitsMeaning')}</p>
          </Card>
          <Card label={t('howTheyEnded')}>
            <h2>{t('howTheyEnded')}</h2>
            <ul class="ends">
              {ends.map(({ outcome, count }) => (
                <li key={outcome} data-outcome={outcome}>
                  <span>{t(`end-${outcome}`)}</span>
                  <meter min={0} max={most} value={count} aria-hidden="true" />
                  <span class="number">{t('count', { n: count })}</span>
                </li>
              ))}
            </ul>
          </Card>
          <ReportButtons value={value} shop={desk.shop} />
          <Card label={t('inNumbers')}>
            <details ref={numbers}>
              <summary>{t('inNumbers')}</summary>
              <div class="scroll" tabIndex={0} role="region" aria-label={t('inNumbers')}>
                <table>
                  <thead>
                    <tr>
                      <th scope="col">{t('hour')}</th>
                      <th scope="col">{t('orders')}</th>
                      <th scope="col">{t('made')}</th>
                      <th scope="col">{t('waitHalf')}</th>
                      <th scope="col">{t('waitMost')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {hours.map(({ startMs, summary }) =>
                      summary === undefined ? null : (
                        <tr key={startMs}>
                          <th scope="row">{hourName(startMs)}</th>
                          <td>{t('count', { n: summary.orders })}</td>
                          <td>{t('count', { n: summary.finished })}</td>
                          <td>{summary.waits.queue === null ? '–' : minutesOf(t, summary.waits.queue.p50Seconds)}</td>
                          <td>{summary.waits.queue === null ? '–' : minutesOf(t, summary.waits.queue.p90Seconds)}</td>
                        </tr>
                      ),
                    )}
                  </tbody>
                </table>
              </div>
            </details>
          </Card>
        </>
      )}
    </>
  );
};

export default Statistics;
