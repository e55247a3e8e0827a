import { memoryStore } from '@espresso/host';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ANNEX, codeIn, openBar, PEPPER, reasonOf, replyOf, tokenIn, type Bar } from '../../test/bar.ts';
import { customers, sessions } from '../tables.ts';
import { openVault } from '../vault.ts';

const SIGN_IN = 'POST /api/sessions/customer';
const FORGET = 'DELETE /api/customers/me';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const signIn = (bar: Bar, email = 'ana@example.com', more: object = {}) =>
  bar.ask(SIGN_IN, { body: { shopId: 'main', email, ...more } });
const customerIn = (reply: unknown) => z.object({ customerId: z.string() }).parse(reply).customerId;

/** Somebody who proved an address: the session's token. */
const proved = async (bar: Bar, email = 'ana@example.com') => {
  await signIn(bar, email);
  return tokenIn(await signIn(bar, email, { code: codeIn(bar.mails.at(-1)) }));
};

describe('where an address is trusted as it is typed', () => {
  test('a customer is in at once, and may order at this shop', async () => {
    const bar = await openBar();
    const outcome = await signIn(bar);
    expect(replyOf(outcome)).toMatchObject({ status: 'signed-in', shopId: 'main' });
    expect(await bar.who(tokenIn(outcome))).toMatchObject({
      authentic: true,
      caller: { kind: 'customer', shopId: 'main', customerId: customerIn(replyOf(outcome)), proved: false },
    });
    expect(bar.mails).toEqual([]);
  });

  test('one address is one customer, however it is spelled, and registers once', async () => {
    const bar = await openBar();
    const first = customerIn(replyOf(await signIn(bar, 'ana@example.com')));
    const second = customerIn(replyOf(await signIn(bar, ' ANA@Example.com ')));
    const other = customerIn(replyOf(await signIn(bar, 'cy@example.com')));
    expect(second).toBe(first);
    expect(other).not.toBe(first);
    expect(bar.host.events('Identity.CustomerRegistered')).toHaveLength(2);
  });

  test('of two first times at once, one customer comes out', async () => {
    const bar = await openBar();
    const [one, two] = await Promise.all([signIn(bar), signIn(bar)]);
    expect(customerIn(replyOf(one))).toBe(customerIn(replyOf(two)));
  });

  test('the session ends after 24 hours', async () => {
    const bar = await openBar();
    const token = tokenIn(await signIn(bar));
    await bar.host.advance(24 * HOUR - 1_000);
    expect(await bar.who(token)).toMatchObject({ authentic: true });
    await bar.host.advance(1_000);
    expect(await bar.who(token)).toMatchObject({ authentic: false, reason: 'expired', caller: { kind: 'anonymous' } });
  });

  test('what is no address is refused', async () => {
    const bar = await openBar();
    expect(reasonOf(await signIn(bar, 'ana at example'))).toBe('email-invalid');
  });

  test('nobody is let into a shop that is not there', async () => {
    const bar = await openBar();
    const outcome = await bar.ask(SIGN_IN, { body: { shopId: 'nowhere', email: 'ana@example.com' } });
    expect(reasonOf(outcome)).toBe('unknown-shop');
    expect(bar.host.events('Identity.CustomerRegistered')).toEqual([]);
  });
});

describe('signing in again', () => {
  const again = (bar: Bar, token: string, email = 'ana@example.com', shop = 'main') =>
    bar.ask(SIGN_IN, { token, body: { shopId: shop, email } });
  const sessionOf = async (bar: Bar, token: string) => {
    const { caller } = await bar.who(token);
    return caller.kind === 'customer' ? caller.sessionId : caller.kind;
  };

  test('where one is signed in goes on with that session, so no order is lost with it', async () => {
    const bar = await openBar();
    const first = tokenIn(await signIn(bar));
    await bar.host.advance(23 * HOUR);
    const second = tokenIn(await again(bar, first));
    expect(await sessionOf(bar, second)).toBe(await sessionOf(bar, first));
    await bar.host.advance(2 * HOUR);
    expect(await bar.who(first)).toMatchObject({ reason: 'expired' });
    expect(await bar.who(second)).toMatchObject({ authentic: true });
  });

  test('as somebody else, at another shop, after signing out or on another device begins another', async () => {
    const bar = await openBar();
    const first = tokenIn(await signIn(bar));
    const others = [
      await again(bar, first, 'ben@example.com'),
      await again(bar, first, 'ana@example.com', ANNEX),
      await signIn(bar),
    ];
    await bar.ask('DELETE /api/session', { token: first });
    others.push(await again(bar, first));
    const ids = await Promise.all(others.map((outcome) => sessionOf(bar, tokenIn(outcome))));
    expect(new Set([await sessionOf(bar, first), ...ids]).size).toBe(5);
  });

  test('with proof begins another session than the one that only typed', async () => {
    const bar = await openBar();
    const typed = tokenIn(await signIn(bar));
    await bar.setPolicy('prove');
    await again(bar, typed);
    const body = { shopId: 'main', email: 'ana@example.com', code: codeIn(bar.mails.at(-1)) };
    const sure = tokenIn(await bar.ask(SIGN_IN, { token: typed, body }));
    expect(await bar.who(sure)).toMatchObject({ caller: { proved: true } });
    expect(await bar.who(typed)).toMatchObject({ caller: { proved: false } });
  });
});

describe('where an address has to be proved', () => {
  const proving = async () => {
    const bar = await openBar();
    await bar.setPolicy('prove');
    return bar;
  };

  test('a code is mailed, and lets its reader in', async () => {
    const bar = await proving();
    expect(replyOf(await signIn(bar))).toEqual({ status: 'proof-needed', minutes: 10, askAgainAfterSeconds: 30 });
    expect(bar.mails).toMatchObject([{ to: 'ana@example.com', subject: 'Your code for a coffee' }]);
    expect(bar.mails[0]?.subject).not.toMatch(/\d{6}/);
    const outcome = await signIn(bar, 'ana@example.com', { code: codeIn(bar.mails[0]) });
    expect(await bar.who(tokenIn(outcome))).toMatchObject({ caller: { kind: 'customer', proved: true } });
  });

  test('a code works once', async () => {
    const bar = await proving();
    await proved(bar);
    expect(replyOf(await signIn(bar, 'ana@example.com', { code: codeIn(bar.mails[0]) }))).toEqual({
      status: 'code-wrong',
      triesLeft: 0,
    });
  });

  test('a code works once even for two at once', async () => {
    const bar = await proving();
    await signIn(bar);
    const asked = { body: { shopId: 'main', email: 'ana@example.com', code: codeIn(bar.mails[0]) } };
    const [one, two] = await Promise.all([bar.ask(SIGN_IN, asked), bar.ask(SIGN_IN, asked)]);
    const statuses = [one, two].map((outcome) => z.object({ status: z.string() }).parse(replyOf(outcome)).status);
    expect(statuses.toSorted()).toEqual(['code-wrong', 'signed-in']);
  });

  test('a code is for its own address alone', async () => {
    const bar = await proving();
    await signIn(bar, 'ana@example.com');
    await signIn(bar, 'mallory@example.com');
    const mine = bar.mails.find(({ to }) => to === 'mallory@example.com');
    expect(replyOf(await signIn(bar, 'ana@example.com', { code: codeIn(mine) }))).toMatchObject({
      status: 'code-wrong',
    });
  });

  test('five wrong codes, and the right one helps no more; a new one does', async () => {
    const bar = await proving();
    await signIn(bar);
    const code = codeIn(bar.mails[0]);
    const wrong = code === '000000' ? '000001' : '000000';
    for (const triesLeft of [4, 3, 2, 1, 0])
      expect(replyOf(await signIn(bar, 'ana@example.com', { code: wrong }))).toEqual({
        status: 'code-wrong',
        triesLeft,
      });
    expect(replyOf(await signIn(bar, 'ana@example.com', { code }))).toEqual({ status: 'code-wrong', triesLeft: 0 });
    await bar.host.advance(MINUTE);
    await proved(bar);
  });

  test('tries count even when they come at once', async () => {
    const bar = await proving();
    await signIn(bar);
    const code = codeIn(bar.mails[0]);
    const wrong = code === '000000' ? '000001' : '000000';
    await Promise.all(Array.from({ length: 8 }, () => signIn(bar, 'ana@example.com', { code: wrong })));
    expect(replyOf(await signIn(bar, 'ana@example.com', { code }))).toMatchObject({ status: 'code-wrong' });
  });

  test('tapping again sends no second mail within 30 seconds, and no eleventh within the hour', async () => {
    const bar = await proving();
    await Promise.all([signIn(bar), signIn(bar), signIn(bar)]);
    expect(bar.mails).toHaveLength(1);
    for (let mail = 2; mail <= 10; mail++) {
      await bar.host.advance(MINUTE);
      await signIn(bar);
      expect(bar.mails).toHaveLength(mail);
    }
    await bar.host.advance(MINUTE);
    expect(reasonOf(await signIn(bar))).toBe('too-many-codes');
    expect(bar.mails).toHaveLength(10);
  });

  test('nothing tells whether an address was ever here', async () => {
    const bar = await proving();
    await proved(bar, 'ana@example.com');
    await bar.host.advance(MINUTE);
    const known = await signIn(bar, 'ana@example.com');
    const unknown = await signIn(bar, 'nobody@example.com');
    expect(known.accepted).toBe(true);
    expect(replyOf(known)).toEqual(replyOf(unknown));
    const wrong = [await signIn(bar, 'ana@example.com', { code: '12345x' }).catch(String)];
    expect(wrong[0]).toContain('six digits');
  });

  test('a replay mails nobody', async () => {
    const bar = await proving();
    await signIn(bar);
    const [envelope] = bar.host.events('Identity.EmailCodeRequested');
    const target = bar.context.subscribes['onEmailCodeRequested']?.target;
    if (envelope === undefined || target?.type !== 'effect') throw new Error('an effect');
    await target.run({ ...envelope, 'replay-name': 'again' }, 'key');
    expect(bar.mails).toHaveLength(1);
    await target.run(envelope, 'key');
    expect(bar.mails[1]?.key).toBe('key');
  });

  test('typing an address opens nothing that was proved, here or at a shop that trusts', async () => {
    const bar = await proving();
    const mine = await bar.who(await proved(bar));
    const typed = await bar.ask(SIGN_IN, { body: { shopId: ANNEX, email: 'ana@example.com' } });
    expect(mine.caller).toMatchObject({ kind: 'customer' });
    expect(mine.caller).not.toMatchObject({ customerId: customerIn(replyOf(typed)) });
    await bar.setPolicy('trust');
    expect(mine.caller).not.toMatchObject({ customerId: customerIn(replyOf(await signIn(bar))) });
  });
});

describe("a shop's policy", () => {
  test('is the latest it told, in whatever order it is heard', async () => {
    const bar = await openBar();
    // In one and the same millisecond: it is not the clock that tells which came last.
    await bar.setPolicy('trust');
    const older = bar.host.events('Shop.SettingsChanged').at(-1);
    await bar.setPolicy('prove');
    const target = bar.context.subscribes['onSettingsChanged']?.target;
    if (older === undefined || target?.type !== 'handler') throw new Error('a handler');
    await bar.host.host.command((work) => target.run(older, work));
    expect(replyOf(await signIn(bar))).toMatchObject({ status: 'proof-needed' });
  });

  test("is its own: another shop's changes nothing", async () => {
    const bar = await openBar();
    await bar.setPolicy('prove', ANNEX);
    expect(replyOf(await signIn(bar))).toMatchObject({ status: 'signed-in' });
  });
});

describe('signing out', () => {
  test('ends this session and no other, and may be said twice', async () => {
    const bar = await openBar();
    const [phone, tablet] = [tokenIn(await signIn(bar)), tokenIn(await signIn(bar))];
    expect(reasonOf(await bar.ask('DELETE /api/session', { token: phone }))).toBe('accepted');
    expect(await bar.who(phone)).toMatchObject({ authentic: false, reason: 'revoked' });
    expect(await bar.who(tablet)).toMatchObject({ authentic: true });
    expect(reasonOf(await bar.ask('DELETE /api/session', { token: phone }))).toBe('accepted');
  });

  test('everybody learns who they are', async () => {
    const bar = await openBar();
    const token = tokenIn(await signIn(bar));
    expect(replyOf(await bar.ask('GET /api/session'))).toEqual({ kind: 'anonymous' });
    expect(replyOf(await bar.ask('GET /api/session', { token }))).toMatchObject({ kind: 'customer', shopId: 'main' });
  });
});

describe('forget me', () => {
  const vault = openVault(PEPPER);

  test('deletes the address and ends every session, and tells everybody', async () => {
    const bar = await openBar();
    const [phone, tablet] = [tokenIn(await signIn(bar)), tokenIn(await signIn(bar))];
    const { caller } = await bar.who(phone);
    if (caller.kind !== 'customer') throw new Error('a customer');
    expect(reasonOf(await bar.ask(FORGET, { token: phone }))).toBe('accepted');
    const addressKey = vault.addressKey('typed', 'ana@example.com');
    expect(await bar.host.read(customers, { addressKey })).toBeUndefined();
    expect(await bar.host.read(sessions, { holder: caller.customerId, sessionId: caller.sessionId })).toBeUndefined();
    expect(await bar.who(tablet)).toMatchObject({ authentic: false, reason: 'revoked' });
    expect(bar.host.events('Identity.CustomerForgotten').map(({ detail }) => detail)).toMatchObject([
      { customerId: caller.customerId },
    ]);
    expect(customerIn(replyOf(await signIn(bar)))).not.toBe(caller.customerId);
  });

  test('ends every session, however many there are', async () => {
    const bar = await openBar();
    const tokens = [];
    for (let at = 0; at < 130; at++) tokens.push(tokenIn(await signIn(bar)));
    await bar.ask(FORGET, { token: tokens[64] ?? '' });
    const left = await Promise.all(tokens.map((token) => bar.who(token)));
    expect(left.filter(({ authentic }) => authentic)).toEqual([]);
  });

  test('is for customers alone, and said again it changes nothing', async () => {
    const bar = await openBar();
    const token = tokenIn(await signIn(bar));
    const twice = await bar.weigh(FORGET, { token });
    await bar.commit(await bar.weigh(FORGET, { token }));
    expect(reasonOf(twice)).toBe('accepted');
    expect(reasonOf(await bar.ask(FORGET, { token }))).toBe('forbidden');
    expect(reasonOf(await bar.ask(FORGET))).toBe('forbidden');
    expect(reasonOf(await bar.ask(FORGET, { token: await bar.owner() }))).toBe('forbidden');
  });

  test('who only typed an address deletes nothing that was proved; who proved it deletes both', async () => {
    const bar = await openBar();
    const typed = tokenIn(await signIn(bar));
    await bar.setPolicy('prove');
    const sure = await proved(bar);
    await bar.ask(FORGET, { token: typed });
    expect(await bar.who(sure)).toMatchObject({ authentic: true });
    expect(await bar.host.read(customers, { addressKey: vault.addressKey('proved', 'ana@example.com') })).toBeDefined();
    await bar.setPolicy('trust');
    const again = tokenIn(await signIn(bar));
    await bar.ask(FORGET, { token: sure });
    expect(await bar.who(again)).toMatchObject({ authentic: false });
    for (const certainty of ['typed', 'proved'] as const)
      expect(
        await bar.host.read(customers, { addressKey: vault.addressKey(certainty, 'ana@example.com') }),
      ).toBeUndefined();
  });
});

describe('an address is kept in one table, and a code nowhere', () => {
  const step = fc.constantFrom('sign in', 'right code', 'wrong code', 'forget', 'trust', 'prove', 'wait', 'bad path');

  test('whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 3, maxLength: 12 }),
        fc.stringMatching(/^[a-z]{8,12}$/),
        async (steps, name) => {
          const bar = await openBar(memoryStore());
          const email = `${name}@example.com`;
          let token = '';
          for (const next of ['prove', 'sign in', ...steps]) {
            if (next === 'trust' || next === 'prove') await bar.setPolicy(next);
            if (next === 'wait') await bar.host.advance(MINUTE);
            if (next === 'forget' && token !== '') await bar.ask(FORGET, { token });
            const code = next === 'right code' ? codeIn(bar.mails.at(-1)) : '000000';
            const outcome =
              next === 'sign in'
                ? await signIn(bar, email.toUpperCase())
                : next.endsWith('code')
                  ? await signIn(bar, email, { code: /^\d{6}$/.test(code) ? code : '000000' })
                  : undefined;
            const reply = z
              .object({ token: z.string() })
              .safeParse(outcome?.accepted === true ? outcome.reply : undefined);
            if (reply.success) token = reply.data.token;
          }
          const elsewhere = bar.kept.filter(({ space }) => !space.includes('identity-customers'));
          expect(elsewhere.length).toBeGreaterThan(0);
          const found = elsewhere.filter(({ text }) => text.toLowerCase().includes(name));
          expect(found).toEqual([]);
          for (const { text } of elsewhere)
            for (const mail of bar.mails) expect(text).not.toContain(`"${codeIn(mail)}"`);
          // Tokens are handed out and kept nowhere.
          if (token === '') return;
          expect(bar.kept.filter(({ text }) => text.includes(token))).toEqual([]);
          expect(bar.kept.some(({ space, text }) => space.includes('identity-customers') && text.includes(name))).toBe(
            true,
          );
        },
      ),
      { numRuns: 25 },
    );
  });
});
