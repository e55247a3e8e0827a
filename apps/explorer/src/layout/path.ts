import type { Drawing, Point } from './graph.ts';

/** A line through the points as an SVG path: leaves and arrives straight down, and bends in between. */
export const pathOf = (points: readonly Point[]): string => {
  const [start, ...rest] = points;
  if (start === undefined) return '';
  let from = start;
  const pieces = [`M${round(start.x)} ${round(start.y)}`];
  for (const to of rest) {
    const half = round((from.y + to.y) / 2);
    pieces.push(
      round(from.x) === round(to.x)
        ? `L${round(to.x)} ${round(to.y)}`
        : `C${round(from.x)} ${half} ${round(to.x)} ${half} ${round(to.x)} ${round(to.y)}`,
    );
    from = to;
  }
  return pieces.join('');
};

const round = (pixels: number): number => Math.round(pixels * 10) / 10;

/** The same drawing read from left to right: the layout is told boxes with width and height exchanged, and turned here. */
export const turned = ({ width, height, boxes, ways }: Drawing): Drawing => ({
  width: height,
  height: width,
  boxes: boxes.map(({ id, width: high, height: wide, x, y }) => ({ id, width: wide, height: high, x: y, y: x })),
  ways: ways.map((way) => ({ ...way, points: way.points.map(({ x, y }) => ({ x: y, y: x })) })),
});

/** A line that leaves and arrives sideways. */
export const sidewaysPathOf = (points: readonly Point[]): string => {
  const [start, ...rest] = points;
  if (start === undefined) return '';
  let from = start;
  const pieces = [`M${round(start.x)} ${round(start.y)}`];
  for (const to of rest) {
    const half = round((from.x + to.x) / 2);
    pieces.push(`C${half} ${round(from.y)} ${half} ${round(to.y)} ${round(to.x)} ${round(to.y)}`);
    from = to;
  }
  return pieces.join('');
};

/** The point half-way along: where a label stands. */
export const middleOf = (points: readonly Point[]): Point => {
  const [a, b] = [points[Math.floor((points.length - 1) / 2)], points[Math.ceil((points.length - 1) / 2)]];
  if (a === undefined || b === undefined) return { x: 0, y: 0 };
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
};
