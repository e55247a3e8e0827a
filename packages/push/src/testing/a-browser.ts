import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import type { Subscription } from '../encrypt.ts';

/** The other end: a browser that subscribed, and reads what is pushed to it (RFC 8291, 3; RFC 8188, 2). */
export const aBrowser = (endpoint: string): { subscription: Subscription; read(body: Buffer): string } => {
  const pair = createECDH('prime256v1');
  const own = pair.generateKeys();
  const auth = randomBytes(16);
  return {
    subscription: { endpoint, p256dh: own.toString('base64url'), auth: auth.toString('base64url') },
    read: (body) => {
      const salt = body.subarray(0, 16);
      const senderEnd = 21 + (body[20] ?? 0);
      const sender = body.subarray(21, senderEnd);
      const record = body.subarray(senderEnd);
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), own, sender]);
      const material = hkdfSync('sha256', pair.computeSecret(sender), auth, info, 32);
      const part = (name: string, length: number) =>
        Buffer.from(hkdfSync('sha256', new Uint8Array(material), salt, `Content-Encoding: ${name}\0`, length));
      const decipher = createDecipheriv('aes-128-gcm', part('aes128gcm', 16), part('nonce', 12));
      decipher.setAuthTag(record.subarray(-16));
      const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
      return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8');
    },
  };
};
