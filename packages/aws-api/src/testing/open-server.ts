import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ContextDefinition } from '@espresso/contract';
import { Host, memoryStore, systemAlarm, type Store } from '@espresso/host';
import { secureRandom, systemClock, uuids } from '@espresso/kernel';
import { createAwsApi } from '../index.ts';

export const accessKeyId = 'AKIATESTTESTTESTTEST';
export const secretAccessKey = 'a secret for tests';

/** A real host behind a real server on this machine, at the path `/aws`. */
export interface TestServer {
  readonly host: Host;
  /** For clients of AWS's SDK. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly disableHostPrefix: true;
    readonly maxAttempts: 1;
  };
  stop(): Promise<void>;
}

export const openServer = async (
  options: {
    readonly contexts?: readonly ContextDefinition[];
    readonly store?: Store;
    /** Takes the path's front off before the API sees it, as some routers do. */
    readonly isStripped?: boolean;
  } = {},
): Promise<TestServer> => {
  const ids = uuids(systemClock);
  const host = new Host({
    contexts: options.contexts ?? [],
    store: options.store ?? memoryStore(),
    clock: systemClock,
    random: secureRandom,
    ids,
    secret: new Uint8Array(32).fill(7),
    alarm: systemAlarm(),
  });
  await host.start();
  const api = createAwsApi({
    host,
    clock: systemClock,
    ids,
    credentials: { accessKeyId, secretAccessKey },
    ...(options.isStripped === true && { strippedPath: '/aws' }),
  });
  const pathOf = (path: string): string => (options.isStripped === true ? path.replace(/^\/aws/, '') : path);
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of incoming) if (chunk instanceof Uint8Array) chunks.push(chunk);
      const headers = new Headers();
      for (const [name, value] of Object.entries(incoming.headers))
        if (typeof value === 'string') headers.set(name, value);
      const response = await api(
        new Request(`http://${incoming.headers.host ?? ''}${pathOf(incoming.url ?? '/')}`, {
          method: incoming.method ?? 'POST',
          headers,
          ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
        }),
      );
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(Buffer.from(await response.arrayBuffer()));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    host,
    client: {
      endpoint: `http://127.0.0.1:${port}/aws`,
      region: 'eu-west-1',
      credentials: { accessKeyId, secretAccessKey },
      disableHostPrefix: true,
      maxAttempts: 1,
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await host.stop();
    },
  };
};
