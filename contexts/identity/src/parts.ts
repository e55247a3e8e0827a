import type { SessionKeys } from './keys.ts';
import type { Vault } from './vault.ts';

/** A letter to a person. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same for every try at one letter: whoever delivers it can tell a second try from a second letter. */
  readonly key: string;
}

/** Whoever delivers mail. */
export interface Mailer {
  /** @throws when the mail could not be handed on; it is tried again later, with the same key */
  send(mail: Mail): Promise<void>;
}

/** What this context's handlers are handed from outside. */
export interface Parts {
  readonly keys: SessionKeys;
  readonly vault: Vault;
}
