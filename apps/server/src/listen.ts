import { EspressoError } from '@espresso/kernel';
import { getRequestListener } from '@hono/node-server';
import { createServer, type Server } from 'node:http';
import type { App } from './http/app.ts';

/** Nothing can listen at this address. */
export class CannotListen extends EspressoError {}

/** A server that listens. */
export interface Listening {
  readonly address: string;
  readonly port: number;
  /** Takes no new connections, and ends those there are: idle ones at once, busy ones when they are done or time is up. */
  close(withinMs: number): Promise<void>;
}

/** A request that is not all here by then is dropped: slow senders hold nothing. */
const HEADERS_WITHIN_MS = 10_000;
const REQUEST_WITHIN_MS = 30_000;

/** @throws CannotListen */
export const listen = async (
  fetch: App['fetch'],
  { port, host }: { readonly port: number; readonly host?: string },
): Promise<Listening> => {
  const listener = getRequestListener((request, env) => fetch(request, env), { overrideGlobalObjects: false });
  const server = createServer(
    { headersTimeout: HEADERS_WITHIN_MS, requestTimeout: REQUEST_WITHIN_MS, keepAliveTimeout: 30_000 },
    (incoming, outgoing) => void listener(incoming, outgoing),
  );
  await opened(server, port, host);
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new CannotListen('The server has no address.');
  return {
    address: address.address,
    port: address.port,
    close: async (withinMs) => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), withinMs);
      await closed;
      clearTimeout(timer);
    },
  };
};

const opened = (server: Server, port: number, host: string | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(new CannotListen(sentenceFor(cause, port, host), { cause })),
    );
    server.listen({ port, ...(host !== undefined && { host }) }, resolve);
  });

const sentenceFor = ({ code, message }: NodeJS.ErrnoException, port: number, host: string | undefined): string => {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use by another program; stop it, or choose another port with --port.`;
    case 'EACCES':
      return `Port ${port} may not be opened by this user; choose one above 1023 with --port.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host ?? ''}; choose another with --host.`;
    case undefined:
    default:
      return `The server cannot listen on port ${port}: ${message}.`;
  }
};
