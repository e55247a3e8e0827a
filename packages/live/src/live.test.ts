import { seededRandom } from '@espresso/kernel';
import fc from 'fast-check';
import { get } from 'node:http';
import { afterEach, expect, test, vi } from 'vitest';
import { follow, type Following } from './client/index.ts';
import { liveServer, type LiveServer } from './testing/live-server.ts';

const open: { close(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

const aServer = async (...options: Parameters<typeof liveServer>): Promise<LiveServer> => {
  const server = await liveServer(...options);
  open.push(server);
  return server;
};

/** Follows a channel and keeps what it is told. */
const aReader = (server: LiveServer, channel: string, more: Partial<Following> = {}) => {
  const told: unknown[] = [];
  const resets: number[] = [];
  const states: string[] = [];
  const stop = new AbortController();
  const ended = follow(`${server.url}/${channel}`, {
    signal: stop.signal,
    random: seededRandom(1),
    onUpdate: (message) => told.push(message),
    onReset: (position) => resets.push(position),
    onState: ({ state }) => states.push(state),
    ...more,
  });
  open.push({
    close: async () => {
      stop.abort();
      await ended;
    },
  });
  return { told, resets, states, ended };
};

const texts = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => `m${from + at}`);
const append = (server: LiveServer, channel: string, from: number, to: number) => {
  for (const text of texts(from, to)) server.log.append({ channel, text });
};
/** Waits for something that is about to be so. */
const until = (claim: () => void) => vi.waitFor(claim, { timeout: 10_000, interval: 5 });

test('whoever comes late is told what they missed, then what happens, of their channel alone', async () => {
  const server = await aServer({ limits: { pageEvents: 7 } });
  append(server, 'board', 1, 40);
  append(server, 'queue', 41, 60);
  const board = aReader(server, 'board', { after: 0 });
  await until(() => expect(board.told).toHaveLength(40));
  append(server, 'queue', 61, 61);
  append(server, 'board', 62, 63);
  await until(() => expect(board.told).toEqual([...texts(1, 40), 'm62', 'm63']));
});

test('without a place to go on from, a reader is told only what happens from now on', async () => {
  const server = await aServer();
  append(server, 'board', 1, 5);
  const board = aReader(server, 'board');
  await until(() => expect(server.hub.readers).toBe(1));
  append(server, 'board', 6, 6);
  await until(() => expect(board.told).toEqual(['m6']));
});

test('however often the connection breaks, every message arrives once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ appended: fc.integer({ min: 1, max: 30 }), cut: fc.boolean() }), {
        minLength: 3,
        maxLength: 12,
      }),
      fc.integer({ min: 1, max: 10 }),
      async (rounds, pageEvents) => {
        const server = await liveServer({ limits: { pageEvents } });
        const stop = new AbortController();
        const told: unknown[] = [];
        const ended = follow(`${server.url}/board`, {
          after: 0,
          signal: stop.signal,
          random: { next: () => 0 },
          onUpdate: (message) => told.push(message),
          // The wait between two tries is the client's; here the server's word for it is cut to nothing.
          fetch: async (input, init) => shortRetry(await fetch(input, init)),
        });
        let last = 0;
        for (const { appended, cut } of rounds) {
          append(server, 'board', last + 1, last + appended);
          last += appended;
          if (cut) server.cut();
          await new Promise((resolve) => setImmediate(resolve));
        }
        await until(() => expect(told).toHaveLength(last));
        expect(told).toEqual(texts(1, last));
        stop.abort();
        await ended;
        await server.close();
      },
    ),
    { numRuns: 15 },
  );
});

/** The same reply, with the time to come back set to a millisecond. */
const shortRetry = (response: Response): Response =>
  new Response(
    response.body
      ?.pipeThrough(new TextDecoderStream())
      .pipeThrough(
        new TransformStream<string, string>({
          transform: (piece, controller) => controller.enqueue(piece.replace('retry: 1000', 'retry: 1')),
        }),
      )
      .pipeThrough(new TextEncoderStream()),
    response,
  );

test('who missed more than is told starts anew: one reset, then what happens after it', async () => {
  const server = await aServer({ limits: { behindMax: 10 } });
  append(server, 'board', 1, 50);
  const board = aReader(server, 'board', { after: 1 });
  await until(() => expect(board.resets).toEqual([50]));
  append(server, 'board', 51, 52);
  await until(() => expect(board.told).toEqual(['m51', 'm52']));
});

test('what the log has forgotten is not passed over in silence', async () => {
  const server = await aServer();
  append(server, 'board', 1, 9);
  server.log.forget(5);
  const lost = aReader(server, 'board', { after: 3 });
  const fine = aReader(server, 'board', { after: 5 });
  await until(() => expect(fine.told).toEqual(texts(6, 9)));
  await until(() => expect(lost.resets).toEqual([9]));
  expect(fine.resets).toEqual([]);
});

test('a reader from a log that was longer than this one starts anew', async () => {
  const server = await aServer();
  append(server, 'board', 1, 2);
  const board = aReader(server, 'board', { after: 900 });
  await until(() => expect(board.resets).toEqual([2]));
  append(server, 'board', 3, 3);
  await until(() => expect(board.told).toEqual(['m3']));
});

test('a reader on a quiet channel learns how far the log has come, and need not read it all again', async () => {
  const server = await aServer();
  const quiet = aReader(server, 'quiet', { after: 0, random: { next: () => 0 } });
  await until(() => expect(server.hub.readers).toBe(1));
  append(server, 'board', 1, 30);
  await server.hub.beat();
  append(server, 'quiet', 31, 31);
  await until(() => expect(quiet.told).toEqual(['m31']));
  const before = server.log.reads;
  server.cut();
  await until(() => expect(quiet.states.filter((state) => state === 'open')).toHaveLength(2));
  await until(() => expect(server.hub.readers).toBe(1));
  // It came back at 31, where the log ends: nothing had to be read.
  expect(server.log.reads).toBe(before + 1);
});

test('who does not read is dropped at the bound, and nobody else notices', async () => {
  const server = await aServer({ limits: { unreadBytesMax: 100_000 } });
  const request = get(`${server.url}/everything`, (response) => response.pause());
  request.on('error', () => undefined);
  open.push({ close: () => void request.destroy() });
  const reader = aReader(server, 'everything');
  await until(() => expect(server.hub.readers).toBe(2));
  const big = 'x'.repeat(50_000);
  // More than a kernel's buffers hold on both sides.
  for (let sent = 0; sent < 400; sent++) {
    server.log.append({ channel: 'board', text: `${sent}${big}` });
    if (sent % 5 === 0) await new Promise((resolve) => setImmediate(resolve));
    await until(() => expect(reader.told).toHaveLength(sent + 1));
  }
  expect(server.hub.readers).toBe(1);
});

test('whoever may not read any more is cut off with the next heartbeat', async () => {
  let allowed = true;
  const server = await aServer({ reading: { mayStillRead: () => Promise.resolve(allowed) } });
  aReader(server, 'board');
  await until(() => expect(server.hub.readers).toBe(1));
  await server.hub.beat();
  expect(server.hub.readers).toBe(1);
  allowed = false;
  await server.hub.beat();
  expect(server.hub.readers).toBe(0);
});

test('readers are limited, in all and of one holder', async () => {
  const one = await aServer({ reading: { holder: { key: 'ana', readersMax: 2 } } });
  const sink = { write: () => undefined, unreadBytes: 0, drained: () => Promise.resolve(true) };
  const quiet = { ...sink, end: () => undefined, drop: () => undefined, onGone: () => undefined };
  const reading = { channel: 'board', sink: quiet, holder: { key: 'ana', readersMax: 2 } };
  const opened = [one.hub.open(reading), one.hub.open(reading)];
  expect(one.hub.open(reading)).toEqual({ opened: false, reason: 'too-many-of-yours' });
  for (const reader of opened) if (reader.opened) reader.close();
  expect(one.hub.open(reading)).toMatchObject({ opened: true });
  const full = await aServer({ limits: { readersMax: 1 } });
  full.hub.open(reading);
  expect(full.hub.open(reading)).toEqual({ opened: false, reason: 'too-many-readers' });
});

test('a conversation is found by the index of the log', async () => {
  const server = await aServer({ reading: { correlationId: 'board' } });
  append(server, 'queue', 1, 20);
  append(server, 'board', 21, 22);
  const reader = aReader(server, 'everything', { after: 0 });
  await until(() => expect(reader.told).toEqual(['m21', 'm22']));
});

test('a refusal ends it, and says why', async () => {
  const refused = await follow('http://127.0.0.1/', {
    onUpdate: () => undefined,
    fetch: () => Promise.resolve(Response.json({ type: '/problems/not-allowed' }, { status: 403 })),
  });
  expect(refused).toEqual({ status: 403, problem: { type: '/problems/not-allowed' } });
});

test('a server that is away is waited for', async () => {
  let tries = 0;
  const states: string[] = [];
  const stop = new AbortController();
  await follow('http://127.0.0.1/', {
    signal: stop.signal,
    random: { next: () => 0 },
    onUpdate: () => undefined,
    onState: ({ state }) => {
      states.push(state);
      if (state === 'open') stop.abort();
    },
    fetch: () => (++tries === 1 ? Promise.reject(new TypeError('fetch failed')) : Promise.resolve(new Response(''))),
  });
  expect(states).toEqual(['connecting', 'waiting', 'connecting', 'open', 'stopped']);
});
