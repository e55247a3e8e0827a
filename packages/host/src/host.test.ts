import {
  accept,
  correlates,
  defineContext,
  defineEvent,
  defineFunction,
  defineTable,
  defineWorkflow,
  executionStatusChanged,
  on,
  onEffect,
  refuse,
  secret,
  serve,
  startOn,
  type ContextDefinition,
} from '@espresso/contract';
import { openTestHost, type TestHost } from '@espresso/testing';
import { expect, test } from 'vitest';
import { z } from 'zod';

const letterId = correlates(z.string());

const posted = defineEvent({
  owner: 'post',
  detailType: 'Post.Posted',
  version: 1,
  detail: z.object({ letterId, text: z.string() }),
  example: { letterId: 'l1', text: 'hello' },
  sentence: ({ text }) => `A letter was posted: ${text}`,
});
const waiting = defineEvent({
  owner: 'post',
  detailType: 'Post.Waiting',
  version: 1,
  detail: z.object({ letterId, taskToken: secret(z.string()) }),
  example: { letterId: 'l1', taskToken: 't' },
  sentence: () => 'The letter waits to be stamped.',
});
const delivered = defineEvent({
  owner: 'post',
  detailType: 'Post.Delivered',
  version: 1,
  detail: z.object({ letterId, weight: z.number() }),
  example: { letterId: 'l1', weight: 5 },
  sentence: ({ weight }) => `Delivered: ${String(weight)} g.`,
});

const letters = defineTable({
  owner: 'post',
  name: 'letters',
  purpose: 'Letters, and the token that stamps them',
  item: z.object({ letterId: z.string(), taskToken: z.string().optional(), seen: z.number().optional() }),
  partitionKey: { name: 'letterId', type: 'S' },
});

const weigh = defineFunction({
  owner: 'post',
  name: 'weigh',
  purpose: 'How heavy is it?',
  input: z.object({ text: z.string() }),
  output: z.object({ weight: z.number() }),
  errors: ['TooHeavy'],
});

const workflow = defineWorkflow({
  owner: 'post',
  name: 'Letter',
  purpose: 'Brings a letter to its reader',
  placeholders: { weigh },
  definition: {
    QueryLanguage: 'JSONata',
    StartAt: 'Weigh',
    States: {
      Weigh: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: '${weigh}', Payload: { text: '{% $states.input.detail.text %}' } },
        Assign: { letterId: '{% $states.input.detail.letterId %}', weight: '{% $states.result.Payload.weight %}' },
        Next: 'Wait for the stamp',
      },
      'Wait for the stamp': {
        Type: 'Task',
        Resource: 'arn:aws:states:::events:putEvents.waitForTaskToken',
        Arguments: {
          Entries: [
            {
              Source: 'espresso.post',
              DetailType: 'Post.Waiting',
              Detail: { letterId: '{% $letterId %}', taskToken: '{% $states.context.Task.Token %}' },
            },
          ],
        },
        TimeoutSeconds: 60,
        Next: 'Tell',
      },
      Tell: {
        Type: 'Task',
        Resource: 'arn:aws:states:::events:putEvents',
        Arguments: {
          Entries: [
            {
              Source: 'espresso.post',
              DetailType: 'Post.Delivered',
              Detail: { letterId: '{% $letterId %}', weight: '{% $weight %}' },
            },
          ],
        },
        End: true,
      },
    },
  },
});

interface Postman {
  readonly mailed: string[];
  readonly failures: { left: number };
  readonly context: ContextDefinition;
}

const aPost = (): Postman => {
  const mailed: string[] = [];
  const failures = { left: 0 };
  const context = defineContext({
    name: 'post',
    purpose: 'Letters',
    publishes: [posted, waiting, delivered],
    tables: [letters],
    workflows: [workflow],
    serves: [
      serve(weigh, ({ text }) =>
        Promise.resolve(
          text.length > 20 ? refuse('TooHeavy', { detail: 'too long' }) : accept({ reply: { weight: text.length } }),
        ),
      ),
    ],
    subscribes: {
      start: startOn(posted, workflow),
      onWaiting: on([waiting], ({ detail }) => {
        const { letterId: id, taskToken } = detail;
        return Promise.resolve(accept({ write: [letters.put({ letterId: id, taskToken })] }));
      }),
      onDelivered: on([delivered], ({ detail }) => {
        if (failures.left > 0) {
          failures.left--;
          throw new Error('no ink');
        }
        const update = letters.update({ letterId: detail.letterId }, 'ADD seen :one', { values: { ':one': 1 } });
        return Promise.resolve(accept({ write: [update] }));
      }),
      mail: onEffect([delivered], ({ detail }, key) => {
        mailed.push(`${detail.letterId} ${key}`);
        return Promise.resolve();
      }),
    },
  });
  return { mailed, failures, context };
};

const stamp = async (host: TestHost, letter: string): Promise<boolean> => {
  const outcome = await host.host.command(async (work) => {
    const item = await work.get(letters, { letterId: letter });
    if (item?.taskToken === undefined) return refuse('unknown');
    const { taskToken } = item;
    return accept({ reply: 'stamped', resume: [{ type: 'success', taskToken, output: {}, otherwise: 'too-late' }] });
  });
  await host.host.settle();
  return outcome.accepted;
};

test('an event starts a workflow that waits, is resumed by its token, and tells of its end', async () => {
  const post = aPost();
  const host = await openTestHost({ contexts: [post.context] });
  await host.publish(posted({ letterId: 'l1', text: 'hello' }));
  expect(host.executions()).toMatchObject([{ status: 'RUNNING', waitsIn: ['Wait for the stamp'] }]);
  expect(await stamp(host, 'l1')).toBe(true);
  expect(host.executions()).toMatchObject([{ status: 'SUCCEEDED' }]);
  expect(host.events().map((event) => event['detail-type'])).toEqual(['Post.Posted', 'Post.Waiting', 'Post.Delivered']);
  expect((await host.read(letters, { letterId: 'l1' }))?.seen).toBe(1);
});

test('every event of a conversation carries its thread and its cause', async () => {
  const host = await openTestHost({ contexts: [aPost().context] });
  await host.publish(posted({ letterId: 'l1', text: 'hello' }));
  const [first, second] = host.events();
  expect(first?.detail['metadata']).toEqual({ correlationId: 'l1', version: 1 });
  expect(second?.detail['metadata']).toEqual({ correlationId: 'l1', causationId: first?.id, version: 1 });
});

test('a token resumes once: the second stamp is too late', async () => {
  const host = await openTestHost({ contexts: [aPost().context] });
  await host.publish(posted({ letterId: 'l1', text: 'hello' }));
  expect([await stamp(host, 'l1'), await stamp(host, 'l1')]).toEqual([true, false]);
  expect(host.events('Post.Delivered')).toHaveLength(1);
});

test('nobody came: the wait times out at its time, and the failed execution is an event', async () => {
  const host = await openTestHost({ contexts: [aPost().context] });
  await host.publish(posted({ letterId: 'l1', text: 'hello' }));
  await host.advance(59_999);
  expect(host.executions()[0]?.status).toBe('RUNNING');
  await host.advance(1);
  expect(host.executions()[0]?.status).toBe('FAILED');
  expect(host.events(executionStatusChanged.detailType)[0]?.detail).toMatchObject({
    status: 'FAILED',
    error: 'States.Timeout',
  });
});

test('a function that refuses fails its task with the error it named', async () => {
  const host = await openTestHost({ contexts: [aPost().context] });
  await host.publish(posted({ letterId: 'l1', text: 'a letter that is far too long' }));
  expect(host.events(executionStatusChanged.detailType)[0]?.detail).toMatchObject({ error: 'TooHeavy' });
});

test('a crash between any two steps loses nothing that was acknowledged and does nothing twice', async () => {
  const post = aPost();
  const host = await openTestHost({ contexts: [post.context] });
  await host.publish(posted({ letterId: 'l1', text: 'hello' }));
  await host.crash();
  expect(await stamp(host, 'l1')).toBe(true);
  await host.crash();
  await host.advance(120_000);
  expect(host.events('Post.Delivered')).toHaveLength(1);
  expect((await host.read(letters, { letterId: 'l1' }))?.seen).toBe(1);
});

test('a handler that fails is tried again without holding up the others', async () => {
  const post = aPost();
  const host = await openTestHost({ contexts: [post.context] });
  post.failures.left = 2;
  await host.publish(posted({ letterId: 'l1', text: 'hello' }));
  await stamp(host, 'l1');
  expect((await host.read(letters, { letterId: 'l1' }))?.seen).toBeUndefined();
  await host.advance(600_000);
  expect((await host.read(letters, { letterId: 'l1' }))?.seen).toBe(1);
});

test('a delivery that never goes well becomes a dead letter, and can be redriven', async () => {
  const post = aPost();
  const host = await openTestHost({ contexts: [post.context] });
  post.failures.left = 1_000;
  await host.publish(posted({ letterId: 'l1', text: 'hello' }));
  await stamp(host, 'l1');
  await host.advance(4 * 3_600_000);
  const dead = host.host.operations.deadLetters({ limit: 10 });
  expect(dead).toMatchObject([{ rule: 'post.onDelivered', error: { message: 'no ink' } }]);
  post.failures.left = 0;
  expect(await host.host.operations.redrive(dead, 'ana')).toBe(1);
  // Who did it is in the log.
  expect(host.events('Host.DeadLettersRedriven')).toMatchObject([
    { source: 'espresso.host', detail: { by: 'ana', deliveries: [{ eventId: dead[0]?.eventId }] } },
  ]);
  await host.advance(1);
  expect((await host.read(letters, { letterId: 'l1' }))?.seen).toBe(1);
  expect(host.host.operations.deadLetters({ limit: 10 })).toEqual([]);
});

test('an effect outside the store runs after the commit, with a key that stays the same', async () => {
  const post = aPost();
  const host = await openTestHost({ contexts: [post.context] });
  await host.publish(posted({ letterId: 'l1', text: 'hello' }));
  await stamp(host, 'l1');
  await host.advance(1);
  expect(post.mailed).toHaveLength(1);
  await host.advance(600_000);
  expect(post.mailed).toHaveLength(1);
});

test('the same command with the same idempotency key is done once and answered twice', async () => {
  const host = await openTestHost({ contexts: [aPost().context] });
  const command = () =>
    host.host.command(
      (work) => Promise.resolve(accept({ reply: work.ids.next(), emit: [posted({ letterId: 'l1', text: 'x' })] })),
      {
        idempotency: { scope: 'ana', key: 'k1', fingerprint: 'post' },
      },
    );
  const [first, second] = [await command(), await command()];
  expect(second).toMatchObject({ accepted: true, reply: first.accepted ? first.reply : '' });
  expect(host.events('Post.Posted')).toHaveLength(1);
});

test('an idempotency key used for another command is a mistake', async () => {
  const host = await openTestHost({ contexts: [aPost().context] });
  const send = (fingerprint: string) =>
    host.host.command(() => Promise.resolve(accept({})), { idempotency: { scope: 'ana', key: 'k1', fingerprint } });
  await send('one');
  await expect(send('another')).rejects.toThrow('was used for another command');
});

test('a refusal writes nothing, but what it tells of happened', async () => {
  const host = await openTestHost({ contexts: [aPost().context] });
  const outcome = await host.host.command(() =>
    Promise.resolve(refuse('no-stamp', { emit: [delivered({ letterId: 'l9', weight: 1 })] })),
  );
  expect(outcome).toMatchObject({ accepted: false, reason: 'no-stamp' });
  await host.host.settle();
  expect(host.events()).toHaveLength(1);
});

test('one failing unit of work rolls back alone', async () => {
  const host = await openTestHost({ contexts: [aPost().context] });
  const write = (letter: string, fail: boolean) =>
    host.host.command(() => {
      if (fail) throw new Error('broken pen');
      return Promise.resolve(accept({ write: [letters.create({ letterId: letter })] }));
    });
  const results = await Promise.allSettled([write('a', false), write('b', true), write('c', false)]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await host.read(letters, { letterId: 'c' })).toBeDefined();
  expect(await host.read(letters, { letterId: 'b' })).toBeUndefined();
});

test('commands that wait together share one flush', async () => {
  const host = await openTestHost({ contexts: [aPost().context] });
  const before = host.host.operations.figures().flushes;
  await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      host.host.command(() => Promise.resolve(accept({ write: [letters.create({ letterId: String(n) })] }))),
    ),
  );
  expect(host.host.operations.figures().flushes - before).toBe(1);
});

test('a replay sends a stretch of the archive to one rule again, marked, and starts nothing twice', async () => {
  const post = aPost();
  const host = await openTestHost({ contexts: [post.context] });
  await host.publish(posted({ letterId: 'l1', text: 'hello' }));
  await stamp(host, 'l1');
  await host.advance(1);
  const replay = { name: 'again', fromMs: 0, toMs: host.clock.now() + 1, rules: ['post.start', 'post.onDelivered'] };
  await host.host.operations.replay(replay);
  await host.advance(1);
  expect(host.host.operations.replays(1)).toMatchObject([{ state: 'COMPLETED', sent: 4 }]);
  expect(host.executions()).toHaveLength(1);
  // Delivered once more to the handler (it counts what it is told), to nobody else.
  expect((await host.read(letters, { letterId: 'l1' }))?.seen).toBe(2);
  expect(post.mailed).toHaveLength(1);
});

test('two versions of an event live side by side, each stamped and read as what it is', async () => {
  const heard: unknown[] = [];
  const [old, fresh] = [1, 2].map((version) =>
    defineEvent({
      owner: 'bell',
      detailType: 'Bell.Rang',
      version,
      detail: version === 1 ? z.object({ times: z.number() }) : z.object({ strokes: z.number() }),
      example: version === 1 ? { times: 1 } : { strokes: 1 },
      sentence: () => 'The bell rang.',
    }),
  );
  if (old === undefined || fresh === undefined) throw new TypeError('two versions');
  const bell = defineContext({
    name: 'bell',
    purpose: 'Rings',
    publishes: [old, fresh],
    subscribes: {
      hear: on([old, fresh], ({ metadata, detail }) => {
        heard.push([metadata.version, detail]);
        return Promise.resolve(accept());
      }),
    },
  });
  const host = await openTestHost({ contexts: [bell] });
  await host.publish(old({ times: 3 }), fresh({ strokes: 4 }));
  expect(heard).toEqual([
    [1, { times: 3 }],
    [2, { strokes: 4 }],
  ]);
});
