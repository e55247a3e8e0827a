/** Which rows of a long list are drawn: those in sight, and a few around them. */
export interface Rows {
  /** The first row that is drawn. */
  readonly from: number;
  /** The first row after it that is not. */
  readonly to: number;
  /** Where the first row stands, in pixels from the top of the list. */
  readonly offset: number;
  /** The height of the whole list in pixels. */
  readonly height: number;
}

/** @param overscan rows beyond the edges, so that a quick thumb meets no empty space */
export const rowsInSight = ({
  scrollTop,
  viewHeight,
  rowHeight,
  count,
  overscan = 8,
}: {
  readonly scrollTop: number;
  readonly viewHeight: number;
  readonly rowHeight: number;
  readonly count: number;
  readonly overscan?: number;
}): Rows => {
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight);
  const inSight = Math.ceil(viewHeight / rowHeight) + 1;
  const from = Math.max(0, Math.min(first, count - inSight) - overscan);
  const to = Math.min(count, Math.max(0, first) + inSight + overscan);
  return { from, to: Math.max(from, to), offset: from * rowHeight, height: count * rowHeight };
};

/** How far to scroll so that a row is in sight; undefined where it is already. */
export const scrollTo = (
  row: number,
  {
    scrollTop,
    viewHeight,
    rowHeight,
  }: { readonly scrollTop: number; readonly viewHeight: number; readonly rowHeight: number },
): number | undefined => {
  const top = row * rowHeight;
  if (top < scrollTop) return top;
  return top + rowHeight > scrollTop + viewHeight ? top + rowHeight - viewHeight : undefined;
};
