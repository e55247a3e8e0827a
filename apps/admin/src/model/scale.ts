/** A scale from 0: round steps a person reads, the last at or above the greatest value. */
export interface Scale {
  readonly max: number;
  readonly ticks: readonly number[];
}

const STEPS = [1, 2, 5, 10] as const;

/**
 * @param greatest the greatest value that is drawn
 * @param ticksMax how many steps there may be above 0
 */
export const scaleTo = (greatest: number, ticksMax = 4): Scale => {
  const rough = Math.max(greatest, 1) / ticksMax;
  const power = 10 ** Math.floor(Math.log10(rough));
  const whole = Math.max(1, (STEPS.find((one) => one * power >= rough) ?? 10) * power);
  const count = Math.max(1, Math.ceil(greatest / whole));
  return { max: count * whole, ticks: Array.from({ length: count + 1 }, (_, at) => at * whole) };
};

/** A line over points that may be missing: where one is, the line is broken. Coordinates as given. */
export const lineThrough = (points: readonly (readonly [x: number, y: number] | undefined)[]): string => {
  let path = '';
  let isDrawing = false;
  for (const point of points) {
    if (point !== undefined) path += `${isDrawing ? 'L' : 'M'}${round(point[0])} ${round(point[1])}`;
    isDrawing = point !== undefined;
  }
  return path;
};

const round = (value: number): number => Math.round(value * 10) / 10;
