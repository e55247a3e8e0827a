import { onEffect } from '@espresso/contract';
import { emailCodeRequested } from '../contract/index.ts';
import type { Mailer } from '../parts.ts';
import type { Vault } from '../vault.ts';

/** Mails the code. A replay mails nobody: its codes are long used or too old. */
export const onEmailCodeRequested = (mail: Mailer, vault: Vault) =>
  onEffect([emailCodeRequested], async ({ detail, replayName }, deliveryKey) => {
    if (replayName !== undefined) return;
    const { email, code } = vault.open(detail.sealed);
    await mail.send({
      to: email,
      // The code is not in the subject, which a locked phone would show to whoever stands beside it.
      subject: 'Your code for a coffee',
      text: [
        `Your code is ${code}.`,
        '',
        `Type it on the page you ordered from. It is good for ${String(detail.minutes)} minutes, and only once.`,
        'Nobody of us will ever ask you for it.',
        '',
        'You did not ask for a code? Then do nothing: without it nobody can order in your name.',
        '',
      ].join('\n'),
      key: deliveryKey,
    });
  });
