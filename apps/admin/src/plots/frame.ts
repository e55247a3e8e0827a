/** The room of a plot, in units of its drawing: it grows and shrinks with the page. */
export const frame = {
  viewBox: '0 0 720 260',
  left: 52,
  right: 12,
  top: 12,
  height: 214,
} as const;

export const widthOf = 720 - frame.left - frame.right;

const TICKS_MAX = 8;

/** Which of so many hours are named below a plot. */
export const hourTicks = (hours: number): readonly number[] => {
  const every = Math.max(1, Math.ceil(hours / TICKS_MAX));
  return Array.from({ length: Math.ceil(hours / every) }, (_, at) => at * every);
};
