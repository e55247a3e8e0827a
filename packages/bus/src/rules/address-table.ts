import { type AddressRange, addressOf, rangeOf } from '../value/address.ts';
import { KeyTable, type Sink } from './tables.ts';

interface Network<Entry> {
  readonly family: 4 | 6;
  readonly bits: number;
  readonly entries: KeyTable<bigint, Entry>;
}

/** Entries by IP network: one look-up for each length of mask that is in use. */
export class AddressTable<Entry> {
  #networks: readonly Network<Entry>[] = [];

  add(range: AddressRange, entry: Entry): void {
    let network = this.#find(range);
    if (network === undefined) {
      network = { family: range.family, bits: range.bits, entries: new KeyTable() };
      this.#networks = [...this.#networks, network];
    }
    network.entries.add(range.first, entry);
  }

  remove(range: AddressRange, entry: Entry): void {
    const network = this.#find(range);
    network?.entries.remove(range.first, entry);
    if (network?.entries.isEmpty === true) this.#networks = this.#networks.filter((other) => other !== network);
  }

  sizeAt(range: AddressRange): number {
    return this.#find(range)?.entries.sizeAt(range.first) ?? 0;
  }

  get isEmpty(): boolean {
    return this.#networks.length === 0;
  }

  probe(text: string, sink: Sink<Entry>): void {
    const address = addressOf(text);
    if (address === undefined) return;
    for (const { family, bits, entries } of this.#networks)
      if (family === address.family) entries.probe(rangeOf(address, bits).first, sink);
  }

  #find({ family, bits }: AddressRange): Network<Entry> | undefined {
    return this.#networks.find((network) => network.family === family && network.bits === bits);
  }
}
