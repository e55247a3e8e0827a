import type { Clock, Ids, JsonObject } from '@espresso/kernel';
import type { Api, Outcome } from '@espresso/ui/api';
import type { Read } from '@espresso/ui/read';
import type { Signal } from '@preact/signals';
import type { Language } from '@espresso/ui/i18n';
import type { Kept } from '../kept.ts';
import type { Session, Shop } from '../wire.ts';

/** What every page of the desk has at hand. */
export interface Desk {
  readonly api: Api;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly kept: Kept;
  readonly language: Signal<Language>;
  readonly me: Session;
  readonly shop: Shop;
  readonly shops: readonly Shop[];
  /** Where other devices reach this bar. */
  readonly origin: string;
  /** Rises when something at the shop was heard to have changed. */
  readonly revision: number;
  /** Fetches the list of shops anew. */
  reload(): void;
  choose(shopId: string): void;
  /** A short word about what was done. */
  say(text: string): void;
}

const TRIES_MAX = 4;

/** Commands once, whatever the network does meanwhile; gives up after some seconds, so that a person can decide. */
export const command = <T>(
  { api, ids }: Pick<Desk, 'api' | 'ids'>,
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body: JsonObject | undefined,
  read: Read<T>,
): Promise<Outcome<T>> => api.command(path, body, read, { key: ids.next(), method, triesMax: TRIES_MAX });
