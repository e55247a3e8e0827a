import { defineContext } from '@espresso/contract';
import {
  customerForgotten,
  customerRegistered,
  emailCodeRequested,
  letterAddressed,
  sessionsRevoked,
  staffInvited,
  staffJoined,
} from './contract/index.ts';
import { forgetMe, onCustomerForgotten } from './handlers/forget-me.ts';
import { invite, listInvitations, withdrawInvitation } from './handlers/invitations.ts';
import { acceptInvitation, setUp } from './handlers/join.ts';
import { onEmailCodeRequested } from './handlers/on-email-code-requested.ts';
import { onLetterAddressed, onLetterDue } from './handlers/on-letter-due.ts';
import { onSettingsChanged } from './handlers/on-settings-changed.ts';
import { approvePairing, pollPairing, startPairing } from './handlers/pair.ts';
import { signOut, whoAmI } from './handlers/session.ts';
import { showMe } from './handlers/show-me.ts';
import { signInCustomer } from './handlers/sign-in-customer.ts';
import { listStaff, revokeStaff } from './handlers/staff.ts';
import type { SessionKeys } from './keys.ts';
import { openLetters } from './letters.ts';
import type { Mailer } from './parts.ts';
import { customers, invitations, owners, pairings, policies, proofs, sessions, staff } from './tables.ts';
import { openVault } from './vault.ts';

/** What this context needs from outside. */
export interface Ports {
  readonly keys: SessionKeys;
  readonly mail: Mailer;
  /** The installation's own secret, at least 32 characters of chance; a new one forgets who everybody was. */
  readonly pepper: string;
}

/** Customers by e-mail, staff by role, sessions as signed tokens; nobody by a default password. */
export const identity = ({ keys, mail, pepper }: Ports) => {
  const vault = openVault(pepper);
  const letters = openLetters(pepper);
  const parts = { keys, vault };
  return defineContext({
    name: 'identity',
    purpose: 'Knows who is asking: customers by e-mail address, staff by role; and keeps the addresses to itself.',
    publishes: [
      customerRegistered,
      customerForgotten,
      emailCodeRequested,
      letterAddressed,
      staffInvited,
      staffJoined,
      sessionsRevoked,
    ],
    subscribes: {
      onSettingsChanged,
      onEmailCodeRequested: onEmailCodeRequested(mail, vault),
      onCustomerForgotten,
      onLetterDue: onLetterDue(letters),
      onLetterAddressed: onLetterAddressed(mail, letters),
    },
    tables: [customers, proofs, sessions, staff, owners, invitations, pairings, policies],
    routes: [
      signInCustomer(parts),
      showMe,
      forgetMe(parts),
      whoAmI,
      signOut,
      setUp(parts),
      invite(parts),
      acceptInvitation(parts),
      startPairing(parts),
      approvePairing(parts),
      pollPairing(parts),
      listInvitations,
      withdrawInvitation,
      listStaff,
      revokeStaff,
    ],
  });
};

export { admits } from './access.ts';
export { callerOf, type Authentication } from './caller.ts';
export {
  BadSessionKey,
  createSessionKey,
  keyring,
  openKeys,
  rotate,
  type Keyring,
  type SessionKey,
  type SessionKeys,
} from './keys.ts';
export { operatorSession } from './operator.ts';
export type { Mail, Mailer } from './parts.ts';
export { setUpInvitation, type SetUpLink } from './set-up.ts';
export { openVault, type Vault } from './vault.ts';
