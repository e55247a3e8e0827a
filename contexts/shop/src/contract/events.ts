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

export const shopClosed = defineEvent({
  owner,
  detailType: 'Shop.ShopClosed',
  version: 1,
  detail: z.object({ shopId, by, reason: z.string().optional() }),
  example: { ...example, by: 'staff-1' },
  sentence: ({ reason }) =>
    `The shop is closed${reason === undefined ? '' : `: ${reason}`}. Orders under way are still made.`,
});

export const shopPaused = defineEvent({
  owner,
  detailType: 'Shop.ShopPaused',
  version: 1,
  detail: z.object({ shopId, by, reason: z.string() }),
  example: { ...example, by: 'staff-1', reason: 'the grinder is being cleaned' },
  sentence: ({ reason }) => `The shop pauses: ${reason}.`,
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
