import { seededRandom } from '@espresso/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawCode, drawSecret } from './chance.ts';
import { drawToken, linkOf, opens, readToken, SET_UP } from './invitation.ts';
import { TEAM, type Invitation } from './tables.ts';
import { openVault } from './vault.ts';

const vault = openVault('a pepper of at least thirty-two characters');
const start = Date.UTC(2026, 10, 23, 9, 30);
const { token, secretHash } = drawToken('invitation-1', seededRandom(1), vault);
const anInvitation: Invitation = {
  team: TEAM,
  invitationId: 'invitation-1',
  secretHash,
  role: 'barista',
  by: 'staff-1',
  invitedAtMs: start,
  expiresAt: start / 1_000 + 60,
};
const read = readToken(token) ?? { invitationId: '', secret: '' };

test('a token opens its own invitation until it expires', () => {
  expect(opens(anInvitation, read, vault, start)).toBe(true);
  expect(opens(anInvitation, read, vault, start + 59_999)).toBe(true);
  expect(opens(anInvitation, read, vault, start + 60_000)).toBe(false);
});

test('nothing else opens it', () => {
  const other = drawToken('invitation-1', seededRandom(2), vault);
  const theirs = readToken(other.token);
  expect(theirs !== undefined && opens(anInvitation, theirs, vault, start)).toBe(false);
  expect(
    opens({ ...anInvitation, invitationId: 'invitation-2' }, { ...read, invitationId: 'invitation-2' }, vault, start),
  ).toBe(false);
  expect(opens(undefined, read, vault, start)).toBe(false);
  expect(opens(undefined, { ...read, secret: '' }, vault, start)).toBe(false);
});

test('what is kept does not let anybody in', () => {
  expect(readToken(`invitation-1.${secretHash}`)).toEqual({ invitationId: 'invitation-1', secret: secretHash });
  expect(opens(anInvitation, { invitationId: 'invitation-1', secret: secretHash }, vault, start)).toBe(false);
});

test('text that is no token is read as none', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readToken(text)).toBeUndefined();
    }),
  );
  expect(readToken(`${token}x`)).toBeUndefined();
  expect(readToken(`${token}\n`)).toBeUndefined();
});

test('a link keeps its token behind the #, where no server sees it', () => {
  expect(linkOf(SET_UP, 'owner', 'set-up.abc')).toBe('/admin#set-up=set-up.abc');
  expect(linkOf('i', 'barista', 'i.abc')).toBe('/barista#join=i.abc');
  for (const role of ['owner', 'barista', 'display', 'viewer'] as const)
    expect(linkOf('i', role, 'i.abc').split('#')[0]).not.toContain('abc');
});

test('a secret is 256 bits, a code six digits', () => {
  const random = seededRandom(3);
  const secrets = Array.from({ length: 100 }, () => drawSecret(random));
  expect(new Set(secrets).size).toBe(100);
  for (const secret of secrets) expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  for (let at = 0; at < 1_000; at++) expect(drawCode(random)).toMatch(/^\d{6}$/);
  expect(drawCode({ next: () => 0 })).toBe('000000');
});
