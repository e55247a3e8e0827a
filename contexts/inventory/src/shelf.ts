import type { IngredientId } from '@coffee/shop/contract';

/** So much of a counted ingredient is there and not put aside, in its unit. */
export interface StockLine {
  readonly ingredientId: IngredientId;
  readonly left: number;
  /** With so much or more left, nothing on the menu is short of it. */
  readonly ample: number;
}

/** An amount put aside for an order. */
export interface Taken {
  readonly ingredientId: IngredientId;
  readonly amount: number;
}

/** What there is after putting everything aside, or the first ingredient of which there is not enough: all or nothing. */
export type Taking =
  | { readonly enough: true; readonly stock: StockLine[]; readonly taken: Taken[] }
  | { readonly enough: false; readonly ingredientId: IngredientId };

/** Puts amounts aside. What is not counted never runs out and is not taken from anywhere. */
export const take = (stock: readonly StockLine[], amounts: Readonly<Record<IngredientId, number>>): Taking => {
  const after: StockLine[] = [];
  const taken: Taken[] = [];
  for (const line of stock) {
    // An ingredient may be called 'constructor', which every object answers to.
    const amount = Object.hasOwn(amounts, line.ingredientId) ? (amounts[line.ingredientId] ?? 0) : 0;
    if (amount <= 0) {
      after.push(line);
      continue;
    }
    if (line.left < amount) return { enough: false, ingredientId: line.ingredientId };
    after.push({ ...line, left: toThousandths(line.left - amount) });
    taken.push({ ingredientId: line.ingredientId, amount });
  }
  return { enough: true, stock: after, taken };
};

/** Puts back what an order took. What is no longer counted goes back to where nobody counts. */
export const putBack = (stock: readonly StockLine[], taken: readonly Taken[]): StockLine[] =>
  stock.map((line) => {
    const amount = taken.find(({ ingredientId }) => ingredientId === line.ingredientId)?.amount ?? 0;
    return amount === 0 ? line : { ...line, left: toThousandths(line.left + amount) };
  });

/** Somebody counted: so much is left from now on; null when it is not to be counted any more. */
export const count = (stock: readonly StockLine[], ingredientId: IngredientId, left: number | null): StockLine[] => {
  if (left === null) return stock.filter((line) => line.ingredientId !== ingredientId);
  const counted = { ingredientId, left: toThousandths(left), ample: 0 };
  return stock.some((line) => line.ingredientId === ingredientId)
    ? stock.map((line) => (line.ingredientId === ingredientId ? { ...counted, ample: line.ample } : line))
    : [...stock, counted];
};

/** How much of it is left; null where it is not counted. */
export const leftOf = (stock: readonly StockLine[], ingredientId: IngredientId): number | null =>
  stock.find((line) => line.ingredientId === ingredientId)?.left ?? null;

/** Whether nothing on the menu can be short of any of these after the change: then availability need not be asked. */
export const staysAmple = (stock: readonly StockLine[], taken: readonly Taken[]): boolean =>
  taken.every((one) =>
    stock.some(({ ingredientId, left, ample }) => ingredientId === one.ingredientId && left >= ample),
  );

/** Grams to the milligram: what is put back is exactly what was taken, whatever binary fractions do. */
const toThousandths = (amount: number): number => Math.round(amount * 1_000) / 1_000;
