import { generate } from 'lean-qr';
import { useMemo } from 'preact/hooks';

/** Modules of light around the code, without which readers do not find it (ISO/IEC 18004: four). */
const QUIET = 4;

/** A QR code as one path: sharp at any size. */
export const Qr = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const { path, size } = useMemo(() => drawn(text), [text]);
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
};

const drawn = (text: string): { readonly path: string; readonly size: number } => {
  const code = generate(text);
  let path = '';
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      if (!code.get(x, y)) continue;
      let end = x;
      while (end + 1 < code.size && code.get(end + 1, y)) end++;
      path += `M${x + QUIET} ${y + QUIET}h${end - x + 1}v1H${x + QUIET}z`;
      x = end;
    }
  }
  return { path, size: code.size + 2 * QUIET };
};
