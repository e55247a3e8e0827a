import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LiveHub } from '../hub.ts';
import type { LiveLimits } from '../limits.ts';
import type { Reading } from '../reader.ts';
import { serverSentEvents } from '../server-sent-events.ts';
import { testLog, type TestEvent, type TestLog } from './event-log.ts';

export interface LiveServer {
  readonly url: string;
  readonly log: TestLog;
  readonly hub: LiveHub<TestEvent, string>;
  /** Cuts every connection, as a bad network would. */
  cut(): void;
  close(): Promise<void>;
}

/** A hub behind real HTTP: `/CHANNEL?after=N`, `Last-Event-ID` first. */
export const liveServer = async (
  options: {
    readonly limits?: Partial<LiveLimits>;
    readonly reading?: Partial<Reading<string>>;
    readonly log?: TestLog;
  } = {},
): Promise<LiveServer> => {
  const { limits = {}, reading = {}, log = testLog() } = options;
  const hub = new LiveHub<TestEvent, string>({
    log,
    updatesFor: ({ channel, text }) => [
      { channel, message: text },
      { channel: 'everything', message: text },
    ],
    limits,
  });
  const responses = new Set<ServerResponse>();
  const server: Server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const after = request.headers['last-event-id'] ?? searchParams.get('after');
    responses.add(response);
    const opened = hub.open({
      channel: pathname.slice(1),
      sink: serverSentEvents(response),
      ...(typeof after === 'string' && { after: Number(after) }),
      ...reading,
    });
    if (!opened.opened) response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${portOf(address)}`,
    log,
    hub,
    cut: () => {
      for (const response of responses) response.destroy();
      responses.clear();
    },
    close: () => {
      hub.close();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' && address !== null ? address.port : 0;
