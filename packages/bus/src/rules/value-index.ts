import type { JsonScalar } from '@espresso/kernel';
import { foldKey } from '../value/fold.ts';
import type { Access } from './access.ts';
import { AddressTable } from './address-table.ts';
import { RangeTable } from './range-table.ts';
import { AffixTable, KeyTable, removeFrom, type Sink } from './tables.ts';

/** What is kept at one path: which entries may care for a value there. */
export class ValueIndex<Entry> {
  readonly #exact = new KeyTable<JsonScalar, Entry>();
  readonly #folded = new KeyTable<string, Entry>();
  readonly #affixes = {
    prefix: new AffixTable<Entry>('start'),
    suffix: new AffixTable<Entry>('end'),
    'folded-prefix': new AffixTable<Entry>('start'),
    'folded-suffix': new AffixTable<Entry>('end'),
  };
  readonly #ranges = new RangeTable<Entry>();
  readonly #addresses = new AddressTable<Entry>();
  /** Entries that any leaf may concern. */
  readonly any: Entry[] = [];

  /** Number of accesses kept. */
  size = 0;
  /* Which kinds of table have something to find: kept, not computed, since every value of every event asks. */
  #hasTexts = false;
  #hasFolds = false;

  add(access: Access, entry: Entry): void {
    this.#change('add', access, entry, 1);
  }

  remove(access: Access, entry: Entry): void {
    this.#change('remove', access, entry, -1);
  }

  /** How many entries are found along with one that is added here, roughly; the cheapest access is the best. */
  cost(access: Access): number {
    switch (access.table) {
      case 'exact':
        return this.#exact.sizeAt(access.key);
      case 'folded':
        return 1 + this.#folded.sizeAt(access.key);
      case 'address':
        return 1 + this.#addresses.sizeAt(access.range);
      case 'range':
        return 4 + this.#ranges.crowdAt(access.low, access.high);
      case 'any':
        return 8 + this.any.length;
      case 'prefix':
      case 'suffix':
      case 'folded-prefix':
      case 'folded-suffix':
        return 2 + this.#affixes[access.table].sizeAt(access.key);
    }
  }

  /** Hands over the entries that may care for the value, `any` apart. */
  probe(value: JsonScalar, sink: Sink<Entry>): void {
    this.#exact.probe(value, sink);
    if (typeof value === 'number') {
      if (this.#ranges.size > 0) this.#ranges.probe(value, sink);
    } else if (this.#hasTexts && typeof value === 'string') {
      const { prefix, suffix } = this.#affixes;
      prefix.probe(value, sink);
      suffix.probe(value, sink);
      if (!this.#addresses.isEmpty) this.#addresses.probe(value, sink);
      if (this.#hasFolds) this.#probeFolded(foldKey(value), sink);
    }
  }

  #probeFolded(key: string, sink: Sink<Entry>): void {
    this.#folded.probe(key, sink);
    this.#affixes['folded-prefix'].probe(key, sink);
    this.#affixes['folded-suffix'].probe(key, sink);
  }

  #change(change: 'add' | 'remove', access: Access, entry: Entry, by: 1 | -1): void {
    this.size += by;
    switch (access.table) {
      case 'exact':
        this.#exact[change](access.key, entry);
        break;
      case 'folded':
        this.#folded[change](access.key, entry);
        break;
      case 'range':
        this.#ranges[change](access.low, access.high, entry);
        break;
      case 'address':
        this.#addresses[change](access.range, entry);
        break;
      case 'any':
        if (change === 'add') this.any.push(entry);
        else removeFrom(this.any, entry);
        break;
      case 'prefix':
      case 'suffix':
      case 'folded-prefix':
      case 'folded-suffix':
        this.#affixes[access.table][change](access.key, entry);
    }
    const { prefix, suffix, 'folded-prefix': foldedPrefix, 'folded-suffix': foldedSuffix } = this.#affixes;
    this.#hasFolds = !(this.#folded.isEmpty && foldedPrefix.isEmpty && foldedSuffix.isEmpty);
    this.#hasTexts = this.#hasFolds || !(prefix.isEmpty && suffix.isEmpty && this.#addresses.isEmpty);
  }
}
