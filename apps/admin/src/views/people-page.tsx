import { Button, Card, Choices, Dialog, Notice, TextField } from '@espresso/ui';
import { useEffect, useState } from 'preact/hooks';
import { command, type Desk } from '../store/desk.ts';
import { useReply } from '../store/use-reply.ts';
import { anything, invitations, invited, roles, staff, type Invitation, type Member, type Role } from '../wire.ts';
import { LinkCard } from './link-card.tsx';
import { PairCard } from './pair-card.tsx';
import { Page, RemoveButton, Shown } from './parts.tsx';
import { useWords } from './words.ts';

/** Who works here, and who is invited to. */
export const PeoplePage = ({ desk, wanted }: { readonly desk: Desk; readonly wanted: Role | undefined }) => {
  const t = useWords();
  const [revision, setRevision] = useState(0);
  const changed = (): void => setRevision((before) => before + 1);
  const people = useReply(desk.api, '/api/staff', staff, [revision, desk.revision]);
  const open = useReply(desk.api, '/api/invitations', invitations, [revision, desk.revision]);
  const [leaving, setLeaving] = useState<Member>();
  const [fault, setFault] = useState<string>();
  const nameOf = (shopId: string | undefined): string =>
    shopId === undefined ? t('everyShop') : (desk.shops.find((one) => one.shopId === shopId)?.name ?? shopId);
  const dates = new Intl.DateTimeFormat(desk.language.value, { dateStyle: 'medium', timeStyle: 'short' });

  const end = async (path: string, method: 'POST' | 'DELETE', done: string): Promise<void> => {
    const outcome = await command(desk, method, path, undefined, anything);
    setLeaving(undefined);
    setFault(
      outcome.ok ? undefined : outcome.reason === 'last-owner' ? t('lastOwner') : (outcome.detail ?? t('notReached')),
    );
    if (outcome.ok) desk.say(done);
    changed();
  };
  return (
    <Page title={t('page-people')} about={t('peopleAbout')}>
      {fault === undefined ? null : <Notice kind="bad">{fault}</Notice>}
      <InviteCard desk={desk} wanted={wanted} onInvited={changed} />
      <PairCard desk={desk} onPaired={changed} />
      <Card label={t('team')}>
        <h2>{t('team')}</h2>
        <Shown reply={people.reply}>
          {({ staff: members }) =>
            members.length === 0 ? (
              <p class="soft">{t('nobodyYet')}</p>
            ) : (
              <ul class="people">
                {members.map((member) => (
                  <li key={member.staffId} data-gone={member.revokedAt === undefined ? undefined : ''}>
                    <div>
                      <strong>{member.name}</strong>
                      <span class="soft">
                        {t(`role-${member.role}`)} · {nameOf(member.shopId)} ·{' '}
                        {member.revokedAt === undefined
                          ? t('since', { when: dates.format(new Date(member.joinedAt)) })
                          : t('signedOutAt', { when: dates.format(new Date(member.revokedAt)) })}
                      </span>
                    </div>
                    {member.staffId === desk.me.staffId ? (
                      <span class="chosen">{t('you')}</span>
                    ) : member.revokedAt === undefined ? (
                      <Button kind="danger" onClick={() => setLeaving(member)}>
                        {t('signOutMember')}
                        <span class="aside"> {member.name}</span>
                      </Button>
                    ) : null}
                  </li>
                ))}
              </ul>
            )
          }
        </Shown>
      </Card>
      <OpenInvitations
        open={open.reply.state === 'here' ? open.reply.value.invitations : []}
        nameOf={nameOf}
        dates={dates}
        onWithdraw={({ invitationId }) =>
          void end(`/api/invitations/${invitationId}`, 'DELETE', t('invitationWithdrawn'))
        }
      />
      <Dialog
        open={leaving !== undefined}
        title={t('signOutTitle', { name: leaving?.name ?? '' })}
        onClose={() => setLeaving(undefined)}
      >
        <p>{t('signOutMeaning')}</p>
        <div class="row end">
          <Button kind="quiet" onClick={() => setLeaving(undefined)}>
            {t('never')}
          </Button>
          <Button
            kind="danger"
            onClick={() => {
              if (leaving !== undefined)
                void end(`/api/staff/${leaving.staffId}/revoke`, 'POST', t('signedOut', { name: leaving.name }));
            }}
          >
            {t('signOutMember')}
          </Button>
        </div>
      </Dialog>
    </Page>
  );
};

const OpenInvitations = ({
  open,
  nameOf,
  dates,
  onWithdraw,
}: {
  readonly open: readonly Invitation[];
  readonly nameOf: (shopId: string | undefined) => string;
  readonly dates: Intl.DateTimeFormat;
  readonly onWithdraw: (invitation: Invitation) => void;
}) => {
  const t = useWords();
  if (open.length === 0) return null;
  return (
    <Card label={t('openInvitations')}>
      <h2>{t('openInvitations')}</h2>
      <ul class="people">
        {open.map((one) => (
          <li key={one.invitationId}>
            <div>
              <strong>{one.note ?? t(`role-${one.role}`)}</strong>
              <span class="soft">
                {t(`role-${one.role}`)} · {nameOf(one.shopId)} ·{' '}
                {t('goodUntil', { when: dates.format(new Date(one.expiresAt)) })}
              </span>
            </div>
            <RemoveButton name={one.note ?? t(`role-${one.role}`)} onRemove={() => onWithdraw(one)} />
          </li>
        ))}
      </ul>
    </Card>
  );
};

/** Makes out an invitation and shows it: to scan with the other device, or to send. */
const InviteCard = ({
  desk,
  wanted,
  onInvited,
}: {
  readonly desk: Desk;
  readonly wanted: Role | undefined;
  readonly onInvited: () => void;
}) => {
  const t = useWords();
  const [role, setRole] = useState<Role>(wanted ?? 'barista');
  const [note, setNote] = useState('');
  const [isEverywhere, setEverywhere] = useState(false);
  const [link, setLink] = useState<{ readonly url: string; readonly role: Role }>();
  const [fault, setFault] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    if (wanted !== undefined) setRole(wanted);
  }, [wanted]);
  const mayInviteEverywhere = desk.me.shopId === undefined;
  const invite = async (): Promise<void> => {
    setBusy(true);
    const body = {
      role,
      ...(!(isEverywhere && mayInviteEverywhere) && { shopId: desk.shop.shopId }),
      ...(note.trim() !== '' && { note: note.trim() }),
    };
    const outcome = await command(desk, 'POST', '/api/invitations', body, invited);
    setBusy(false);
    setFault(outcome.ok ? undefined : (outcome.detail ?? t('notReached')));
    if (!outcome.ok) return;
    setLink({ url: desk.origin + outcome.reply.path, role });
    setNote('');
    onInvited();
  };
  return (
    <Card label={t('invite')}>
      <h2>{t('invite')}</h2>
      <Choices
        name="role"
        legend={t('asWhat')}
        from={roles.map((id) => ({ id, label: t(`role-${id}`) }))}
        chosen={[role]}
        onChange={([id]) => {
          const found = roles.find((one) => one === id);
          if (found !== undefined) setRole(found);
        }}
      />
      <p class="soft">{t(`role-${role}-means`)}</p>
      {mayInviteEverywhere && desk.shops.length > 1 ? (
        <label class="check">
          <input
            type="checkbox"
            checked={isEverywhere}
            onChange={(event) => setEverywhere(event.currentTarget.checked)}
          />
          {t('forEveryShop')}
        </label>
      ) : null}
      <div class="line-form">
        <TextField
          id="note"
          name="note"
          label={t('note')}
          hint={t('noteHint')}
          maxLength={120}
          value={note}
          onInput={setNote}
        />
        <Button kind="main" busy={isBusy} onClick={() => void invite()}>
          {t('makeInvitation')}
        </Button>
      </div>
      {fault === undefined ? null : <Notice kind="bad">{fault}</Notice>}
      {link === undefined ? null : (
        <section aria-label={t('invitationReady')} class="stack">
          <Notice kind="good" title={t('invitationReady')}>
            {t('invitationHow')}
          </Notice>
          <LinkCard url={link.url} label={t('invitationFor', { role: t(`role-${link.role}`) })} />
        </section>
      )}
    </Card>
  );
};
