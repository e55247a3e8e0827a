import type { Storm, Sticky } from './storm.ts';

export const NOTE = { width: 124, height: 78, above: 26 } as const;
const GAP = 18;
const LANE = NOTE.height + NOTE.above + 34;
const LABEL = 150;
const RULER = 44;
/** A pause is drawn from this on, wider the longer it was, but never in full. */
const PAUSE_MS_MIN = 1_000;
const PAUSE_WIDTH = 26;

export interface Placed {
  readonly sticky: Sticky;
  readonly x: number;
  readonly y: number;
}

export interface Pause {
  readonly x: number;
  readonly width: number;
  readonly ms: number;
}

/** Where everything of a board stands, in its own units. */
export interface StormDrawing {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly { readonly name: string; readonly y: number; readonly height: number }[];
  readonly placed: readonly Placed[];
  readonly pauses: readonly Pause[];
}

/** One column per event, in order; lanes beneath each other; pauses as gaps that grow with the logarithm of time. */
export const drawStorm = ({ lanes, stickies }: Storm): StormDrawing => {
  const pauses: Pause[] = [];
  let x = LABEL;
  const placed = stickies.map((sticky): Placed => {
    if (sticky.afterMs >= PAUSE_MS_MIN) {
      const width = PAUSE_WIDTH * (2 + Math.log10(sticky.afterMs / PAUSE_MS_MIN));
      pauses.push({ x: x - GAP / 2, width, ms: sticky.afterMs });
      x += width;
    }
    const place = { sticky, x, y: RULER + lanes.indexOf(sticky.lane) * LANE + NOTE.above + 16 };
    x += NOTE.width + GAP;
    return place;
  });
  return {
    width: x + GAP,
    height: RULER + lanes.length * LANE,
    lanes: lanes.map((name, at) => ({ name, y: RULER + at * LANE, height: LANE })),
    placed,
    pauses,
  };
};

/** A name in lines that fit on a note: broken between its words, where a capital begins one. */
export const linesOf = (name: string, charactersMax = 15): readonly string[] => {
  const lines: string[] = [];
  for (const word of name.split(/(?<=[a-z0-9])(?=[A-Z])|\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < charactersMax) lines[lines.length - 1] = last + word;
    else lines.push(word);
  }
  return lines;
};
