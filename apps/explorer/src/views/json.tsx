import type { Json } from '@espresso/kernel';
import { useState } from 'preact/hooks';
import { useWords } from './words.ts';

/** JSON as people read it: indented, names apart from values. */
export const JsonText = ({ value, label }: { readonly value: Json; readonly label: string }) => {
  const text = JSON.stringify(value, undefined, 2);
  return (
    <div class="json">
      <CopyButton text={text} />
      {/* Long lines scroll, so the keyboard must be able to. */}
      <pre tabIndex={0} role="group" aria-label={label}>
        {pieces(text).map(({ kind, text: piece }, at) =>
          kind === 'plain' ? (
            piece
          ) : (
            <span key={at} data-kind={kind}>
              {piece}
            </span>
          ),
        )}
      </pre>
    </div>
  );
};

const PIECE = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|-?\b\d[\d.eE+-]*/g;

/** The text in pieces that are coloured alike. */
const pieces = (
  text: string,
): readonly { readonly kind: 'name' | 'text' | 'value' | 'plain'; readonly text: string }[] => {
  const found: { kind: 'name' | 'text' | 'value' | 'plain'; text: string }[] = [];
  let from = 0;
  for (const match of text.matchAll(PIECE)) {
    if (match.index > from) found.push({ kind: 'plain', text: text.slice(from, match.index) });
    const [whole, quoted, colon] = match;
    if (quoted !== undefined && colon !== undefined)
      found.push({ kind: 'name', text: quoted }, { kind: 'plain', text: colon });
    else found.push({ kind: quoted === undefined ? 'value' : 'text', text: whole });
    from = match.index + whole.length;
  }
  found.push({ kind: 'plain', text: text.slice(from) });
  return found;
};

/** Copies a text; where the browser lets no page do that (plain http from another machine), there is no button. */
const CopyButton = ({ text }: { readonly text: string }) => {
  const t = useWords();
  const [isCopied, setCopied] = useState(false);
  if (!isSecureContext) return null;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <button type="button" class="small-button copy" onClick={() => void copy()}>
      {isCopied ? t('copied') : t('copy')}
    </button>
  );
};
