import { cancellationRequested, orderCompleted } from '@coffee/order-manager/contract';
import { defineContext, on } from '@espresso/contract';
import { isPushService, type Push } from '@espresso/push';
import { openSeal } from '@espresso/sealed';
import type { Clock } from '@espresso/kernel';
import { letterDue, pushDue } from './contract/index.ts';
import { onCustomerForgotten } from './handlers/on-customer-forgotten.ts';
import { onNews } from './handlers/on-news.ts';
import { onPushDue } from './handlers/on-push-due.ts';
import { onSettingsChanged } from './handlers/on-settings-changed.ts';
import type { Parts } from './handlers/parts.ts';
import { showChannels } from './handlers/show-channels.ts';
import { setWish, showWish } from './handlers/wish.ts';
import { shops, wishes } from './tables.ts';

/** What this context needs from outside. */
export interface Ports {
  /** The installation's own secret, at least 32 characters of chance. */
  readonly pepper: string;
  readonly push: { readonly publicKey: string; readonly send: Push };
  /** Whether a letter would arrive: a mail server is known. */
  readonly canMail: boolean;
  readonly clock: Clock;
  /** Which addresses may be asked to wake a browser; those of the known push services, unless said. */
  readonly isPushService?: (endpoint: string) => boolean;
}

/** Tells people who are not looking: by push, by e-mail. By rules alone: nobody else knows that it is there. */
export const notifier = ({ pepper, push, canMail, clock, isPushService: isKnown = isPushService }: Ports) => {
  const parts: Parts = {
    seal: openSeal(pepper, 'notices'),
    publicKey: push.publicKey,
    push: push.send,
    canMail,
    isPushService: isKnown,
    now: () => clock.now(),
  };
  return defineContext({
    name: 'notifier',
    purpose: 'Tells customers who are not looking at the page that their order is ready, where they asked for it.',
    publishes: [pushDue, letterDue],
    subscribes: {
      onNews: on([orderCompleted, cancellationRequested], onNews(parts)),
      onPushDue: onPushDue(parts),
      onCustomerForgotten,
      onSettingsChanged,
    },
    tables: [wishes, shops],
    routes: [showChannels(parts), setWish(parts), showWish],
  });
};
