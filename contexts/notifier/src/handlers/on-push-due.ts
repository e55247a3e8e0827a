import { onEffect } from '@espresso/contract';
import { parseJson } from '@espresso/kernel';
import { z } from 'zod';
import { pushDue } from '../contract/index.ts';
import { subscription } from '../tables.ts';
import { language } from '../words/index.ts';
import type { Parts } from './parts.ts';

const sealedPush = z.object({
  to: subscription,
  notice: z.object({ title: z.string(), text: z.string(), language, orderId: z.string() }),
});

/**
 * Wakes the phone. Tried again it says the same under the same topic and tag, which the push service and the phone each replace: nobody is
 * told twice. Whoever listens no more is let go.
 */
export const onPushDue = ({ seal, push, now }: Parts) =>
  onEffect([pushDue], async ({ detail, replayName }) => {
    const goodForSeconds = Math.floor((detail.goodUntilMs - now()) / 1_000);
    if (replayName !== undefined || goodForSeconds <= 0) return;
    const { to, notice } = sealedPush.parse(parseJson(seal.open(detail.sealed)));
    await push(to, { text: JSON.stringify(notice), topic: detail.orderId, goodForSeconds });
  });
