import { createCipheriv, createECDH, createHmac, ECDH } from 'node:crypto';

/** Where a browser is woken, and the keys that only it can read with: what `PushManager.subscribe` gives a page. */
export interface Subscription {
  readonly endpoint: string;
  /** Its public key, and a secret it shares with whoever may write to it; both base64url. */
  readonly p256dh: string;
  readonly auth: string;
}

const RECORD_BYTES = 4_096;
const TAG_BYTES = 16;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** Ends the last record of a message (RFC 8188, 2). */
const LAST = Buffer.from([2]);

/** The body of a push message: one record that only this browser can read (RFC 8291; RFC 8188, aes128gcm). */
export const encrypt = (
  text: string,
  { p256dh, auth }: Pick<Subscription, 'p256dh' | 'auth'>,
  bytes: (count: number) => Uint8Array,
): Buffer => {
  const plain = Buffer.from(text, 'utf8');
  const longest = RECORD_BYTES - TAG_BYTES - LAST.length;
  if (plain.length > longest) throw new RangeError(`a push message has at most ${String(longest)} bytes`);
  const salt = Buffer.from(bytes(SALT_BYTES));
  const own = createECDH('prime256v1');
  own.setPrivateKey(bytes(KEY_BYTES));
  const theirs = Buffer.from(p256dh, 'base64url');
  const shared = own.computeSecret(theirs);

  const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, own.getPublicKey()]);
  const material = derive(Buffer.from(auth, 'base64url'), shared, info, 32);
  const key = derive(salt, material, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(salt, material, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(plain), cipher.update(LAST), cipher.final(), cipher.getAuthTag()]);

  const recordSize = Buffer.alloc(4);
  recordSize.writeUInt32BE(RECORD_BYTES);
  const sender = own.getPublicKey();
  return Buffer.concat([salt, recordSize, Buffer.from([sender.length]), sender, body]);
};

/** HKDF (RFC 5869) of at most one block. */
const derive = (salt: Buffer, material: Buffer, info: Buffer, length: number): Buffer => {
  const key = createHmac('sha256', salt).update(material).digest();
  return createHmac('sha256', key)
    .update(info)
    .update(Buffer.from([1]))
    .digest()
    .subarray(0, length);
};

const POINT_BYTES = 65;
const AUTH_BYTES = 16;

/** Whether the keys are keys: a point on P-256, and sixteen bytes. What is not could never be written to. */
export const areSubscriptionKeys = ({ p256dh, auth }: Pick<Subscription, 'p256dh' | 'auth'>): boolean => {
  const point = Buffer.from(p256dh, 'base64url');
  if (point.length !== POINT_BYTES || Buffer.from(auth, 'base64url').length !== AUTH_BYTES) return false;
  try {
    ECDH.convertKey(point, 'prime256v1');
    return true;
  } catch {
    return false;
  }
};
