import { accept, route, type ServedRoute } from '@espresso/contract';
import { z } from 'zod';
import type { Parts } from './parts.ts';

/** How this bar can tell somebody who is not looking. */
export const showChannels = ({ publicKey, canMail }: Parts): ServedRoute =>
  route(
    {
      method: 'GET',
      path: '/api/notices',
      summary:
        'How this bar can tell you that your order is ready: by push, and by e-mail where a mail server is known.',
      access: ['anyone'],
      params: z.unknown(),
      query: z.unknown(),
      body: z.unknown(),
      reply: z.object({
        /** For `PushManager.subscribe`. */
        publicKey: z.string(),
        mail: z.boolean(),
      }),
      refusals: {},
    },
    () => Promise.resolve(accept({ reply: { publicKey, mail: canMail } })),
  );
