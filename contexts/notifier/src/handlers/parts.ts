import type { Push } from '@espresso/push';
import type { Seal } from '@espresso/sealed';

/** What this context's handlers are handed from outside. */
export interface Parts {
  readonly seal: Seal;
  /** What browsers subscribe with; what is pushed is signed with its other half. */
  readonly publicKey: string;
  /** Whether a letter would arrive: a mail server is known. */
  readonly canMail: boolean;
  readonly push: Push;
  readonly isPushService: (endpoint: string) => boolean;
  readonly now: () => number;
}
