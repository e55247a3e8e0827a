import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf, endOf, GRACE_MS, LOOK_BACK_WINDOWS, readCode, recognise, windowAt } from './code.ts';

const secret = 'a secret for tests';
const lengthMs = 300_000;
const nowMs = 1_795_426_200_000;
const current = windowAt(nowMs, lengthMs);
const back = (windows: number) => ({ startMs: current.startMs - windows * lengthMs, lengthMs });
const at = { nowMs, lengthMs };

describe('a code', () => {
  test('is ten characters that nobody mistakes for another', () => {
    expect(codeOf(secret, 'main', current)).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
  });

  test('is the first fifty bits of the HMAC, in Crockford base 32', () => {
    const digest = createHmac('sha256', 'key').update('main|0|1000').digest('hex');
    const firstFiftyBits = BigInt(`0x${digest.slice(0, 14)}`) >> 6n;
    const code = codeOf('key', 'main', { startMs: 0, lengthMs: 1000 });
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    expect([...code].reduce((value, c) => value * 32n + BigInt(alphabet.indexOf(c)), 0n)).toBe(firstFiftyBits);
    expect(codeOf(new TextEncoder().encode('key'), 'main', { startMs: 0, lengthMs: 1000 })).toBe(code);
  });

  test('differs by shop, window, length of window and secret', () => {
    const codes = [
      codeOf(secret, 'main', current),
      codeOf(secret, 'other', current),
      codeOf(secret, 'main', back(1)),
      codeOf(secret, 'main', { ...current, lengthMs: 600_000 }),
      codeOf('another secret', 'main', current),
    ];
    expect(new Set(codes).size).toBe(codes.length);
  });

  test('may be typed small, with spaces and dashes, and with the letters people take for digits', () => {
    expect(readCode(' 01abc-loOil ')).toBe('01ABC10011');
    expect(readCode('0O1IL-ABCDE')).toBe('00111ABCDE');
  });

  test('is nothing else', () => {
    expect(readCode('')).toBeUndefined();
    expect(readCode('01234567')).toBeUndefined();
    expect(readCode('0123456789A')).toBeUndefined();
    expect(readCode('UUUUUUUUUU')).toBeUndefined();
  });

  test('survives whatever people do to it when they type (property)', () => {
    const mistakes = fc.array(fc.constantFrom('', ' ', '-'), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(fc.nat(1_000_000), mistakes, fc.boolean(), (window, gaps, small) => {
        const code = codeOf(secret, 'main', { startMs: window * lengthMs, lengthMs });
        const typed = [...code].map((c, i) => `${gaps[i] ?? ''}${c === '0' ? 'O' : c === '1' ? 'l' : c}`).join('');
        expect(readCode(small ? typed.toLowerCase() : typed)).toBe(code);
      }),
    );
  });
});

describe('a scan', () => {
  const scan = (code: string, when = at) => recognise(secret, 'main', code, when);

  test('of the code on the display counts', () => {
    expect(scan(codeOf(secret, 'main', current))).toEqual({ code: 'valid', window: current });
  });

  test('of the code before counts for a minute, no longer', () => {
    const code = codeOf(secret, 'main', current);
    const inGrace = { nowMs: endOf(current) + GRACE_MS - 1, lengthMs };
    expect(scan(code, inGrace)).toEqual({ code: 'valid', window: current });
    expect(scan(code, { nowMs: endOf(current) + GRACE_MS, lengthMs })).toEqual({ code: 'expired' });
  });

  test('of an older code is told from a code that never was', () => {
    expect(scan(codeOf(secret, 'main', back(LOOK_BACK_WINDOWS)))).toEqual({ code: 'expired' });
    expect(scan(codeOf(secret, 'main', back(LOOK_BACK_WINDOWS + 1)))).toEqual({ code: 'unknown' });
    expect(scan('0000000000')).toEqual({ code: 'unknown' });
    expect(scan('not a code')).toEqual({ code: 'unknown' });
  });

  test("of another shop's code counts for nothing here", () => {
    expect(scan(codeOf(secret, 'other', current))).toEqual({ code: 'unknown' });
  });

  test('of tomorrow does not count today', () => {
    expect(scan(codeOf(secret, 'main', back(-1)))).toEqual({ code: 'unknown' });
  });

  test('counts at every moment of its window (property)', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 40), fc.integer({ min: 10, max: 86_400 }), (when, seconds) => {
        const moment = { nowMs: when, lengthMs: seconds * 1000 };
        const window = windowAt(when, moment.lengthMs);
        expect(window.startMs <= when && when < endOf(window)).toBe(true);
        expect(scan(codeOf(secret, 'main', window), moment)).toEqual({ code: 'valid', window });
      }),
    );
  });
});
