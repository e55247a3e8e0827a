import { Button, Dialog, DrinkIcon, Notice } from '@espresso/ui';
import type { Api } from '@espresso/ui/api';
import { flag, list, object, text } from '@espresso/ui/read';
import type { Ids } from '@espresso/kernel';
import { useEffect, useState } from 'preact/hooks';
import type { BarStore } from '../store/bar.ts';
import { anything, stock as stockReply, type StockLine } from '../wire.ts';
import { HoldButton } from './hold-button.tsx';
import { useWords } from './words.ts';

const written = object({ drinks: list(object({ id: text, available: flag })) });

/** What has run out, in one long press; and back again. */
export const SoldOutDialog = ({
  open,
  bar,
  api,
  ids,
  onClose,
}: {
  readonly open: boolean;
  readonly bar: BarStore;
  readonly api: Api;
  readonly ids: Ids;
  readonly onClose: () => void;
}) => {
  const t = useWords();
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  const [stock, setStock] = useState<readonly StockLine[]>([]);
  const [fault, setFault] = useState<string>();
  const [before, setBefore] = useState<ReadonlyMap<string, number>>(new Map());
  const path = `/api/shops/${bar.shopId}`;
  const menu = bar.menu.value;
  const revision = bar.stockRevision.value;

  const load = async (): Promise<void> => {
    const [drinks, lines] = await Promise.all([
      api.get(`${path}/menu/written`, written),
      api.get(`${path}/stock`, stockReply),
    ]);
    if (drinks.ok) setOff(new Set(drinks.reply.drinks.filter(({ available }) => !available).map(({ id }) => id)));
    if (lines.ok) setStock(lines.reply.stock);
    if (!drinks.ok || !lines.ok) setFault(t('notReached'));
  };
  useEffect(() => {
    if (open) void load();
  }, [open, menu, revision]);

  const put = async (where: string, body: Parameters<Api['command']>[1]): Promise<void> => {
    const outcome = await api.command(`${path}${where}`, body, anything, {
      key: ids.next(),
      method: 'PUT',
      triesMax: 4,
    });
    setFault(outcome.ok ? undefined : (outcome.detail ?? t('notReached')));
    bar.refreshMenu();
    await load();
  };
  const setDrink = (id: string, available: boolean) => put(`/drinks/${id}/availability`, { available });
  const setLeft = (id: string, left: number | null) => put(`/stock/${id}`, { left });

  return (
    <Dialog open={open} title={t('soldOutTitle')} onClose={onClose}>
      <p class="soft">{t('soldOutHow')}</p>
      {fault === undefined ? null : <Notice kind="bad">{fault}</Notice>}
      <h3>{t('drinks')}</h3>
      <ul class="shelf">
        {(menu?.drinks ?? []).map(({ id, name, icon, soldOut }) => (
          <li key={id} data-out={soldOut || off.has(id) ? '' : undefined}>
            <DrinkIcon icon={icon} size={28} />
            <span class="shelf-name">
              {name}
              {soldOut || off.has(id) ? (
                <small>✕ {off.has(id) ? t('offTheMenu') : t('ingredientMissing')}</small>
              ) : null}
            </span>
            {off.has(id) ? (
              <Button kind="quiet" onClick={() => void setDrink(id, true)}>
                {t('back')}
                <span class="aside"> {name}</span>
              </Button>
            ) : (
              <HoldButton label={`${t('hold')}: ${t('markSoldOut', { name })}`} onHeld={() => void setDrink(id, false)}>
                {t('hold')}
              </HoldButton>
            )}
          </li>
        ))}
      </ul>
      <h3>{t('ingredients')}</h3>
      <ul class="shelf">
        {stock.map(({ ingredientId, name, left, out, unit }) => (
          <li key={ingredientId} data-out={out || left === 0 ? '' : undefined}>
            <span class="shelf-name">
              {name}
              <small>
                {out || left === 0
                  ? `✕ ${t('out')}`
                  : left === undefined
                    ? t('notCounted')
                    : t(unitWord[unit], { n: left })}
              </small>
            </span>
            {left === 0 ? (
              <Button kind="quiet" onClick={() => void setLeft(ingredientId, before.get(ingredientId) ?? null)}>
                {t('back')}
                <span class="aside"> {name}</span>
              </Button>
            ) : (
              <HoldButton
                label={`${t('hold')}: ${t('markSoldOut', { name })}`}
                onHeld={() => {
                  if (left !== undefined) setBefore(new Map(before).set(ingredientId, left));
                  void setLeft(ingredientId, 0);
                }}
              >
                {t('hold')}
              </HoldButton>
            )}
          </li>
        ))}
      </ul>
      <div class="row end">
        <Button kind="main" onClick={onClose}>
          {t('ready')}
        </Button>
      </div>
    </Dialog>
  );
};

const unitWord = { g: 'grams', ml: 'millilitres', piece: 'pieces' } as const;
