import type { cancellationRequested, orderCompleted } from '@coffee/order-manager/contract';
import { accept, owns, type Accepted, type Received, type Work } from '@espresso/contract';
import { letterDue, pushDue } from '../contract/index.ts';
import { shops, wishes } from '../tables.ts';
import { noticeOf, whyThisLetter, type News } from '../words/index.ts';
import type { Parts } from './parts.ts';

/** A drink gets cold: later than this, nobody is called for it. */
const GOOD_MS = 15 * 60_000;

type Told = Received<typeof orderCompleted> | Received<typeof cancellationRequested>;

/** There is news of an order: whoever asked to be told, and whose order it is, is told. A replay tells nobody. */
export const onNews =
  ({ seal }: Parts) =>
  async (event: Told, work: Work): Promise<Accepted<undefined>> => {
    if (event.replayName !== undefined) return accept();
    const { orderId, shopId, customerId } = event.detail;
    const news = await newsOf(event, work);
    if (news === undefined) return accept();
    const wish = await work.get(wishes, { customerId, orderId });
    if (wish === undefined) return accept();
    // Anybody can ask about any order; only here it is known whose it is.
    const asked = { kind: 'customer', customerId, shopId, sessionId: wish.sessionId, proved: wish.proved } as const;
    if (!owns(asked, { customerId, sessionId: event.detail.sessionId })) return accept();

    const notice = noticeOf(news, wish.language);
    const who = { orderId, shopId, customerId };
    const { push, language } = wish;
    return accept({
      emit: [
        ...(push === undefined
          ? []
          : [
              pushDue({
                ...who,
                sealed: seal.seal(JSON.stringify({ to: push, notice: { ...notice, language, orderId } })),
                goodUntilMs: event.atMs + GOOD_MS,
              }),
            ]),
        ...(wish.mail
          ? [
              letterDue({
                ...who,
                sessionId: wish.sessionId,
                subject: notice.title,
                text: `${notice.text}\n\n${whyThisLetter(language)}\n`,
              }),
            ]
          : []),
      ],
    });
  };

const newsOf = async ({ detail }: Told, work: Work): Promise<News | undefined> => {
  if ('by' in detail) return detail.by === 'barista' ? { type: 'cancelled', reason: detail.reason } : undefined;
  const shop = await work.get(shops, { shopId: detail.shopId });
  return { type: 'ready', orderNumber: detail.orderNumber, place: shop?.pickupLocation };
};
