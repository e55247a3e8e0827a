import { Button, Logo, Notice, TextField } from '@espresso/ui';
import { useState } from 'preact/hooks';
import type { Session, SessionStore } from '../store/session.ts';
import { useWords } from './words.ts';

/** What those see who are not let in yet: what this is, and how to get in. */
export const Gate = ({
  sessions,
  session,
  invitation,
}: {
  readonly sessions: SessionStore;
  readonly session: Exclude<Session, { readonly state: 'inside' }>;
  readonly invitation: string | undefined;
}) => {
  const t = useWords();
  return (
    <main class="gate" id="content">
      <Logo size={72} />
      <h1>{t('gateTitle')}</h1>
      {session.state === 'asking' ? <p role="status">{t('loading')}</p> : null}
      {session.state === 'unreachable' ? (
        <>
          <Notice kind="bad">{t('offline')}</Notice>
          <Button kind="main" onClick={() => void sessions.ask()}>
            {t('tryAgain')}
          </Button>
        </>
      ) : null}
      {session.state === 'outside' ? (
        <>
          {session.why === 'nobody' ? null : (
            <Notice kind="warn">{t(session.why === 'ended' ? 'gateEnded' : 'gateCustomer')}</Notice>
          )}
          {invitation === undefined ? <p>{t('gateText')}</p> : <Join sessions={sessions} token={invitation} />}
        </>
      ) : null}
    </main>
  );
};

const Join = ({ sessions, token }: { readonly sessions: SessionStore; readonly token: string }) => {
  const t = useWords();
  const [name, setName] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const join = async (): Promise<void> => {
    setBusy(true);
    setFault(await sessions.join(token, name.trim()));
    setBusy(false);
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void join();
      }}
    >
      <p>{t('gateJoin')}</p>
      <TextField
        id="name"
        name="name"
        label={t('gateName')}
        value={name}
        required
        maxLength={60}
        autocomplete="name"
        fault={fault}
        onInput={setName}
      />
      <Button kind="main" type="submit" busy={isBusy}>
        {t('gateEnter')}
      </Button>
    </form>
  );
};
