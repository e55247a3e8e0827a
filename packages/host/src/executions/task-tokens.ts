import { Lru, parseJson } from '@espresso/kernel';
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

/** Which wait of which execution a task token stands for. */
export interface AwaitedTask {
  readonly stateMachine: string;
  readonly execution: string;
  readonly ref: string;
}

/** Makes and reads task tokens: signed, so that nobody makes one up, and stored nowhere. */
export interface TaskTokens {
  make(task: AwaitedTask): string;
  /** The task, or undefined for a text that is none of our tokens. */
  read(token: string): AwaitedTask | undefined;
}

const SIGNATURE_BYTES = 24;
const MADE_LATELY_MAX = 10_000;

export const taskTokens = (secret: Uint8Array): TaskTokens => {
  const key = createSecretKey(secret);
  const sign = (text: string): Buffer => createHmac('sha256', key).update(text).digest().subarray(0, SIGNATURE_BYTES);
  // A token made here lately needs no check of its signature.
  const made = new Lru<string, AwaitedTask>(MADE_LATELY_MAX);
  return {
    make: (task) => {
      const text = Buffer.from(JSON.stringify([task.stateMachine, task.execution, task.ref])).toString('base64url');
      const token = `${text}.${sign(text).toString('base64url')}`;
      made.set(token, task);
      return token;
    },
    read: (token) => {
      const known = made.get(token);
      if (known !== undefined) return known;
      const [text = '', signature = '', ...rest] = token.split('.');
      const given = Buffer.from(signature, 'base64url');
      if (rest.length > 0 || given.length !== SIGNATURE_BYTES || !timingSafeEqual(given, sign(text))) return undefined;
      const parts = parseJson(Buffer.from(text, 'base64url').toString());
      if (!Array.isArray(parts)) return undefined;
      const [stateMachine, execution, ref] = parts.map((part) => (typeof part === 'string' ? part : ''));
      if (stateMachine === undefined || execution === undefined || ref === undefined) return undefined;
      return { stateMachine, execution, ref };
    },
  };
};
