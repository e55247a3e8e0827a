import { Button } from '@espresso/ui';
import { csvOf } from '../model/csv.ts';
import type { Metrics } from '../model/hours.ts';
import { reportOf } from '../model/report.ts';
import { useWords } from '../views/words.ts';

/** Takes the figures away: on paper, or as a table. */
export const ReportButtons = ({
  value,
  shop,
}: {
  readonly value: Metrics;
  readonly shop: { readonly shopId: string; readonly name: string };
}) => {
  const t = useWords();
  const download = (): void => {
    const table = reportOf(value, shop.name, {
      shop: t('shop'),
      hour: t('hour'),
      total: t('inAll'),
      orders: t('orders'),
      waitHalf: t('inSeconds', { what: t('waitHalf') }),
      waitMost: t('inSeconds', { what: t('waitMost') }),
      outcome: (outcome) => t(`end-${outcome}`),
    });
    const url = URL.createObjectURL(new Blob([csvOf(table)], { type: 'text/csv;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${shop.shopId}-${value.from.slice(0, 10)}-${value.to.slice(0, 10)}.csv`;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <div class="row no-print">
      <Button onClick={() => globalThis.print()}>{t('print')}</Button>
      <Button onClick={download}>{t('asTable')}</Button>
    </div>
  );
};
