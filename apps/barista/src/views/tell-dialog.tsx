import { Button, Choices, Dialog, Notice, TextField } from '@espresso/ui';
import { useEffect, useState } from 'preact/hooks';
import type { Shop } from '../wire.ts';
import { useTimeOf, useWords } from './words.ts';

const presets = ['tellSlow', 'tellMachine', 'tellPickUp'] as const;
const TEXT_MAX = 140;
const LENGTHS = [5, 15, 30, 60] as const;

/** A word to everybody who waits: on every phone and on the display, for a while. */
export const TellDialog = ({
  open,
  shop,
  busy,
  fault,
  onClose,
  onTell,
  onTakeDown,
}: {
  readonly open: boolean;
  readonly shop: Shop | undefined;
  readonly busy: boolean;
  readonly fault: string | undefined;
  readonly onClose: () => void;
  readonly onTell: (text: string, minutes: number) => void;
  readonly onTakeDown: () => void;
}) => {
  const t = useWords();
  const timeOf = useTimeOf();
  const [text, setText] = useState('');
  const [length, setLength] = useState('15');
  useEffect(() => {
    setText('');
    setLength('15');
  }, [open]);
  const said = shop?.notice;
  return (
    <Dialog open={open} title={t('tellTitle')} onClose={onClose}>
      {said === undefined ? null : (
        <>
          <Notice kind="warn" title={t('toldNow')}>
            <p>
              {said.text} <small>(→ {timeOf(said.untilMs)})</small>
            </p>
          </Notice>
          <Button wide busy={busy} onClick={onTakeDown}>
            {t('takeDown')}
          </Button>
        </>
      )}
      {fault === undefined ? null : <Notice kind="bad">{fault}</Notice>}
      <div class="row">
        {presets.map((id) => (
          <Button key={id} kind="quiet" onClick={() => setText(t(id))}>
            {t(id)}
          </Button>
        ))}
      </div>
      <TextField
        id="tell"
        name="tell"
        label={t('tellLabel')}
        hint={t('everybodyReads')}
        maxLength={TEXT_MAX}
        value={text}
        onInput={setText}
      />
      <Choices
        name="tell-length"
        legend={t('howLong')}
        from={LENGTHS.map((minutes) => ({ id: String(minutes), label: t('minutes', { n: minutes }) }))}
        chosen={[length]}
        onChange={([id]) => setLength(id ?? '15')}
      />
      <div class="row end">
        <Button
          kind="main"
          busy={busy}
          disabled={text.trim() === ''}
          onClick={() => onTell(text.trim(), Number(length))}
        >
          {t('tellIt')}
        </Button>
      </div>
    </Dialog>
  );
};
