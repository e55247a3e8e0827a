import { columns } from './columns.ts';
import type { Box, Drawing, PlacedBox, PlacedWay, Point, Way } from './graph.ts';
import { orderRows, type Row, type Ties } from './order.ts';
import { rank } from './ranks.ts';

export interface LayoutOptions {
  /** Between two boxes of a row, in pixels. */
  readonly gapAcross?: number;
  /** Between two rows, in pixels. */
  readonly gapDown?: number;
  /** How wide a way is that passes through a row, in pixels. */
  readonly wayWidth?: number;
}

/**
 * Draws a graph in layers, after Sugiyama: circles opened, boxes ranked, long ways given a place in every row they pass, rows ordered for few
 * crossings, and places given for straight lines. The same graph is always drawn the same.
 */
export const layered = (
  boxes: readonly Box[],
  ways: readonly Way[],
  { gapAcross = 28, gapDown = 44, wayWidth = 18 }: LayoutOptions = {},
): Drawing => {
  const known = new Map(boxes.map((box) => [box.id, box]));
  const drawn = distinct(ways).filter(({ from, to }) => known.has(from) && known.has(to) && from !== to);
  const { rankOf, down } = rank([...known.keys()], drawn);

  const chains = down.map((way) => chainOf(way, rankOf));
  const rows = rowsOf([...known.keys()], chains, rankOf);
  const ties = tiesOf(chains.map(({ stops }) => stops));
  const ordered = orderRows(rows, ties);
  const widthOf = (id: string): number => known.get(id)?.width ?? wayWidth;
  const x = columns(ordered, ties, widthOf, gapAcross);

  const heights = ordered.map((row) => Math.max(0, ...row.map((id) => known.get(id)?.height ?? 0)));
  const middles = heights.map(
    (height, at) => heights.slice(0, at).reduce((sum, one) => sum + one + gapDown, 0) + height / 2,
  );
  const at = (id: string, row: number): Point => ({ x: x.get(id) ?? 0, y: middles[row] ?? 0 });

  const placed: readonly PlacedBox[] = boxes.map((box) => ({ ...box, ...at(box.id, rankOf.get(box.id) ?? 0) }));
  const right = Math.max(0, ...[...x].map(([id, middle]) => middle + widthOf(id) / 2));
  return {
    width: right,
    height: (middles.at(-1) ?? 0) + (heights.at(-1) ?? 0) / 2,
    boxes: placed,
    ways: chains.map(({ way, stops }) => {
      const first = rankOf.get(way.from) ?? 0;
      const points = stops.map((stop, index) => at(stop, first + index));
      return placedWay(way, attach(points, known.get(way.from), known.get(way.to)));
    }),
  };
};

const distinct = (ways: readonly Way[]): readonly Way[] => [
  ...new Map(ways.map(({ from, to }) => [JSON.stringify([from, to]), { from, to }])).values(),
];

interface Chain {
  readonly way: Way & { readonly isBack: boolean };
  /** What the way passes, row by row, its two ends included. */
  readonly stops: readonly string[];
}

const chainOf = (way: Way & { readonly isBack: boolean }, rankOf: ReadonlyMap<string, number>): Chain => {
  const [first, last] = [rankOf.get(way.from) ?? 0, rankOf.get(way.to) ?? 0];
  // A way may lead both back and forth between the same two: each has its own place.
  const between = Array.from({ length: Math.max(0, last - first - 1) }, (_, at) =>
    JSON.stringify([way.from, way.to, way.isBack, at]),
  );
  return { way, stops: [way.from, ...between, way.to] };
};

const rowsOf = (
  ids: readonly string[],
  chains: readonly Chain[],
  rankOf: ReadonlyMap<string, number>,
): readonly Row[] => {
  const rows: string[][] = Array.from({ length: Math.max(-1, ...rankOf.values()) + 1 }, () => []);
  for (const id of ids) rows[rankOf.get(id) ?? 0]?.push(id);
  for (const { way, stops } of chains) {
    const first = rankOf.get(way.from) ?? 0;
    for (const [at, stop] of stops.slice(1, -1).entries()) rows[first + at + 1]?.push(stop);
  }
  return rows;
};

const tiesOf = (chains: readonly (readonly string[])[]): Ties => {
  const [below, above] = [new Map<string, string[]>(), new Map<string, string[]>()];
  const tie = (ties: Map<string, string[]>, from: string, to: string): void => {
    const known = ties.get(from);
    if (known === undefined) ties.set(from, [to]);
    else known.push(to);
  };
  for (const stops of chains)
    for (const [at, to] of stops.entries()) {
      const from = stops[at - 1];
      if (from === undefined) continue;
      tie(below, from, to);
      tie(above, to, from);
    }
  return { below, above };
};

/** Ends a line at the edges of its boxes. */
const attach = (points: readonly Point[], from: Box | undefined, to: Box | undefined): readonly Point[] =>
  points.map((point, at) => {
    if (at === 0) return { x: point.x, y: point.y + (from?.height ?? 0) / 2 };
    if (at === points.length - 1) return { x: point.x, y: point.y - (to?.height ?? 0) / 2 };
    return point;
  });

/** A way that was turned round to be drawn is turned back. */
const placedWay = ({ from, to, isBack }: Chain['way'], points: readonly Point[]): PlacedWay =>
  isBack ? { from: to, to: from, points: points.toReversed(), isBack } : { from, to, points, isBack };
