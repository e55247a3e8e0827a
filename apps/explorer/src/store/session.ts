import type { Api } from '@espresso/ui/api';
import type { Ids } from '@espresso/kernel';
import { signal, type Signal } from '@preact/signals';
import { anything, whoami } from '../wire.ts';

/** Who looks, as far as the page knows. */
export type Session =
  | { readonly state: 'asking' }
  | { readonly state: 'unreachable' }
  | { readonly state: 'outside'; readonly why: 'nobody' | 'customer' | 'ended' }
  | { readonly state: 'inside'; readonly name: string; readonly role: string; readonly shopId?: string };

export interface SessionStore {
  readonly session: Signal<Session>;
  ask(): Promise<void>;
  /** Comes in with an invitation. @returns what is wrong, where something is */
  join(token: string, name: string): Promise<string | undefined>;
  leave(): Promise<void>;
  /** The bar said that the session is over. */
  ended(): void;
}

export const openSession = (api: Api, ids: Ids): SessionStore => {
  const session = signal<Session>({ state: 'asking' });
  const ask = async (): Promise<void> => {
    const found = await api.get('/api/session', whoami);
    if (!found.ok) {
      session.value = found.status === 401 ? { state: 'outside', why: 'ended' } : { state: 'unreachable' };
      return;
    }
    const { kind, name = '', role = '', shopId } = found.reply;
    if (kind === 'staff') session.value = { state: 'inside', name, role, ...(shopId !== undefined && { shopId }) };
    else session.value = { state: 'outside', why: kind === 'customer' ? 'customer' : 'nobody' };
  };
  return {
    session,
    ask,
    join: async (token, name) => {
      const path = '/api/invitations/accept';
      const joined = await api.command(path, { token, name }, anything, { key: ids.next(), triesMax: 3 });
      if (!joined.ok) return joined.detail ?? joined.reason;
      await ask();
      return undefined;
    },
    leave: async () => {
      await api.command('/api/session', undefined, anything, { key: ids.next(), method: 'DELETE', triesMax: 2 });
      session.value = { state: 'outside', why: 'nobody' };
    },
    ended: () => {
      session.value = { state: 'outside', why: 'ended' };
    },
  };
};
