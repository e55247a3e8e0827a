import type { Drink, Ticket } from './ticket.ts';

/** Overtaking is resented unless nobody notices it: so many places in the queue may be passed, and no more. */
export const FAIR_PLACES = 5;

/** Queued tickets a little behind this one for the same drink: made together, they cost nobody a wait worth the name. */
export const alikeBehind = (queued: readonly Ticket[], ticket: Ticket): readonly Ticket[] => {
  const place = queued.findIndex(({ orderId }) => orderId === ticket.orderId);
  if (place === -1) return [];
  return queued.slice(place + 1, place + 1 + FAIR_PLACES).filter(({ drink }) => isSame(drink, ticket.drink));
};

const isSame = (one: Drink, other: Drink): boolean =>
  one.name === other.name &&
  one.size === other.size &&
  one.modifiers.length === other.modifiers.length &&
  one.modifiers.every((name) => other.modifiers.includes(name));

/** Every group of the same drink that may be made together, by its first ticket: no ticket is in two. */
export const alikeGroups = (queued: readonly Ticket[]): ReadonlyMap<string, readonly Ticket[]> => {
  const groups = new Map<string, readonly Ticket[]>();
  const taken = new Set<string>();
  for (const ticket of queued) {
    if (taken.has(ticket.orderId)) continue;
    const behind = alikeBehind(queued, ticket);
    if (behind.length > 0) groups.set(ticket.orderId, behind);
    for (const { orderId } of behind) taken.add(orderId);
  }
  return groups;
};
