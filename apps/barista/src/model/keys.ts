/** The columns of the screen, as the arrow keys walk them. */
export const columns = ['queued', 'making', 'ready'] as const;
export type Column = (typeof columns)[number];

/** What the keyboard or a bump bar points at. */
export interface Pointing {
  readonly column: Column;
  /** Its place in the column, from 0. */
  readonly place: number;
}

export const start: Pointing = { column: 'queued', place: 0 };

/** How many tickets stand in each column. */
export type Lengths = Readonly<Record<Column, number>>;

/** What a key means. */
export type KeyMeaning =
  | { readonly type: 'point'; readonly at: Pointing }
  | { readonly type: 'step'; readonly at: Pointing }
  | { readonly type: 'undo' }
  | { readonly type: 'cancel' | 'rush'; readonly at: Pointing }
  | { readonly type: 'tool'; readonly tool: Tool };

/** What lies beside the tickets. */
export type Tool = 'walk-up' | 'recall' | 'sold-out' | 'shop';

const tools: Readonly<Record<string, Tool>> = { w: 'walk-up', r: 'recall', s: 'sold-out', p: 'shop' };

/**
 * What a key means: 1 to 9 take the next step of that ticket in the column pointed at; arrows move; Enter or space take the next
 * step of the ticket pointed at; f moves it to the front; u undoes; x asks to cancel; w, r, s and p open what lies beside the tickets. Undefined for any other key, and where there is no such ticket.
 */
export const meaningOf = (key: string, at: Pointing, lengths: Lengths): KeyMeaning | undefined => {
  const exists = (wanted: Pointing) => wanted.place >= 0 && wanted.place < lengths[wanted.column];
  const step = (wanted: Pointing): KeyMeaning | undefined =>
    exists(wanted) ? { type: 'step', at: wanted } : undefined;
  if (/^[1-9]$/.test(key)) return step({ ...at, place: Number(key) - 1 });
  switch (key) {
    case 'Enter':
    case ' ':
      return step(at);
    case 'u':
    case 'U':
      return { type: 'undo' };
    case 'x':
    case 'X':
      return exists(at) && at.column !== 'ready' ? { type: 'cancel', at } : undefined;
    case 'f':
    case 'F':
      return exists(at) && at.column === 'queued' ? { type: 'rush', at } : undefined;
    case 'ArrowUp':
    case 'ArrowDown': {
      const place = at.place + (key === 'ArrowUp' ? -1 : 1);
      return { type: 'point', at: within({ ...at, place }, lengths) };
    }
    case 'ArrowLeft':
    case 'ArrowRight': {
      const column = columns[columns.indexOf(at.column) + (key === 'ArrowLeft' ? -1 : 1)] ?? at.column;
      return { type: 'point', at: within({ ...at, column }, lengths) };
    }
    default: {
      const tool = Object.hasOwn(tools, key.toLowerCase()) ? tools[key.toLowerCase()] : undefined;
      return tool === undefined ? undefined : { type: 'tool', tool };
    }
  }
};

/** The nearest place in the column that has a ticket; the first where it has none. */
export const within = ({ column, place }: Pointing, lengths: Lengths): Pointing => ({
  column,
  place: Math.max(0, Math.min(place, lengths[column] - 1)),
});
