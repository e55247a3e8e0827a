import type { KeyValues } from '@espresso/tables';
import { jsonSpace, keyOf, sortable, startingWith } from '../store/json-space.ts';
import type { View } from '../work/layer.ts';

/** A queue of messages: a rule's target, or where its dead letters go. */
export interface QueueRow {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdMs: number;
  /** Settings by their SQS names, as texts. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** A message in a queue. */
export interface Message {
  readonly id: string;
  readonly body: string;
  /** Attributes of type String. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly sentMs: number;
  /** Hidden until then: a receiver has it. */
  readonly visibleMs: number;
  readonly receivedCount: number;
  readonly firstReceivedMs?: number;
}

const queues = jsonSpace<QueueRow>('queues');
const messages = jsonSpace<Message>('queue-messages');

export const readQueue = (view: View, name: string): QueueRow | undefined => view.get(queues, name);

export const writeQueue = (store: KeyValues, row: QueueRow): void => store.put(queues, row.name, row);

export const listQueues = (view: View): readonly QueueRow[] => [...view.range(queues, {})].map(([, row]) => row);

/** A queue comes to be when it is first named. */
export const ensureQueue = (store: KeyValues, name: string, nowMs: number): void => {
  if (readQueue(store, name) === undefined) writeQueue(store, { name, createdMs: nowMs, attributes: {} });
};

/** The queue an ARN names. */
export const queueNamed = (arn: string): string | undefined =>
  /^arn:aws:sqs:[^:]*:[^:]*:([A-Za-z0-9_.-]{1,80})$/.exec(arn)?.[1];

export const sendMessage = (
  store: KeyValues,
  queue: string,
  message: Pick<Message, 'id' | 'body' | 'attributes'> & { readonly nowMs: number; readonly delayMs?: number },
): void => {
  const { id, body, attributes, nowMs, delayMs = 0 } = message;
  ensureQueue(store, queue, nowMs);
  const kept: Message = { id, body, attributes, sentMs: nowMs, visibleMs: nowMs + delayMs, receivedCount: 0 };
  store.put(messages, keyOf(queue, sortable(nowMs), id), kept);
};

/** Messages of a queue that can be seen, oldest first, hidden from now on for a while. */
export const receiveMessages = (
  store: KeyValues,
  queue: string,
  { nowMs, limit, hiddenMs }: { readonly nowMs: number; readonly limit: number; readonly hiddenMs: number },
): readonly (readonly [key: string, message: Message])[] => {
  const found: [string, Message][] = [];
  for (const [key, message] of store.range(messages, startingWith(queue))) {
    if (message.visibleMs > nowMs) continue;
    const { receivedCount, firstReceivedMs = nowMs } = message;
    found.push([key, { ...message, visibleMs: nowMs + hiddenMs, receivedCount: receivedCount + 1, firstReceivedMs }]);
    if (found.length === limit) break;
  }
  for (const [key, message] of found) store.put(messages, key, message);
  return found;
};

export const readMessage = (view: View, key: string): Message | undefined => view.get(messages, key);

export const writeMessage = (store: KeyValues, key: string, message: Message): void =>
  store.put(messages, key, message);

export const deleteMessage = (store: KeyValues, key: string): void => store.delete(messages, key);

export const queueMessages = (view: View, queue: string): readonly (readonly [key: string, message: Message])[] => [
  ...view.range(messages, startingWith(queue)),
];

/** Removes a queue's messages. */
export const purgeQueue = (store: KeyValues, queue: string): void => {
  for (const [key] of [...queueMessages(store, queue)]) store.delete(messages, key);
};

export const dropQueue = (store: KeyValues, name: string): void => {
  purgeQueue(store, name);
  store.delete(queues, name);
};
