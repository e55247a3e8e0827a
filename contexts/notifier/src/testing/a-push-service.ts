import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export { aBrowser as aPhone } from '@espresso/push/testing';

/** A push service on this machine, spoken to over HTTP as any other. */
export interface PushService {
  readonly url: string;
  /** The bodies it was sent, oldest first, whatever it answered. */
  readonly taken: readonly Buffer[];
  readonly topics: readonly string[];
  /** Answers with this status from now on. */
  answer(status: number): void;
  close(): void;
}

export const aPushService = async (): Promise<PushService> => {
  const taken: Buffer[] = [];
  const topics: string[] = [];
  let status = 201;
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      taken.push(Buffer.concat(pieces));
      topics.push(String(request.headers['topic']));
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return {
    url: `http://127.0.0.1:${String(port)}/push`,
    taken,
    topics,
    answer: (next) => {
      status = next;
    },
    close: () => server.close(),
  };
};
