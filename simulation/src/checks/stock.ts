import { inventory } from '@coffee/inventory';
import { z } from 'zod';
import type { Bar } from '../bar.ts';
import { holds } from '../invariants.ts';
import { windowOn } from '../windows.ts';
import type { Ledger, Life } from './ledger.ts';

const shelves = windowOn(
  inventory,
  'shelves',
  z.object({ stock: z.array(z.object({ ingredientId: z.string(), left: z.number() })) }),
);
const reservation = z.object({
  state: z.enum(['held', 'used', 'returned']),
  taken: z.array(z.object({ ingredientId: z.string(), amount: z.number() })),
});
const reservations = windowOn(inventory, 'reservations', reservation);

const nameOf = (shopId: string, ingredientId: string): string => `${shopId} ${ingredientId}`;
/** Amounts are kept to the thousandth; sums of them are compared to less. */
const isSame = (a: number, b: number): boolean => Math.abs(a - b) < 0.000_5;

/** What lies on the shelves changes by what orders put aside and give back, and by counting: by nothing else. */
export class Stock {
  #left = new Map<string, number>();
  readonly #held = new Map<string, z.output<typeof reservation>['taken']>();
  /** Orders whose ingredients are not used up or given back yet. */
  readonly #unsettled = new Set<Life>();

  /**
   * @param begun the orders that began since the last look
   * @param counted what was counted since the last look, as `shop ingredient`
   */
  async check(bar: Bar, ledger: Ledger, begun: Iterable<Life>, counted: ReadonlySet<string>): Promise<void> {
    for (const life of begun) this.#unsettled.add(life);
    const changes = new Map<string, number>();
    for (const life of this.#unsettled) await this.#follow(bar, life, changes);
    const left = new Map<string, number>();
    for (const shopId of ledger.books.keys()) {
      const shelf = await bar.read((work) => work.get(shelves, { shopId }));
      for (const line of shelf?.stock ?? []) left.set(nameOf(shopId, line.ingredientId), line.left);
    }
    for (const [name, now] of left) {
      holds('I8', now >= 0, () => `${now} of ${name} is left`);
      const before = this.#left.get(name);
      if (before === undefined || counted.has(name)) continue;
      const expected = before + (changes.get(name) ?? 0);
      holds('I8', isSame(now, expected), () => `${now} of ${name} is left, where ${expected} should be`);
    }
    this.#left = left;
  }

  /** Once everything is over, nothing is put aside any more. */
  checkEnd(): void {
    holds(
      'I8',
      this.#held.size === 0,
      () => `ingredients are still put aside for ${[...this.#held.keys()].join(', ')}`,
    );
  }

  async #follow(bar: Bar, life: Life, changes: Map<string, number>): Promise<void> {
    const { orderId, shopId } = life;
    const stored = await bar.read((work) => work.get(reservations, { orderId }));
    const change = (amounts: z.output<typeof reservation>['taken'], sign: 1 | -1): void => {
      for (const { ingredientId, amount } of amounts) {
        const name = nameOf(shopId, ingredientId);
        changes.set(name, (changes.get(name) ?? 0) + sign * amount);
      }
    };
    if (stored === undefined) {
      if (life.end !== undefined) this.#unsettled.delete(life);
      return;
    }
    const held = this.#held.get(orderId);
    if (held === undefined) change(stored.taken, -1);
    if (stored.state === 'held') {
      this.#held.set(orderId, stored.taken);
      return;
    }
    if (stored.state === 'returned') change(stored.taken, 1);
    const isRight = stored.state === 'used' ? life.isMade : life.end !== undefined && !life.isMade;
    holds(
      'I8',
      isRight,
      () => `what order ${orderId} put aside is ${stored.state}, and it ended ${life.end ?? 'never'}`,
    );
    this.#held.delete(orderId);
    this.#unsettled.delete(life);
  }
}
