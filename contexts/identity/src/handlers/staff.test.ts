import { memoryStore } from '@espresso/host';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openBar, reasonOf, replyOf, tokenIn } from '../../test/bar.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const INVITE = 'POST /api/invitations';
const ACCEPT = 'POST /api/invitations/accept';
const SET_UP = 'POST /api/setup';
const REVOKE = 'POST /api/staff/{staffId}/revoke';
const listed = (reply: unknown) =>
  z.object({ staff: z.array(z.looseObject({ staffId: z.string(), name: z.string() })) }).parse(reply).staff;
const idOf = (authentication: { readonly caller: { readonly kind: string; readonly staffId?: string } }) =>
  authentication.caller.staffId ?? '';

describe('the first start', () => {
  test('prints a link that makes the first owner', async () => {
    const bar = await openBar();
    const token = await bar.start();
    const outcome = await bar.ask(SET_UP, { body: { token, name: ' Olga ' } });
    expect(replyOf(outcome)).toMatchObject({ name: 'Olga', role: 'owner' });
    expect(await bar.who(tokenIn(outcome))).toMatchObject({ caller: { kind: 'staff', role: 'owner', name: 'Olga' } });
  });

  test('works once, and no later start prints another', async () => {
    const bar = await openBar();
    const token = await bar.start();
    await bar.ask(SET_UP, { body: { token, name: 'Olga' } });
    expect(reasonOf(await bar.ask(SET_UP, { body: { token, name: 'Mallory' } }))).toBe('invitation-invalid');
    expect(await bar.start()).toBeUndefined();
  });

  test('works once even for two at once', async () => {
    const bar = await openBar();
    const body = { token: await bar.start(), name: 'Olga' };
    const [one, two] = [await bar.weigh(SET_UP, { body }), await bar.weigh(SET_UP, { body })];
    expect([reasonOf(one), reasonOf(two)]).toEqual(['accepted', 'accepted']);
    expect([reasonOf(await bar.commit(one)), reasonOf(await bar.commit(two))]).toEqual([
      'accepted',
      'invitation-invalid',
    ]);
  });

  test('a later start prints a new link, and the old one is good no more; each lasts a day', async () => {
    const bar = await openBar();
    const first = await bar.start();
    const second = await bar.start();
    expect(first).not.toBe(second);
    expect(reasonOf(await bar.ask(SET_UP, { body: { token: first, name: 'Olga' } }))).toBe('invitation-invalid');
    await bar.host.advance(DAY);
    expect(reasonOf(await bar.ask(SET_UP, { body: { token: second, name: 'Olga' } }))).toBe('invitation-invalid');
    expect(await bar.start()).toBeDefined();
  });

  test('a set-up link left over makes no owner once there is one', async () => {
    const bar = await openBar();
    const token = await bar.start();
    await bar.join(await bar.operator(), 'owner');
    expect(reasonOf(await bar.ask(SET_UP, { body: { token, name: 'Mallory' } }))).toBe('invitation-invalid');
  });

  test('the set-up link is no invitation, and an invitation sets nothing up', async () => {
    const bar = await openBar();
    const token = await bar.start();
    expect(reasonOf(await bar.ask(ACCEPT, { body: { token, name: 'Mallory' } }))).toBe('invitation-invalid');
    const invited = tokenIn(await bar.ask(INVITE, { token: await bar.operator(), body: { role: 'viewer' } }));
    expect(reasonOf(await bar.ask(SET_UP, { body: { token: invited, name: 'Mallory' } }))).toBe('invitation-invalid');
  });
});

describe('an invitation', () => {
  test('lets one person in, with its role and shop', async () => {
    const bar = await openBar();
    const { token } = await bar.join(await bar.owner(), 'barista', 'main');
    expect(await bar.who(token)).toMatchObject({
      caller: { kind: 'staff', role: 'barista', shopId: 'main', name: 'Cy' },
    });
    const told = bar.host.events().map((event) => event['detail-type']);
    expect(told.filter((type) => type.startsWith('Identity.'))).toEqual([
      'Identity.StaffJoined',
      'Identity.StaffInvited',
      'Identity.StaffJoined',
    ]);
  });

  test('is a link to the page of its role, and is kept nowhere', async () => {
    const bar = await openBar(memoryStore());
    const outcome = await bar.ask(INVITE, { token: await bar.owner(), body: { role: 'barista' } });
    const token = tokenIn(outcome);
    expect(replyOf(outcome)).toMatchObject({ path: `/barista#join=${token}` });
    const [, secret = ''] = token.split('.');
    expect(bar.kept.some(({ space }) => space.includes('identity-invitations'))).toBe(true);
    expect(bar.kept.filter(({ text }) => text.includes(secret))).toEqual([]);
  });

  test('never works twice, one after another or both at once', async () => {
    const bar = await openBar();
    const owner = await bar.owner();
    const token = tokenIn(await bar.ask(INVITE, { token: owner, body: { role: 'owner' } }));
    const body = { token, name: 'Cy' };
    const [one, two] = [await bar.weigh(ACCEPT, { body }), await bar.weigh(ACCEPT, { body })];
    expect([reasonOf(await bar.commit(one)), reasonOf(await bar.commit(two))]).toEqual([
      'accepted',
      'invitation-invalid',
    ]);
    expect(await bar.who(tokenIn(two))).toMatchObject({ authentic: false, reason: 'revoked' });
    expect(reasonOf(await bar.ask(ACCEPT, { body }))).toBe('invitation-invalid');
    const again = tokenIn(await bar.ask(INVITE, { token: owner, body: { role: 'barista' } }));
    const both = await Promise.all([1, 2].map(() => bar.ask(ACCEPT, { body: { token: again, name: 'Cy' } })));
    expect(both.map(reasonOf).toSorted()).toEqual(['accepted', 'invitation-invalid']);
  });

  test('unknown, used, taken back or too old: the answer is one and the same', async () => {
    const bar = await openBar();
    const owner = await bar.owner();
    const invite = async () => {
      const outcome = await bar.ask(INVITE, { token: owner, body: { role: 'barista' } });
      return z.object({ token: z.string(), invitationId: z.string() }).parse(replyOf(outcome));
    };
    const [used, taken, old] = [await invite(), await invite(), await invite()];
    await bar.ask(ACCEPT, { body: { token: used.token, name: 'Cy' } });
    await bar.ask('DELETE /api/invitations/{invitationId}', {
      token: owner,
      params: { invitationId: taken.invitationId },
    });
    bar.host.clock.advance(7 * DAY);
    const unknown = `${old.invitationId}x.${'A'.repeat(43)}`;
    const guessed = `${old.invitationId}.${'A'.repeat(43)}`;
    const answers = [];
    for (const token of [used.token, taken.token, old.token, unknown, guessed, 'nonsense'])
      answers.push(await bar.ask(ACCEPT, { body: { token, name: 'Cy' } }));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ accepted: false, reason: 'invitation-invalid' });
  });

  test('is listed while it waits, without its token, and can be taken back once', async () => {
    const bar = await openBar();
    const owner = await bar.owner();
    const outcome = await bar.ask(INVITE, {
      token: owner,
      body: { role: 'display', shopId: 'main', note: 'the big screen' },
    });
    const [, secret = ''] = tokenIn(outcome).split('.');
    const reply = replyOf(await bar.ask('GET /api/invitations', { token: owner }));
    expect(reply).toMatchObject({ invitations: [{ role: 'display', shopId: 'main', note: 'the big screen' }] });
    expect(JSON.stringify(reply)).not.toContain(secret);
    const { invitationId } = z.object({ invitationId: z.string() }).parse(replyOf(outcome));
    const back = { token: owner, params: { invitationId } };
    expect(reasonOf(await bar.ask('DELETE /api/invitations/{invitationId}', back))).toBe('accepted');
    expect(reasonOf(await bar.ask('DELETE /api/invitations/{invitationId}', back))).toBe('unknown-invitation');
    expect(replyOf(await bar.ask('GET /api/invitations', { token: owner }))).toEqual({ invitations: [] });
  });

  test('a display stays a year, everybody else a month', async () => {
    const bar = await openBar();
    const owner = await bar.owner();
    const display = await bar.join(owner, 'display', 'main');
    const barista = await bar.join(owner, 'barista', 'main');
    bar.host.clock.advance(30 * DAY);
    expect(await bar.who(barista.token)).toMatchObject({ reason: 'expired' });
    expect(await bar.who(display.token)).toMatchObject({ caller: { role: 'display' } });
    bar.host.clock.advance(335 * DAY);
    expect(await bar.who(display.token)).toMatchObject({ reason: 'expired' });
  });

  test('a name is one line of visible text', async () => {
    const bar = await openBar();
    const token = await bar.start();
    for (const name of ['', '  ', 'a\nb', 'a\u202eb', 'x'.repeat(61)])
      await expect(bar.ask(SET_UP, { body: { token, name } }), JSON.stringify(name)).rejects.toThrow('invalid request');
    expect(reasonOf(await bar.ask(SET_UP, { body: { token, name: 'Zo\u00eb \u{1F469}\u200D\u{1F373}' } }))).toBe(
      'accepted',
    );
  });
});

describe('only an owner', () => {
  test.each(['GET /api/staff', 'GET /api/invitations', INVITE, REVOKE])('%s', async (route) => {
    const bar = await openBar();
    const owner = await bar.owner();
    const customer = tokenIn(
      await bar.ask('POST /api/sessions/customer', { body: { shopId: 'main', email: 'ana@example.com' } }),
    );
    const others = [];
    for (const role of ['barista', 'display', 'viewer']) others.push((await bar.join(owner, role)).token);
    for (const token of [undefined, customer, ...others]) {
      const asked = { ...(token !== undefined && { token }), params: { staffId: 'staff-1' }, body: { role: 'owner' } };
      expect(reasonOf(await bar.ask(route, asked))).toBe('forbidden');
    }
  });

  test('the handlers themselves let nobody else by, should a server forget to ask', async () => {
    const bar = await openBar();
    for (const served of bar.context.routes.filter(({ route }) => route.access.includes('owner'))) {
      const params = { staffId: 'staff-1', invitationId: 'i' };
      const [shown] = Object.keys(params).filter((name) => served.route.path.includes(`{${name}}`));
      const outcome = await bar.host.call(served, {
        params: shown === undefined ? {} : { [shown]: 'staff-1' },
        ...(served.route.path === '/api/invitations' && served.route.method === 'POST' && { body: { role: 'owner' } }),
      });
      expect(reasonOf(outcome), served.route.path).toBe('not-allowed');
    }
  });

  test("an owner of one shop manages that shop's people, and sees no others", async () => {
    const bar = await openBar();
    const all = await bar.owner();
    const ofMain = (await bar.join(all, 'owner', 'main')).token;
    const elsewhere = await bar.join(all, 'barista', 'annex');
    await bar.ask(INVITE, { token: all, body: { role: 'viewer' } });
    for (const body of [{ role: 'owner' }, { role: 'viewer' }, { role: 'barista', shopId: 'annex' }])
      expect(reasonOf(await bar.ask(INVITE, { token: ofMain, body }))).toBe('not-allowed');
    await bar.join(ofMain, 'barista', 'main');
    expect(listed(replyOf(await bar.ask('GET /api/staff', { token: ofMain })))).toHaveLength(2);
    expect(replyOf(await bar.ask('GET /api/invitations', { token: ofMain }))).toEqual({ invitations: [] });
    expect(reasonOf(await bar.ask(REVOKE, { token: ofMain, params: { staffId: elsewhere.staffId } }))).toBe(
      'unknown-staff',
    );
    const first = listed(replyOf(await bar.ask('GET /api/staff', { token: all }))).find(({ name }) => name === 'Olga');
    expect(reasonOf(await bar.ask(REVOKE, { token: ofMain, params: { staffId: first?.staffId } }))).toBe(
      'unknown-staff',
    );
  });
});

describe('signing somebody out for good', () => {
  test('ends all their sessions at once, and may be said twice', async () => {
    const bar = await openBar();
    const owner = await bar.owner();
    const { token, staffId } = await bar.join(owner, 'barista');
    const asked = { token: owner, params: { staffId } };
    expect(reasonOf(await bar.ask(REVOKE, asked))).toBe('accepted');
    expect(await bar.who(token)).toMatchObject({ authentic: false, reason: 'revoked' });
    expect(reasonOf(await bar.ask(REVOKE, asked))).toBe('accepted');
    expect(bar.host.events('Identity.SessionsRevoked')).toHaveLength(1);
    const people = listed(replyOf(await bar.ask('GET /api/staff', { token: owner })));
    expect(people.find(({ name }) => name === 'Cy')).toMatchObject({ revokedAt: '2026-11-23T09:00:00.000Z' });
    expect(people.find(({ name }) => name === 'Olga')).not.toHaveProperty('revokedAt');
  });

  test('the last owner stays', async () => {
    const bar = await openBar();
    const owner = await bar.owner();
    const staffId = idOf(await bar.who(owner));
    expect(reasonOf(await bar.ask(REVOKE, { token: owner, params: { staffId } }))).toBe('last-owner');
    expect(reasonOf(await bar.ask(REVOKE, { token: await bar.operator(), params: { staffId } }))).toBe('last-owner');
    const second = await bar.join(owner, 'owner');
    expect(reasonOf(await bar.ask(REVOKE, { token: owner, params: { staffId } }))).toBe('accepted');
    expect(reasonOf(await bar.ask(REVOKE, { token: second.token, params: { staffId: second.staffId } }))).toBe(
      'last-owner',
    );
  });

  test('of two owners who sign each other out at once, one stays', async () => {
    const bar = await openBar();
    const one = await bar.owner();
    const two = await bar.join(one, 'owner');
    const first = await bar.weigh(REVOKE, { token: one, params: { staffId: two.staffId } });
    const second = await bar.weigh(REVOKE, { token: two.token, params: { staffId: idOf(await bar.who(one)) } });
    expect([reasonOf(await bar.commit(first)), reasonOf(await bar.commit(second))]).toEqual(['accepted', 'last-owner']);
  });

  test('nobody is there: unknown', async () => {
    const bar = await openBar();
    const owner = await bar.owner();
    for (const staffId of ['nobody', 'operator'])
      expect(reasonOf(await bar.ask(REVOKE, { token: owner, params: { staffId } }))).toBe('unknown-staff');
  });
});

describe('the operator of this machine', () => {
  test('acts as an owner, is on no list, and makes set-up no less needed', async () => {
    const bar = await openBar();
    const operator = await bar.operator();
    expect(await bar.who(operator)).toMatchObject({ caller: { staffId: 'operator', role: 'owner' } });
    expect(listed(replyOf(await bar.ask('GET /api/staff', { token: operator })))).toEqual([]);
    expect(await bar.start()).toBeDefined();
  });

  test('has one session: a new one ends the one before', async () => {
    const bar = await openBar();
    const first = await bar.operator();
    await bar.host.advance(1_000);
    const second = await bar.operator();
    expect(await bar.who(first)).toMatchObject({ authentic: false, reason: 'revoked' });
    expect(await bar.who(second)).toMatchObject({ authentic: true });
  });
});

describe('a token', () => {
  test('opens nothing without its session, whatever it says', async () => {
    const bar = await openBar();
    const iat = bar.host.clock.now() / 1_000;
    const forged = await bar.keys.sign({
      kind: 'staff',
      sub: 'nobody',
      sid: 'none',
      role: 'owner',
      iat,
      exp: iat + 60,
    });
    expect(await bar.who(forged)).toEqual({ authentic: false, reason: 'revoked', caller: { kind: 'anonymous' } });
  });

  test("cannot pass a customer's session off as staff", async () => {
    const bar = await openBar();
    const signedIn = await bar.ask('POST /api/sessions/customer', {
      body: { shopId: 'main', email: 'ana@example.com' },
    });
    const { caller } = await bar.who(tokenIn(signedIn));
    if (caller.kind !== 'customer') throw new Error('a customer');
    const iat = bar.host.clock.now() / 1_000;
    const common = { sub: caller.customerId, sid: caller.sessionId, iat, exp: iat + 60 };
    expect(await bar.who(await bar.keys.sign({ kind: 'staff', role: 'owner', ...common }))).toMatchObject({
      reason: 'revoked',
    });
  });

  test('says what the table of staff says now, not what it said when it was signed', async () => {
    const bar = await openBar();
    const { token, staffId } = await bar.join(await bar.owner(), 'viewer', 'main');
    const who = await bar.who(token);
    if (who.caller.kind !== 'staff') throw new Error('staff');
    const iat = bar.host.clock.now() / 1_000;
    const common = { sub: staffId, sid: who.caller.sessionId, iat, exp: iat + 60 };
    const promoted = await bar.keys.sign({ kind: 'staff', role: 'owner', ...common });
    expect(await bar.who(promoted)).toMatchObject({ caller: { role: 'viewer', shopId: 'main' } });
  });

  test('is good after a crash, and a signed-out one is not', async () => {
    const bar = await openBar();
    const owner = await bar.owner();
    const { token } = await bar.join(owner, 'barista');
    await bar.ask('DELETE /api/session', { token });
    await bar.host.crash();
    const read = (asked: string) => bar.who(asked);
    expect(await read(owner)).toMatchObject({ authentic: true });
    expect(await read(token)).toMatchObject({ authentic: false, reason: 'revoked' });
  });
});
