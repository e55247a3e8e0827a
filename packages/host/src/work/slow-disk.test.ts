import { accept, defineContext, defineEvent, onEffect, type Outcome } from '@espresso/contract';
import { fakeClock, seededIds } from '@espresso/testing';
import { seededRandom } from '@espresso/kernel';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { noAlarm } from '../alarm.ts';
import { Host } from '../host.ts';
import { memoryStore } from '../store/memory-store.ts';
import type { Store } from '../store/store.ts';

/** A flush takes its time: while it is under way, the next commit is being filled already. */

const rang = defineEvent({
  owner: 'bell',
  detailType: 'Bell.Rang',
  version: 1,
  detail: z.object({ times: z.number() }),
  example: { times: 1 },
  sentence: () => 'The bell rang.',
});

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
};

/** What a commit changes is seen once its flush is over, and not before. */
const slowStore = (flushed: () => void = () => undefined): Store => {
  const store = memoryStore();
  return {
    ...store,
    commit: async (changes) => {
      await turns(50);
      flushed();
      await store.commit(changes);
    },
  };
};

const aBell = async (store: Store) => {
  const heard: string[] = [];
  const clock = fakeClock();
  const bell = defineContext({
    name: 'bell',
    purpose: 'Rings',
    publishes: [rang],
    subscribes: {
      hear: onEffect([rang], (_, key) => {
        heard.push(key);
        return Promise.resolve();
      }),
    },
  });
  const [random, ids, secret] = [seededRandom(1), seededIds(clock, 1), new Uint8Array(32)];
  const host = new Host({ contexts: [bell], store, clock, random, ids, secret, alarm: noAlarm });
  await host.start();
  return { host, heard };
};

const ring = (host: Host, times: number): Promise<Outcome<unknown>> =>
  host.command(() => Promise.resolve(accept({ emit: [rang({ times })], reply: times })));

test('an effect is run though its event is still on its way to the disk when it is due', async () => {
  const { host, heard } = await aBell(slowStore());
  await Promise.all([ring(host, 1), ring(host, 2)]);
  for (let round = 0; round < 3; round++) {
    await host.settle();
    await turns(100);
  }
  expect(heard).toHaveLength(2);
  expect(host.operations.deliveries(10)).toEqual([]);
});

test('a replay up to now sends what is still on its way to the disk, too', async () => {
  const { host } = await aBell(slowStore());
  const replay = { name: 'again', fromMs: 0, toMs: Number.MAX_SAFE_INTEGER, rules: [] };
  await Promise.all([ring(host, 1), host.operations.replay(replay), ring(host, 2)]);
  for (let round = 0; round < 3; round++) {
    await host.settle();
    await turns(100);
  }
  // The two, and that the replay was asked for.
  expect(host.operations.replays(1)).toMatchObject([{ state: 'COMPLETED', sent: 3 }]);
});

test('whoever is in the commit behind one that fails is told, too', async () => {
  const disk = { fails: false };
  const { host } = await aBell(
    slowStore(() => {
      if (disk.fails) throw new Error('EIO');
    }),
  );
  disk.fails = true;
  // More than one commit takes: the rest is in the next one when the flush fails.
  const rings = Array.from({ length: 300 }, (_, times) => ring(host, times));
  await host.settle();
  const results = await Promise.allSettled(rings);
  expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['rejected']));
});
