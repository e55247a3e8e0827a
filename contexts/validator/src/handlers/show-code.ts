import { shopId } from '@coffee/shop/contract';
import { accept, refuse, route, worksAt, type ServedRoute } from '@espresso/contract';
import { z } from 'zod';
import { codeOf, endOf, windowAt, type CodeSecret } from '../code.ts';
import { codes, shops } from '../tables.ts';

/** The code for the display: which, until when, and how many drinks are left in it. Reads only. */
export const showCode = (secret: CodeSecret): ServedRoute =>
  route(
    {
      method: 'GET',
      path: '/api/shops/{shopId}/code',
      summary: 'The code to show now, and what is left in it.',
      access: ['display', 'barista'],
      params: z.strictObject({ shopId }),
      query: z.unknown(),
      body: z.unknown(),
      reply: z.object({
        code: z.string(),
        windowStartMs: z.number(),
        validUntilMs: z.number(),
        drinksLeft: z.number().int(),
        drinksPerCode: z.number().int(),
      }),
      refusals: {
        'unknown-shop': [404, 'No such shop'],
        'other-shop': [403, 'Signed in to another shop'],
      },
    },
    async ({ params, caller }, work) => {
      if (!worksAt(caller, params.shopId))
        return refuse('other-shop', { detail: 'This screen belongs to another shop.' });
      const shop = await work.get(shops, { shopId: params.shopId });
      if (shop === undefined) return refuse('unknown-shop', { detail: 'There is no shop of this name.' });
      const window = windowAt(work.nowMs, shop.codeWindowSeconds * 1000);
      const code = await work.get(codes, { shopId: params.shopId, windowStartMs: window.startMs });
      return accept({
        reply: {
          code: codeOf(secret, params.shopId, window),
          windowStartMs: window.startMs,
          validUntilMs: endOf(window),
          drinksLeft: code?.left ?? shop.drinksPerCode,
          drinksPerCode: code?.drinks ?? shop.drinksPerCode,
        },
      });
    },
  );
