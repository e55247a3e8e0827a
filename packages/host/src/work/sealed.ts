import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

const TAG_BYTES = 16;
const KEY_BYTES = 32;
/** A sealing key is made of its passphrase and its context and seals one text: no nonce is ever used twice with it. */
const NONCE = Buffer.alloc(12);

const keyOf = (passphrase: string, context: string): Buffer =>
  Buffer.from(hkdfSync('sha256', passphrase, '', `espresso sealed reply ${context}`, KEY_BYTES));

/**
 * A text that only whoever has the passphrase can read, in the same context (AES-256-GCM under HKDF). One passphrase seals one
 * text in a context; it has to be one that nobody guesses.
 */
export const seal = (text: string, passphrase: string, context: string): string => {
  const cipher = createCipheriv('aes-256-gcm', keyOf(passphrase, context), NONCE);
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
};

/** The text that was sealed; undefined for another passphrase or context. */
export const openSealed = (sealed: string, passphrase: string, context: string): string | undefined => {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < TAG_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', keyOf(passphrase, context), NONCE, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  const text = decipher.update(bytes.subarray(0, bytes.length - TAG_BYTES), undefined, 'utf8');
  try {
    return text + decipher.final('utf8');
  } catch {
    // The tag does not fit: this is not the key it was sealed with.
    return undefined;
  }
};
