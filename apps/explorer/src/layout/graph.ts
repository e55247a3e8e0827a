/** A box to place. Pixels. */
export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** A way from one box to another; several between the same two are one line. */
export interface Way {
  readonly from: string;
  readonly to: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box in its place: the middle of it. */
export interface PlacedBox extends Box, Point {}

export interface PlacedWay extends Way {
  /** From the edge of one box to the edge of the other; at least two points. */
  readonly points: readonly Point[];
  /** Against the direction of reading: a loop back. */
  readonly isBack: boolean;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
  readonly ways: readonly PlacedWay[];
}
