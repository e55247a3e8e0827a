import { Button, Choices, Dialog, TextField } from '@espresso/ui';
import { useEffect, useState } from 'preact/hooks';
import type { Ticket } from '../model/ticket.ts';
import { useWords } from './words.ts';

const presets = ['reasonMachine', 'reasonIngredient', 'reasonTwice', 'reasonClosing'] as const;
const REASON_MAX = 200;

/** Why an order is cancelled: the customer reads it. */
export const CancelDialog = ({
  ticket,
  onClose,
  onCancel,
}: {
  readonly ticket: Ticket | undefined;
  readonly onClose: () => void;
  readonly onCancel: (ticket: Ticket, reason: string) => void;
}) => {
  const t = useWords();
  const [preset, setPreset] = useState<string>();
  const [own, setOwn] = useState('');
  useEffect(() => {
    setPreset(undefined);
    setOwn('');
  }, [ticket?.orderId]);
  const chosen = presets.find((key) => key === preset);
  const reason = own.trim() !== '' ? own.trim() : chosen === undefined ? '' : t(chosen);
  return (
    <Dialog
      open={ticket !== undefined}
      title={
        ticket === undefined ? '' : t('cancelTitle', { number: String(ticket.orderNumber), drink: ticket.drink.name })
      }
      onClose={onClose}
    >
      <Choices
        name="reason"
        legend={t('cancelWhy')}
        from={presets.map((id) => ({ id, label: t(id) }))}
        chosen={own.trim() === '' && preset !== undefined ? [preset] : []}
        onChange={([id]) => {
          setPreset(id);
          setOwn('');
        }}
      />
      <TextField
        id="own-reason"
        name="own-reason"
        label={t('ownWords')}
        hint={t('customerReads')}
        maxLength={REASON_MAX}
        value={own}
        onInput={setOwn}
      />
      <div class="row end">
        <Button kind="quiet" onClick={onClose}>
          {t('keepIt')}
        </Button>
        <Button
          kind="danger"
          disabled={reason === ''}
          onClick={() => {
            if (ticket !== undefined) onCancel(ticket, reason);
          }}
        >
          {t('cancelOrder')}
        </Button>
      </div>
    </Dialog>
  );
};
