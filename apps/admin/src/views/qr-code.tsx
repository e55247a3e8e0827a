import { useEffect, useState } from 'preact/hooks';

const QUIET = 4;

/** A QR code of a text, dark on light whatever the theme is: readers want it so. Its drawing is fetched when one is first shown. */
export const QrCode = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const [drawing, setDrawing] = useState<{ readonly path: string; readonly size: number }>();
  useEffect(() => {
    let isGone = false;
    void import('lean-qr').then(({ generate }) => {
      if (isGone) return;
      const code = generate(text);
      let path = '';
      for (let y = 0; y < code.size; y++)
        for (let x = 0; x < code.size; x++) if (code.get(x, y)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
      setDrawing({ path, size: code.size + 2 * QUIET });
    });
    return () => {
      isGone = true;
    };
  }, [text]);
  const size = drawing?.size ?? 33;
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={drawing?.path ?? ''} fill="#000" />
    </svg>
  );
};
