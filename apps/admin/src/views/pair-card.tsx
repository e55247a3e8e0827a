import { Button, Card, Choices, Notice, TextField } from '@espresso/ui';
import { useState } from 'preact/hooks';
import { command, type Desk } from '../store/desk.ts';
import { paired } from '../wire.ts';
import { useWords } from './words.ts';

const kinds = ['display', 'barista'] as const;
type Kind = (typeof kinds)[number];

/** Lets a screen in that shows a code of six characters: nothing has to be typed on a television. */
export const PairCard = ({ desk, onPaired }: { readonly desk: Desk; readonly onPaired: () => void }) => {
  const t = useWords();
  const [code, setCode] = useState('');
  const [kind, setKind] = useState<Kind>('display');
  const [name, setName] = useState('');
  const [fault, setFault] = useState<string>();
  const [done, setDone] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const pair = async (): Promise<void> => {
    const typed = code.replaceAll(/[\s-]/g, '');
    setDone(undefined);
    if (!/^[a-z0-9]{6}$/i.test(typed)) {
      setFault(t('pairCodeWanted'));
      return;
    }
    setBusy(true);
    const body = { role: kind, shopId: desk.shop.shopId, ...(name.trim() !== '' && { name: name.trim() }) };
    const outcome = await command(desk, 'POST', `/api/pairings/${typed}/approve`, body, paired);
    setBusy(false);
    if (!outcome.ok) {
      setFault(outcome.reason === 'pairing-unknown' ? t('pairUnknown') : (outcome.detail ?? t('notReached')));
      return;
    }
    setFault(undefined);
    setCode('');
    setName('');
    setDone(t('pairedNow', { name: outcome.reply.name }));
    // The screen asks every few seconds, and joins the team then.
    setTimeout(onPaired, 4_000);
  };
  return (
    <Card label={t('pairTitle')}>
      <h2>{t('pairTitle')}</h2>
      <p class="soft">{t('pairHow')}</p>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void pair();
        }}
      >
        <Choices
          name="kind"
          legend={t('asWhat')}
          from={kinds.map((id) => ({ id, label: t(`role-${id}`) }))}
          chosen={[kind]}
          onChange={([id]) => {
            const found = kinds.find((one) => one === id);
            if (found !== undefined) setKind(found);
          }}
        />
        <div class="pair">
          <TextField
            id="pair-code"
            name="pair-code"
            label={t('pairCode')}
            maxLength={12}
            autocomplete="off"
            autocapitalize="characters"
            value={code}
            fault={fault}
            onInput={setCode}
          />
          <TextField
            id="pair-name"
            name="pair-name"
            label={t('pairName')}
            maxLength={60}
            autocomplete="off"
            value={name}
            onInput={setName}
          />
        </div>
        {done === undefined ? null : <Notice kind="good">{done}</Notice>}
        <div>
          <Button kind="main" type="submit" busy={isBusy}>
            {t('letIn')}
          </Button>
        </div>
      </form>
    </Card>
  );
};
