import { accept, refuse } from '@espresso/contract';
import { expect, test } from 'vitest';
import { memoryStore } from '../store/memory-store.ts';
import { Committed } from './committed.ts';
import { recall, remember, type Idempotency } from './idempotency.ts';
import { Layer } from './layer.ts';

const aStore = () => new Layer(new Committed(memoryStore()));
const invite: Idempotency = { scope: 'anyone', key: 'a-key-that-nobody-guesses', fingerprint: 'post', isSecret: true };

test('a secret reply is told again to who asked for it, and cannot be read by anybody else', () => {
  const store = aStore();
  remember(store, invite, accept({ reply: { token: 'hush' } }), 5);
  expect(recall(store, invite)).toMatchObject({ type: 'repeated', outcome: { reply: { token: 'hush' } } });
  const kept = [...store.written()].flatMap(({ space, changes }) =>
    [...changes].map(([key, { value }]) => key + space.encode(value)),
  );
  expect(kept.join()).not.toContain('hush');
  expect(kept.join()).not.toContain(invite.key);
});

test('a secret reply is told to no other request, key or sender', () => {
  const store = aStore();
  remember(store, invite, accept({ reply: { token: 'hush' } }), 5);
  expect(recall(store, { ...invite, fingerprint: 'other' }).type).toBe('mistaken');
  expect(recall(store, { ...invite, key: 'another-key-of-somebody' }).type).toBe('new');
  expect(recall(store, { ...invite, scope: 'ana' }).type).toBe('new');
});

test.each([false, true])('a refusal is told again as it was told (secret: %s)', (isSecret) => {
  const store = aStore();
  const refused = refuse('code-expired', { detail: 'Too late.', data: { minutes: 5 } });
  remember(store, { ...invite, isSecret }, refused, 5);
  expect(recall(store, { ...invite, isSecret })).toEqual({ type: 'repeated', outcome: refused });
});
