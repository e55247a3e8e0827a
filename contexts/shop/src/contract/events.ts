import { defineEvent } from '@espresso/contract';
import { z } from 'zod';
import { startingMenu } from './example.ts';
import { shopId } from './ids.ts';
import { menu } from './menu.ts';
import { settings } from './settings.ts';

const owner = 'shop';
const example = { shopId: shopId.parse('main') };
/** Who did it: a member of staff's id, or `system`. */
const by = z.string();
/**
 * Grows with every publication of a shop. Events of one shop may arrive in another order than they happened in:
 * whoever keeps a copy keeps the one of the highest revision.
 */
const revision = z.number().int().min(0).default(0);

export const shopCreated = defineEvent({
  owner,
  detailType: 'Shop.ShopCreated',
  version: 1,
  detail: z.object({ shopId, name: z.string(), by }),
  example: { ...example, name: 'Serverless Espresso', by: 'system' },
  sentence: ({ name }) => `A new shop exists: ${name}.`,
});

export const shopOpened = defineEvent({
  owner,
  detailType: 'Shop.ShopOpened',
  version: 1,
  detail: z.object({ shopId, by }),
  example: { ...example, by: 'staff-1' },
  sentence: () => 'The shop is open: from now on every scan may become a coffee.',
});

/** When it opens by itself: an instant, ISO 8601 in UTC. */
const opensAt = z.string().optional();

export const shopClosed = defineEvent({
  owner,
  detailType: 'Shop.ShopClosed',
  version: 1,
  detail: z.object({ shopId, by, reason: z.string().optional(), opensAt }),
  example: { ...example, by: 'staff-1' },
  sentence: ({ reason }) =>
    `The shop is closed${reason === undefined ? '' : `: ${reason}`}. Orders under way are still made.`,
});

export const shopPaused = defineEvent({
  owner,
  detailType: 'Shop.ShopPaused',
  version: 1,
  detail: z.object({ shopId, by, reason: z.string(), opensAt }),
  example: { ...example, by: 'staff-1', reason: 'the grinder is being cleaned' },
  sentence: ({ reason, opensAt: at }) =>
    `The shop pauses: ${reason}.${at === undefined ? '' : ' A workflow waits for the moment to open it again.'}`,
});

/** Orders are taken until then, and none after. */
export const lastCall = defineEvent({
  owner,
  detailType: 'Shop.LastCall',
  version: 1,
  detail: z.object({ shopId, by, lastOrdersAt: z.string() }),
  example: { ...example, by: 'staff-1', lastOrdersAt: '2026-11-23T17:00:00.000Z' },
  sentence: () => 'Last call: a workflow waits for the moment from which on no more orders are taken.',
});

export const shopDraining = defineEvent({
  owner,
  detailType: 'Shop.ShopDraining',
  version: 1,
  detail: z.object({ shopId, by }),
  example: { ...example, by: 'system' },
  sentence: () => 'No more orders: what is in the queue is made, and then the shop closes by itself.',
});

/** What the bar tells everybody who waits. */
export const noticePosted = defineEvent({
  owner,
  detailType: 'Shop.NoticePosted',
  version: 1,
  detail: z.object({ shopId, by, text: z.string(), untilMs: z.number() }),
  example: { ...example, by: 'staff-1', text: 'The grinder rests: ten minutes more.', untilMs: 1_764_000_600_000 },
  sentence: ({ text }) => `The bar tells everybody who waits: ${text}`,
});

export const noticeTakenDown = defineEvent({
  owner,
  detailType: 'Shop.NoticeTakenDown',
  version: 1,
  detail: z.object({ shopId, by }),
  example: { ...example, by: 'staff-1' },
  sentence: () => 'What the bar told everybody is no longer so: it is taken down.',
});

export const settingsChanged = defineEvent({
  owner,
  detailType: 'Shop.SettingsChanged',
  version: 1,
  detail: z.object({ shopId, by, settings, revision }),
  example: { ...example, by: 'staff-1', settings: settings.parse({}), revision: 2 },
  sentence: ({ settings: { drinksPerCode, queueLimit } }) =>
    `The shop's settings changed: ${String(drinksPerCode)} drinks a code, at most ${String(queueLimit)} orders at once.`,
});

/** Carries the whole menu, so that readers need not ask back. */
export const menuPublished = defineEvent({
  owner,
  detailType: 'Shop.MenuPublished',
  version: 1,
  detail: z.object({ shopId, by, menu, revision }),
  example: { ...example, by: 'staff-1', menu: startingMenu, revision: 2 },
  sentence: ({ menu: { drinks } }) => `A menu of ${String(drinks.length)} drinks is published.`,
});
