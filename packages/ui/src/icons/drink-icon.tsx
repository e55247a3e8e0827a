import type { JSX } from 'preact';

/** Drawn by hand on a field of 48 by 48: a line in the colour of the text, a drink in crema and milk. */
const drawings: Readonly<Record<string, () => JSX.Element>> = {
  espresso: () => (
    <>
      <path class="drink" d="M14 24h18v4a8 8 0 0 1-8 8h-2a8 8 0 0 1-8-8z" />
      <path d="M12 20h22v8a9 9 0 0 1-9 9h-4a9 9 0 0 1-9-9zM34 22h2a4 4 0 0 1 0 9h-3M9 41h28" />
      <path class="steam" d="M20 14c-2-2 2-3 0-6M27 14c-2-2 2-3 0-6" />
    </>
  ),
  americano: () => (
    <>
      <path class="drink" d="M12 20h23l-1.6 17a3 3 0 0 1-3 3H16.600a3 3 0 0 1-3-3z" />
      <path d="M10 14h27l-2.4 24a4 4 0 0 1-4 3.600H16.400a4 4 0 0 1-4-3.600zM36 18h2a4.5 4.5 0 0 1 0 11h-3" />
      <path class="steam" d="M19 9c-2-2 2-3 0-6M27 9c-2-2 2-3 0-6" />
    </>
  ),
  cappuccino: () => (
    <>
      <path class="drink" d="M9 24h28v2a12 12 0 0 1-12 12h-4A12 12 0 0 1 9 26z" />
      <path class="foam" d="M9 22c0-4 4-5 6-4 1-4 7-5 9-2 3-3 8-1 8 2 3-1 5 1 5 4v3H9z" />
      <path d="M8 23h30v3a13 13 0 0 1-13 13h-4A13 13 0 0 1 8 26zM38 25h1a4 4 0 0 1 0 9h-3M6 43h34" />
      <path d="M9 21c1-3 4-4 6-3 1-4 7-5 9-2 3-3 8-1 8 2 3-1 5 1 5 3" />
    </>
  ),
  latte: () => (
    <>
      <path class="drink" d="M15 20h18l-1.3 11H16.300z" />
      <path class="milk" d="M16.3 31h15.400l-1 8a2.5 2.5 0 0 1-2.5 2h-8.400a2.5 2.5 0 0 1-2.5-2z" />
      <path class="foam" d="M14 13h20l-.9 7H14.900z" />
      <path d="M12.5 6h23l-3.6 33.600A3 3 0 0 1 28.9 42h-9.800a3 3 0 0 1-3-2.400zM14.9 20h18.2" />
    </>
  ),
  'flat-white': () => (
    <>
      <path class="milk" d="M9 20h28v4a12 12 0 0 1-12 12h-4A12 12 0 0 1 9 24z" />
      <path d="M8 19h30v5a13 13 0 0 1-13 13h-4A13 13 0 0 1 8 24zM38 21h1a4 4 0 0 1 0 9h-3M6 42h34" />
      <path class="drink" d="M23 33c-5-3-7-5-7-7.5 0-3 4.5-4 7-1 2.5-3 7-2 7 1 0 2.5-2 4.5-7 7.500z" />
    </>
  ),
  'hot-chocolate': () => (
    <>
      <path class="dark" d="M11 20h25v16a4 4 0 0 1-4 4H15a4 4 0 0 1-4-4z" />
      <path class="foam" d="M14 13.500h6v6h-6zM22 11h6v6h-6zM27 15h6v5h-6z" />
      <path d="M10 18h27v18a5 5 0 0 1-5 5H15a5 5 0 0 1-5-5zM37 22h2a5 5 0 0 1 0 12h-2" />
      <path d="M14 18v-4.500h6V18M22 18v-7h6v7" />
    </>
  ),
  cup: () => (
    <>
      <path class="drink" d="M14 20h20l-2 19a2.5 2.5 0 0 1-2.5 2h-11a2.5 2.5 0 0 1-2.5-2z" />
      <path d="M12 14h24l-2.5 25.500a3 3 0 0 1-3 2.500h-13a3 3 0 0 1-3-2.500zM10 14h28M15 14l1.5-6h15L33 14M13.2 24h21.6" />
    </>
  ),
};

/** A drink as a drawing; one nobody drew is a cup. Its name stands beside it, so it is silent to readers. */
export const DrinkIcon = ({ icon, size = 48 }: { readonly icon: string; readonly size?: number }): JSX.Element => {
  const draw = (Object.hasOwn(drawings, icon) ? drawings[icon] : undefined) ?? drawings['cup'];
  return (
    <svg class="drink-icon" viewBox="0 0 48 48" width={size} height={size} aria-hidden="true" focusable="false">
      {draw?.()}
    </svg>
  );
};

/** The icons there are. */
export const drinkIcons: readonly string[] = Object.keys(drawings);
