import { Button, Notice, TextField } from '@espresso/ui';
import { fieldsOf } from '../model/wish.ts';
import type { PageState } from '../model/page-state.ts';
import type { Speaks } from './parts.ts';

/** The bar wants to be sure of the address: a code was mailed to it. What was picked before travels along, unseen. */
export const ProofForm = ({
  state,
  t,
  busy = false,
  onSubmit,
  onAgain,
}: Speaks & {
  readonly state: PageState;
  readonly busy?: boolean;
  readonly onSubmit?: (proof: string) => void;
  readonly onAgain?: () => void;
}) => {
  const { proof, shop, wish, code, key } = state;
  if (proof === undefined || shop === undefined) return null;
  const { email, triesLeft } = proof;
  return (
    <form
      method="post"
      action="/order"
      class="card stack"
      onSubmit={(event) => {
        if (onSubmit === undefined) return;
        event.preventDefault();
        const typed = new FormData(event.currentTarget).get('proof');
        if (!busy && typeof typed === 'string') onSubmit(typed.trim());
      }}
    >
      <h1>{t('proofTitle')}</h1>
      <p>{t('proofText', { email })}</p>
      {triesLeft === undefined ? null : (
        <Notice kind="bad">{triesLeft === 0 ? t('proofOver') : t('proofWrong', { n: triesLeft })}</Notice>
      )}
      <input type="hidden" name="shop" value={shop.shopId} />
      <input type="hidden" name="email" value={email} />
      <input type="hidden" name="key" value={key} />
      {code === undefined ? null : <input type="hidden" name="code" value={code} />}
      {wish === undefined
        ? null
        : fieldsOf(wish).map(([name, value]) => <input key={name + value} type="hidden" name={name} value={value} />)}
      <TextField
        id="proof"
        name="proof"
        label={t('proofCode')}
        inputMode="numeric"
        autocomplete="one-time-code"
        maxLength={12}
        required
      />
      <Button type="submit" kind="main" wide busy={busy}>
        {t('next')}
      </Button>
      <button
        class="button"
        data-kind="plain"
        type={onAgain === undefined ? 'submit' : 'button'}
        name="again"
        value="1"
        formNoValidate
        onClick={onAgain}
      >
        {t('proofSend')}
      </button>
    </form>
  );
};
