import { Button, Card, Logo, Notice, TextField } from '@espresso/ui';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Shop } from '../wire.ts';
import { useWords } from './words.ts';

const NAME_MAX = 60;

/** A page with one thing to do. */
const Door = ({ title, children }: { readonly title: string; readonly children: ComponentChildren }) => (
  <main class="door">
    <Logo size={64} />
    <h1>{title}</h1>
    <Card>{children}</Card>
  </main>
);

/** An invitation was opened: the name is all that is missing. */
export const JoinDoor = ({
  busy,
  fault,
  onJoin,
}: {
  readonly busy: boolean;
  readonly fault: string | undefined;
  readonly onJoin: (name: string) => void;
}) => {
  const t = useWords();
  const [name, setName] = useState('');
  return (
    <Door title={t('joinTitle')}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '' && !busy) onJoin(name.trim());
        }}
      >
        <p>{t('joinHow')}</p>
        <TextField
          id="name"
          name="name"
          label={t('yourName')}
          hint={t('nameHint')}
          value={name}
          required
          maxLength={NAME_MAX}
          autocomplete="given-name"
          onInput={setName}
        />
        {fault === undefined ? null : <Notice kind="bad">{fault}</Notice>}
        <Button kind="main" type="submit" wide busy={busy}>
          {t('join')}
        </Button>
      </form>
    </Door>
  );
};

/** Nobody is signed in here. */
export const SignInDoor = ({
  notBarista,
  onLink,
  pairing,
}: {
  /** Who is signed in instead, who may not work here. */
  readonly notBarista: boolean;
  readonly onLink: (link: string) => void;
  readonly pairing: ComponentChildren;
}) => {
  const t = useWords();
  const [link, setLink] = useState('');
  const [isWrong, setWrong] = useState(false);
  return (
    <Door title={t('signInTitle')}>
      {notBarista ? <Notice kind="warn">{t('notBarista')}</Notice> : null}
      <p>{t('signInHow')}</p>
      {pairing}
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const wrong = !/[#]join=.+/.test(link);
          setWrong(wrong);
          if (!wrong) onLink(link);
        }}
      >
        <TextField
          id="link"
          name="link"
          label={t('linkLabel')}
          hint={t('linkHint')}
          fault={isWrong ? t('linkWrong') : undefined}
          value={link}
          autocomplete="off"
          autocapitalize="off"
          onInput={setLink}
        />
        <Button type="submit">{t('openLink')}</Button>
      </form>
    </Door>
  );
};

/** Which shop this device works for. */
export const ShopDoor = ({
  shops,
  onChoose,
}: {
  readonly shops: readonly Shop[];
  readonly onChoose: (shop: Shop) => void;
}) => {
  const t = useWords();
  return (
    <Door title={t('whichShop')}>
      <div class="stack">
        {shops.map((shop) => (
          <Button key={shop.shopId} wide onClick={() => onChoose(shop)}>
            {shop.name}
          </Button>
        ))}
      </div>
    </Door>
  );
};

/** Nobody answers yet. */
export const WaitDoor = ({ isLost }: { readonly isLost: boolean }) => {
  const t = useWords();
  return (
    <main class="door" aria-busy={!isLost}>
      <Logo size={64} />
      <p role="status">{isLost ? t('notReached') : t('opening')}</p>
    </main>
  );
};
