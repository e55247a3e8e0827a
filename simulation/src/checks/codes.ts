import { validator } from '@coffee/validator';
import { z } from 'zod';
import type { Bar } from '../bar.ts';
import { holds } from '../invariants.ts';
import { windowOn } from '../windows.ts';
import type { Life } from './ledger.ts';

const context = validator({ codeSecret: 'only its tables are looked at' });
const codes = windowOn(context, 'codes', z.object({ drinks: z.number(), left: z.number() }));
const redemptions = windowOn(context, 'redemptions', z.object({ windowStartMs: z.number() }));

/** What became of the drinks of every code: those sold, those given back, and those that are left add up. */
export class Codes {
  readonly #ofOrder = new Map<string, number>();
  readonly #sold = new Map<string, Life[]>();

  /** @param touched the orders that began, or whose drink went back, since the last look */
  async check(bar: Bar, touched: ReadonlySet<Life>): Promise<void> {
    const windows = new Map<string, { readonly shopId: string; readonly windowStartMs: number }>();
    for (const life of touched) {
      const { shopId, isWalkUp } = life;
      if (isWalkUp) continue;
      const windowStartMs = await this.#windowOf(bar, life);
      windows.set(`${shopId} ${String(windowStartMs)}`, { shopId, windowStartMs });
    }
    for (const [name, key] of windows) {
      const code = await bar.read((work) => work.get(codes, key));
      const sold = (this.#sold.get(name) ?? []).filter(({ isReturned }) => !isReturned).length;
      const { drinks = 0, left = 0 } = code ?? {};
      holds('I3', sold <= drinks, () => `${sold} of the ${drinks} drinks of ${name} are sold`);
      holds('I3', left === drinks - sold, () => `${left} drinks of ${name} are left, of ${drinks} less ${sold}`);
    }
  }

  async #windowOf(bar: Bar, life: Life): Promise<number> {
    const { orderId, shopId } = life;
    const known = this.#ofOrder.get(orderId);
    if (known !== undefined) return known;
    const redemption = await bar.read((work) => work.get(redemptions, { orderId }));
    holds('I3', redemption !== undefined, () => `order ${orderId} took no drink of any code`);
    const { windowStartMs } = redemption;
    this.#ofOrder.set(orderId, windowStartMs);
    const name = `${shopId} ${String(windowStartMs)}`;
    this.#sold.set(name, [...(this.#sold.get(name) ?? []), life]);
    return windowStartMs;
  }
}
