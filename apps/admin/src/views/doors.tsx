import { Button, Card, Logo, Notice, TextField } from '@espresso/ui';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useWords } from './words.ts';

/** A page with one thing to do. */
const Door = ({ title, children }: { readonly title: string; readonly children: ComponentChildren }) => (
  <main class="door">
    <Logo size={72} />
    <h1>{title}</h1>
    <Card>{children}</Card>
  </main>
);

/** A link was opened that lets somebody in: the name is all that is missing. */
export const NameDoor = ({
  isFirst,
  busy,
  fault,
  onName,
}: {
  /** Whether this is the first owner of a new bar. */
  readonly isFirst: boolean;
  readonly busy: boolean;
  readonly fault: string | undefined;
  readonly onName: (name: string) => void;
}) => {
  const t = useWords();
  const [name, setName] = useState('');
  const [isMissing, setMissing] = useState(false);
  return (
    <Door title={isFirst ? t('setUpTitle') : t('joinTitle')}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(name.trim() === '');
          if (name.trim() !== '' && !busy) onName(name.trim());
        }}
      >
        <p>{isFirst ? t('setUpHow') : t('joinHow')}</p>
        <TextField
          id="name"
          name="name"
          label={t('yourName')}
          hint={t('yourNameHint')}
          maxLength={60}
          autocomplete="name"
          value={name}
          fault={isMissing ? t('nameWanted') : undefined}
          onInput={setName}
        />
        {fault === undefined ? null : <Notice kind="bad">{fault}</Notice>}
        <Button kind="main" type="submit" wide busy={busy}>
          {isFirst ? t('becomeOwner') : t('join')}
        </Button>
      </form>
    </Door>
  );
};

/** Nobody is signed in here who may sit at the desk. */
export const ClosedDoor = ({ isOther, onSignOut }: { readonly isOther: boolean; readonly onSignOut: () => void }) => {
  const t = useWords();
  return (
    <Door title={t('closedDoorTitle')}>
      {isOther ? <Notice kind="warn">{t('notOwner')}</Notice> : null}
      <p>{t('closedDoorHow')}</p>
      <p class="soft">{t('closedDoorFirst')}</p>
      {isOther ? <Button onClick={onSignOut}>{t('signOut')}</Button> : null}
    </Door>
  );
};

/** Nobody answers yet. */
export const WaitDoor = ({ isLost }: { readonly isLost: boolean }) => {
  const t = useWords();
  return (
    <main class="door" aria-busy={!isLost}>
      <Logo size={72} />
      <p role="status">{isLost ? t('notReached') : t('loading')}</p>
    </main>
  );
};
