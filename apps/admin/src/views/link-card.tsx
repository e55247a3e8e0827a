import { Button, Notice, TextField } from '@espresso/ui';
import { useState } from 'preact/hooks';
import { QrCode } from './qr-code.tsx';
import { useWords } from './words.ts';

/** A link for another device: to scan, to copy, to read. */
export const LinkCard = ({ url, label }: { readonly url: string; readonly label: string }) => {
  const t = useWords();
  const [isCopied, setCopied] = useState(false);
  const isOnlyHere = /^https?:\/\/(localhost|127\.|\[::1\])/.test(url);
  return (
    <div class="link-card">
      <QrCode text={url} label={label} />
      <div class="stack">
        {isOnlyHere ? <Notice kind="warn">{t('onlyHere')}</Notice> : null}
        <TextField id="link" name="link" label={label} value={url} />
        <Button
          onClick={() => {
            setCopied(copy('link', url));
          }}
        >
          {isCopied ? t('copied') : t('copyLink')}
        </Button>
        <p class="aside" role="status">
          {isCopied ? t('copied') : ''}
        </p>
      </div>
    </div>
  );
};

/** Copies by way of the field: over plain http a page has no clipboard of its own. */
const copy = (field: string, text: string): boolean => {
  const input = document.getElementById(field);
  if (!(input instanceof HTMLInputElement)) return false;
  input.value = text;
  input.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way there is without a secure context
  return document.execCommand('copy');
};
