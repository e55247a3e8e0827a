import { Button, Card, TextField } from '@espresso/ui';
import { useState } from 'preact/hooks';
import { command, type Desk } from '../store/desk.ts';
import { useReply } from '../store/use-reply.ts';
import { oneStockLine, stock, type StockLine } from '../wire.ts';
import { Page, Shown } from './parts.tsx';
import { useWords } from './words.ts';

const LEFT_MAX = 1_000_000;

/** What is left of each ingredient. */
export const StockPage = ({ desk }: { readonly desk: Desk }) => {
  const t = useWords();
  const { reply, reload } = useReply(desk.api, `/api/shops/${desk.shop.shopId}/stock`, stock, [desk.revision]);
  return (
    <Page title={t('page-stock')} about={t('stockAbout')}>
      <Card>
        <Shown reply={reply}>
          {({ stock: lines }) =>
            lines.length === 0 ? (
              <p class="soft">{t('noIngredients')}</p>
            ) : (
              <ul class="stock">
                {lines.map((line) => (
                  <Line key={line.ingredientId} line={line} desk={desk} onCounted={reload} />
                ))}
              </ul>
            )
          }
        </Shown>
      </Card>
    </Page>
  );
};

const Line = ({
  line,
  desk,
  onCounted,
}: {
  readonly line: StockLine;
  readonly desk: Desk;
  readonly onCounted: () => void;
}) => {
  const t = useWords();
  const { ingredientId, name, unit, left, out } = line;
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const count = async (wanted: number | null): Promise<void> => {
    setBusy(true);
    const path = `/api/shops/${desk.shop.shopId}/stock/${ingredientId}`;
    const outcome = await command(desk, 'PUT', path, { left: wanted }, oneStockLine);
    setBusy(false);
    setFault(outcome.ok ? undefined : (outcome.detail ?? t('notReached')));
    if (!outcome.ok) return;
    setTyped('');
    desk.say(wanted === null ? t('countedNoMore', { name }) : t('counted', { name }));
    onCounted();
  };
  const isEmpty = out || left === 0;
  return (
    <li data-out={isEmpty ? '' : undefined}>
      <div class="stock-name">
        <strong>{name}</strong>
        <span class={isEmpty ? 'bad' : 'soft'}>
          {isEmpty ? `✕ ${t('runOut')} · ` : ''}
          {left === undefined ? t('notCounted') : t(`left-${unit}`, { n: left })}
        </span>
      </div>
      <form
        class="stock-form"
        onSubmit={(event) => {
          event.preventDefault();
          const amount = Number(typed.replace(',', '.'));
          const isAmount = typed.trim() !== '' && amount >= 0 && amount <= LEFT_MAX;
          setFault(isAmount ? undefined : t('amountWanted'));
          if (isAmount) void count(amount);
        }}
      >
        <TextField
          id={`left-${ingredientId}`}
          name="left"
          label={t('leftOf', { name, unit: t(`unit-${unit}`) })}
          inputMode="decimal"
          autocomplete="off"
          value={typed}
          fault={fault}
          onInput={setTyped}
        />
        <Button type="submit" busy={isBusy}>
          {t('save')}
          <span class="aside"> {name}</span>
        </Button>
        {left === undefined ? null : (
          <Button kind="plain" onClick={() => void count(null)}>
            {t('countNoMore')}
            <span class="aside"> {name}</span>
          </Button>
        )}
      </form>
    </li>
  );
};
