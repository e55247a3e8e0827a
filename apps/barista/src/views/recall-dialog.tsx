import { Button, Dialog, DrinkIcon, Notice } from '@espresso/ui';
import type { Api } from '@espresso/ui/api';
import { useEffect, useState } from 'preact/hooks';
import { recent as recentReply, type Recent } from '../wire.ts';
import { useTimeOf, useWords } from './words.ts';

/** What was collected last, and the way back for what was not. */
export const RecallDialog = ({
  open,
  api,
  shopId,
  onRecall,
  onClose,
}: {
  readonly open: boolean;
  readonly api: Api;
  readonly shopId: string;
  readonly onRecall: (order: Recent) => void;
  readonly onClose: () => void;
}) => {
  const t = useWords();
  const timeOf = useTimeOf();
  const [orders, setOrders] = useState<readonly Recent[]>();
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    if (!open) return;
    setOrders(undefined);
    void api.get(`/api/shops/${shopId}/recent`, recentReply).then((outcome) => {
      setLost(!outcome.ok);
      if (outcome.ok) setOrders(outcome.reply.recent);
    });
  }, [open]);
  return (
    <Dialog open={open} title={t('recallTitle')} onClose={onClose}>
      <p class="soft">{t('recallHow')}</p>
      {isLost ? <Notice kind="bad">{t('notReached')}</Notice> : null}
      {orders?.length === 0 ? <p class="nothing">{t('nothingCollected')}</p> : null}
      <ul class="shelf">
        {(orders ?? []).map((order) => (
          <li key={order.orderId}>
            <DrinkIcon icon={order.drink.icon} size={28} />
            <span class="shelf-name">
              #{order.orderNumber} {order.drink.name} <small>{timeOf(order.collectedMs)}</small>
            </span>
            <Button kind="quiet" onClick={() => onRecall(order)}>
              <span aria-hidden="true">↶</span>
              <span class="aside">
                {t('recallThis', { number: String(order.orderNumber), drink: order.drink.name })}
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
};
