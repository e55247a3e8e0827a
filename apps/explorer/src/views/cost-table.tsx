import { useState } from 'preact/hooks';
import { costOf, listPrices, type Prices } from '../model/cost.ts';
import { usage } from '../wire.ts';
import { useReading } from './use-reading.ts';
import { useSpeech } from './words.ts';

const EVERY_MS = 10_000;
const words = {
  transitions: 'costTransitions',
  events: 'costEvents',
  invocations: 'costInvocations',
  computing: 'costComputing',
  requests: 'costRequests',
  writes: 'costWrites',
  reads: 'costReads',
  updates: 'costUpdates',
} as const;

/** What this order would cost on AWS: its own counts times prices that can be changed. */
export const CostTable = ({ order }: { readonly order: string }) => {
  const { t, language } = useSpeech();
  const [prices, setPrices] = useState<Prices>(listPrices);
  const { value, refused } = useReading(`/api/orders/${encodeURIComponent(order)}/usage`, usage, EVERY_MS);
  if (value === undefined) return <p role="status">{refused === undefined ? t('loading') : t('unknownOrder')}</p>;
  const { lines, usd } = costOf(value, prices);
  const money = new Intl.NumberFormat(language, { style: 'currency', currency: 'USD', maximumSignificantDigits: 3 });
  const amount = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  return (
    <>
      <p>
        <strong class="number">{money.format(usd)}</strong> {t('costThousand', { usd: money.format(usd * 1_000) })}
      </p>
      <div class="scrolls" tabIndex={0} role="region" aria-label={t('cost')}>
        <table class="cost">
          <thead>
            <tr>
              <th scope="col">{t('costWhat')}</th>
              <th scope="col">{t('costCount')}</th>
              <th scope="col">{t('costPrice')}</th>
              <th scope="col">{t('cost')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ what, count, usd: line }) => (
              <tr key={what}>
                <th scope="row">{t(words[what])}</th>
                <td class="number">{amount.format(count)}</td>
                <td>
                  <input
                    class="slim-input"
                    type="number"
                    min="0"
                    step="any"
                    aria-label={`${t('costPrice')}: ${t(words[what])}`}
                    value={prices[what]}
                    onInput={({ currentTarget: { valueAsNumber } }) => {
                      if (valueAsNumber >= 0) setPrices((before) => ({ ...before, [what]: valueAsNumber }));
                    }}
                  />
                </td>
                <td class="number">{money.format(line)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="soft">{t('costNote')}</p>
    </>
  );
};
