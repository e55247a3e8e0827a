import type { Reader } from './reader.ts';

/** Who reads: by channel, and counted by whose they are. */
export class Readers<Message> {
  readonly #byChannel = new Map<string, Set<Reader<Message>>>();
  readonly #byHolder = new Map<string, number>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get any(): boolean {
    return this.#size > 0;
  }

  ofHolder(key: string): number {
    return this.#byHolder.get(key) ?? 0;
  }

  on(channel: string): ReadonlySet<Reader<Message>> | undefined {
    return this.#byChannel.get(channel);
  }

  *all(): Iterable<Reader<Message>> {
    for (const readers of this.#byChannel.values()) yield* readers;
  }

  add(reader: Reader<Message>): void {
    const { channel, holder } = reader.reading;
    const readers = this.#byChannel.get(channel) ?? new Set();
    readers.add(reader);
    this.#byChannel.set(channel, readers);
    if (holder !== undefined) this.#byHolder.set(holder.key, this.ofHolder(holder.key) + 1);
    this.#size++;
  }

  /** Forgets a reader, for good; once is as good as twice. */
  remove(reader: Reader<Message>): void {
    if (reader.state === 'closed') return;
    reader.state = 'closed';
    const { channel, holder } = reader.reading;
    const readers = this.#byChannel.get(channel);
    readers?.delete(reader);
    if (readers?.size === 0) this.#byChannel.delete(channel);
    this.#size--;
    if (holder === undefined) return;
    const left = this.ofHolder(holder.key) - 1;
    if (left > 0) this.#byHolder.set(holder.key, left);
    else this.#byHolder.delete(holder.key);
  }
}
