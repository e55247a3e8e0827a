import { Button, Card, Notice, TextField } from '@espresso/ui';
import { useState } from 'preact/hooks';
import { idFor } from '../model/menu-draft.ts';
import { command, type Desk } from '../store/desk.ts';
import { shop as shopReply } from '../wire.ts';
import { Page } from './parts.tsx';
import { statusSign, statusWord } from './shop-state.tsx';
import { useWords } from './words.ts';

const NAME_MAX = 60;

/** Every pop-up of this installation; one is chosen, and one more can be made. */
export const ShopsPage = ({ desk }: { readonly desk: Desk }) => {
  const t = useWords();
  const [name, setName] = useState('');
  const [fault, setFault] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const create = async (): Promise<void> => {
    if (name.trim() === '') {
      setFault(t('nameWanted'));
      return;
    }
    setBusy(true);
    const shopId = idFor(
      name,
      desk.shops.map(({ shopId: id }) => ({ id })),
      'shop',
    );
    const outcome = await command(desk, 'POST', '/api/shops', { shopId, name: name.trim() }, shopReply);
    setBusy(false);
    setFault(outcome.ok ? undefined : (outcome.detail ?? t('notReached')));
    if (!outcome.ok) return;
    setName('');
    desk.say(t('shopCreated', { name: outcome.reply.name }));
    desk.reload();
    desk.choose(shopId);
  };
  return (
    <Page title={t('page-shops')} about={t('shopsAbout')}>
      <Card>
        <ul class="shops">
          {desk.shops.map((shop) => (
            <li key={shop.shopId} data-chosen={shop.shopId === desk.shop.shopId ? '' : undefined}>
              <div>
                <strong>{shop.name}</strong>
                <span class="soft">
                  {statusSign[shop.status]} {t(statusWord[shop.status])} · {shop.shopId}
                </span>
              </div>
              {shop.shopId === desk.shop.shopId ? (
                <span class="chosen">✓ {t('chosen')}</span>
              ) : (
                <Button onClick={() => desk.choose(shop.shopId)}>
                  {t('choose')}
                  <span class="aside"> {shop.name}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Card>
      {desk.me.shopId === undefined ? (
        <Card label={t('newShop')}>
          <h2>{t('newShop')}</h2>
          <form
            class="line-form"
            onSubmit={(event) => {
              event.preventDefault();
              void create();
            }}
          >
            <TextField
              id="shop-name"
              name="shop-name"
              label={t('shopName')}
              hint={t('shopNameHint')}
              maxLength={NAME_MAX}
              value={name}
              fault={fault}
              onInput={setName}
            />
            <Button kind="main" type="submit" busy={isBusy}>
              {t('create')}
            </Button>
          </form>
        </Card>
      ) : (
        <Notice>{t('oneShopOnly')}</Notice>
      )}
    </Page>
  );
};
