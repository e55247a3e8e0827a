import { Button } from '@espresso/ui';
import { useEffect, useState } from 'preact/hooks';
import { execution, journey, type Execution, type Journey } from '../wire.ts';
import { OrderPage } from './order-page.tsx';
import { useExplorer } from './explorer.ts';
import { useWords } from './words.ts';

interface Loaded {
  readonly execution: Execution;
  readonly journey?: Journey;
}

/** One order and its workflow, as it is now; without one, the orders seen lately. */
export const OrderView = () => {
  const { places } = useExplorer();
  const { order } = places.place.value;
  return order === '' ? <RecentOrders /> : <OneOrder key={order} order={order} />;
};

const OneOrder = ({ order }: { readonly order: string }) => {
  const t = useWords();
  const { api, bus, places } = useExplorer();
  const [loaded, setLoaded] = useState<Loaded | 'unknown'>();
  const { feed } = bus.known.value;
  const events = feed.conversation(order);
  const newest = events.at(-1)?.number ?? 0;

  useEffect(() => void bus.loadConversation(order), [bus, order]);
  // Each event of the order may have moved its workflow on; a step without an event moves on with the next one.
  useEffect(() => {
    const stop = new AbortController();
    const load = async (): Promise<void> => {
      const id = encodeURIComponent(order);
      const [found, told] = await Promise.all([
        api.get(`/api/orders/${id}/execution`, execution, stop.signal),
        api.get(`/api/orders/${id}/journey`, journey, stop.signal),
      ]);
      if (stop.signal.aborted) return;
      setLoaded((before) =>
        found.ok
          ? { execution: found.reply, ...(told.ok && { journey: told.reply }) }
          : found.status === 404
            ? 'unknown'
            : before,
      );
    };
    void load();
    return () => stop.abort();
  }, [api, order, newest]);

  return (
    <div class="order-view">
      <Button kind="plain" onClick={() => places.go({ order: '' })}>
        <span aria-hidden="true" class="flip">
          ‹
        </span>{' '}
        {t('recentOrders')}
      </Button>
      {loaded === undefined ? <p role="status">{t('loading')}</p> : null}
      {loaded === 'unknown' ? (
        <p role="alert" class="nothing">
          {t('unknownOrder')}
        </p>
      ) : null}
      {typeof loaded === 'object' ? <OrderPage {...loaded} events={events} /> : null}
    </div>
  );
};

const SHOWN_MAX = 60;

/** The orders that began in what the page knows of the log, newest first. */
const RecentOrders = () => {
  const t = useWords();
  const { bus, places } = useExplorer();
  const { feed } = bus.known.value;
  const begun = feed.events.filter(
    ({ detailType, replayName }) => detailType === 'Validator.NewOrder' && replayName === undefined,
  );
  return (
    <section class="recent" aria-labelledby="recent">
      <h2 id="recent">{t('recentOrders')}</h2>
      {begun.length === 0 ? <p class="nothing">{t('noOrders')}</p> : null}
      <ul class="tiles">
        {begun
          .slice(-SHOWN_MAX)
          .toReversed()
          .map(({ correlationId = '', number }) => {
            const events = feed.conversation(correlationId);
            const last = events.at(-1);
            const numbered = events.find(({ detail }) => typeof detail['orderNumber'] === 'number')?.detail[
              'orderNumber'
            ];
            return (
              <li key={number}>
                <button type="button" class="tile" onClick={() => places.go({ order: correlationId })}>
                  <span class="number">{typeof numbered === 'number' ? `#${numbered}` : '…'}</span>
                  <span>{last?.sentence}</span>
                </button>
              </li>
            );
          })}
      </ul>
    </section>
  );
};
