import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

const HOLD_MS = 600;

/**
 * A button that wants to be held: a sleeve that brushes it does nothing. Holding Enter or Space does the same; a screen reader's
 * activation, which nobody gives by accident, counts at once.
 */
export const HoldButton = ({
  onHeld,
  label,
  children,
}: {
  readonly onHeld: () => void;
  readonly label: string;
  readonly children: ComponentChildren;
}) => {
  const [isHeld, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const start = (): void => {
    if (isHeld) return;
    setHeld(true);
    timer.current = setTimeout(() => {
      setHeld(false);
      onHeld();
    }, HOLD_MS);
  };
  const stop = (): void => {
    clearTimeout(timer.current);
    setHeld(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const isHoldKey = (key: string) => key === 'Enter' || key === ' ';
  return (
    <button
      type="button"
      class="hold"
      aria-label={label}
      data-held={isHeld ? '' : undefined}
      onPointerDown={(event) => {
        if (event.button === 0) start();
      }}
      onPointerUp={stop}
      onPointerLeave={stop}
      onPointerCancel={stop}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (!isHoldKey(event.key)) return;
        event.preventDefault();
        event.stopPropagation();
        if (!event.repeat) start();
      }}
      onKeyUp={stop}
      onBlur={stop}
      onClick={(event) => {
        if (event.detail === 0) onHeld();
      }}
    >
      {children}
    </button>
  );
};
