import { readOf, type Usual } from './modifiers.ts';
import type { Ticket } from './ticket.ts';

export interface Counted {
  readonly name: string;
  readonly count: number;
}

/** What is to be made in all: drinks, and what differs from the usual in them; the most first. */
export interface AllDay {
  readonly drinks: readonly (Counted & { readonly icon: string })[];
  readonly modifiers: readonly Counted[];
}

export const allDay = (tickets: readonly Ticket[], usual: Usual): AllDay => {
  const toMake = tickets.filter(({ status }) => status !== 'ready').map(({ drink }) => drink);
  const icons = new Map(toMake.map(({ name, icon }) => [name, icon]));
  return {
    drinks: counted(toMake.map(({ name }) => name)).map((one) => ({ ...one, icon: icons.get(one.name) ?? 'cup' })),
    modifiers: counted(toMake.flatMap((drink) => readOf(drink, usual).loud)),
  };
};

const counted = (names: readonly string[]): Counted[] => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
};
