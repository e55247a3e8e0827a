import { Agent, request } from 'node:http';
import { z } from 'zod';

/** Somebody with an address of their own: another one of this machine's, as phones in a hall have theirs. */
export interface Phone {
  /** @throws Error with the problem the server answered, where it was not a success */
  ask(method: string, path: string, options?: { readonly token?: string; readonly body?: unknown }): Promise<unknown>;
  hangUp(): void;
}

let phones = 0;

export const aPhone = (url: string): Phone => {
  const { hostname, port } = new URL(url);
  const localAddress = `127.0.${String(1 + (Math.floor(phones / 250) % 250))}.${String(1 + (phones++ % 250))}`;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    ask: (method, path, { token, body } = {}) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const headers = {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(text !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
        ...(method !== 'GET' && { 'idempotency-key': crypto.randomUUID() }),
      };
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const sent = request({ agent, hostname, port, path, method, headers, localAddress }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const answer = Buffer.concat(parts).toString();
          const status = response.statusCode ?? 0;
          if (status >= 200 && status < 300) resolve(answer === '' ? undefined : JSON.parse(answer));
          else reject(new Error(`${method} ${path} answered ${String(status)}: ${answer}`));
        });
      });
      sent.on('error', reject);
      sent.end(text);
      return promise;
    },
    hangUp: () => {
      agent.destroy();
    },
  };
};

export const signedIn = z.object({ token: z.string() });
export const coded = z.object({ code: z.string() });
export const ordered = z.object({ orderId: z.string() });
