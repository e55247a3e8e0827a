import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openBar, reasonOf, replyOf, type Bar } from '../../test/bar.ts';

const START = 'POST /api/pairings';
const APPROVE = 'POST /api/pairings/{code}/approve';
const POLL = 'POST /api/pairings/poll';
const TEN_MINUTES = 600_000;

const screen = async (bar: Bar) =>
  z.object({ code: z.string(), token: z.string() }).parse(replyOf(await bar.ask(START, { body: {} })));
const approve = (bar: Bar, token: string, code: string, body: Record<string, string> = {}) =>
  bar.ask(APPROVE, { token, params: { code }, body: { shopId: 'main', ...body } });
const poll = (bar: Bar, token: string) => bar.ask(POLL, { body: { token } });

describe('a screen without a keyboard', () => {
  test('shows a code, waits, and is a display once a barista typed it, in whatever way people type', async () => {
    const bar = await openBar();
    const barista = await bar.join(await bar.owner(), 'barista', 'main');
    const { code, token } = await screen(bar);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}$/);
    expect(replyOf(await poll(bar, token))).toEqual({ status: 'waiting' });
    const typed = ` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)}`;
    expect(replyOf(await approve(bar, barista.token, typed))).toEqual({
      role: 'display',
      shopId: 'main',
      name: 'Display',
    });
    const paired = z.object({ token: z.string() }).parse(replyOf(await poll(bar, token)));
    expect(await bar.who(paired.token)).toMatchObject({ caller: { kind: 'staff', role: 'display', shopId: 'main' } });
  });

  test('is told its session once', async () => {
    const bar = await openBar();
    const { code, token } = await screen(bar);
    await approve(bar, await bar.owner(), code);
    await poll(bar, token);
    expect(reasonOf(await poll(bar, token))).toBe('pairing-over');
  });

  test('is told its session once even when it asks twice at once', async () => {
    const bar = await openBar();
    const { code, token } = await screen(bar);
    await approve(bar, await bar.owner(), code);
    const [one, two] = [await bar.weigh(POLL, { body: { token } }), await bar.weigh(POLL, { body: { token } })];
    expect([reasonOf(await bar.commit(one)), reasonOf(await bar.commit(two))]).toEqual(['accepted', 'pairing-over']);
  });

  test('has ten minutes', async () => {
    const bar = await openBar();
    const owner = await bar.owner();
    const { code, token } = await screen(bar);
    await bar.host.advance(TEN_MINUTES + 1_000);
    expect(reasonOf(await approve(bar, owner, code))).toBe('pairing-unknown');
    expect(reasonOf(await poll(bar, token))).toBe('pairing-over');
  });

  test("cannot ask with another screen's code", async () => {
    const bar = await openBar();
    const [mine, other] = [await screen(bar), await screen(bar)];
    await approve(bar, await bar.owner(), other.code);
    const mixed = `${other.token.split('.')[0] ?? ''}.${mine.token.split('.')[1] ?? ''}`;
    expect(reasonOf(await poll(bar, mixed))).toBe('pairing-over');
  });
});

describe('who lets a screen in', () => {
  test('a barista a display of their own shop, and no tablet', async () => {
    const bar = await openBar();
    const barista = await bar.join(await bar.owner(), 'barista', 'main');
    const { code } = await screen(bar);
    expect(reasonOf(await approve(bar, barista.token, code, { role: 'barista' }))).toBe('not-allowed');
    expect(reasonOf(await approve(bar, barista.token, code, { shopId: 'other' }))).toBe('not-allowed');
    expect(reasonOf(await approve(bar, barista.token, code))).toBe('accepted');
  });

  test('an owner a tablet too; a second tap is harmless, a second owner comes too late', async () => {
    const bar = await openBar();
    const owner = await bar.owner();
    const second = await bar.join(owner, 'owner');
    const { code, token } = await screen(bar);
    expect(reasonOf(await approve(bar, owner, code, { role: 'barista' }))).toBe('accepted');
    expect(reasonOf(await approve(bar, owner, code, { role: 'barista' }))).toBe('accepted');
    expect(reasonOf(await approve(bar, second.token, code))).toBe('pairing-unknown');
    expect(replyOf(await poll(bar, token))).toMatchObject({ status: 'paired', role: 'barista', name: 'Tablet' });
  });

  test('nobody else, and nobody by a wrong code', async () => {
    const bar = await openBar();
    const owner = await bar.owner();
    const viewer = await bar.join(owner, 'viewer', 'main');
    const { code } = await screen(bar);
    expect(reasonOf(await approve(bar, viewer.token, code))).toBe('forbidden');
    expect(reasonOf(await bar.ask(APPROVE, { params: { code }, body: { shopId: 'main' } }))).toBe('forbidden');
    expect(reasonOf(await approve(bar, owner, 'not a code'))).toBe('pairing-unknown');
    expect(reasonOf(await approve(bar, owner, code === '000000' ? '111111' : '000000'))).toBe('pairing-unknown');
  });
});
