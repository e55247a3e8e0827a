import type { ComponentChildren } from 'preact';

const RADIUS = 45;
const AROUND = 2 * Math.PI * RADIUS;

/** A ring that empties: `left` of 1 is full, 0 is over. Its meaning stands in words beside it. */
export const CountdownRing = ({ left, children }: { readonly left: number; readonly children?: ComponentChildren }) => (
  <svg class="ring" viewBox="0 0 100 100" aria-hidden="true" focusable="false">
    <circle class="ring-path" cx="50" cy="50" r={RADIUS} />
    <circle
      class="ring-left"
      cx="50"
      cy="50"
      r={RADIUS}
      stroke-dasharray={AROUND}
      stroke-dashoffset={AROUND * (1 - Math.min(1, Math.max(0, left)))}
      transform="rotate(-90 50 50)"
    />
    {children}
  </svg>
);
