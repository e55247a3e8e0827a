import { pushTo, readPushKeys, type Push } from '@espresso/push';
import { keyFor } from '@espresso/sealed';
import type { Clock } from '@espresso/kernel';
import { randomBytes } from 'node:crypto';
import type { Settings } from './settings.ts';

/** Wakes browsers, under a name of its own. */
export interface PushSender {
  readonly publicKey: string;
  readonly send: Push;
}

/** Sends push messages under a key that follows from the installation's secret: made with it at the first start, and nothing more to keep. */
export const pushFor = ({
  pepper,
  contact,
  clock,
}: {
  readonly pepper: string;
  readonly contact: string;
  readonly clock: Clock;
}): PushSender => {
  const keys = readPushKeys(keyFor(pepper, 'push'));
  return { publicKey: keys.publicKey, send: pushTo({ keys, contact, clock, bytes: randomBytes }) };
};

/** Where push services reach whoever runs this bar (RFC 8292, 2.1). */
export const contactOf = ({ publicUrl, mailFrom }: Pick<Settings, 'publicUrl' | 'mailFrom'>): string => {
  if (publicUrl?.startsWith('https:') === true) return publicUrl;
  const address = /<([^<>\s]+)>/.exec(mailFrom)?.[1] ?? mailFrom.trim();
  return `mailto:${address}`;
};
