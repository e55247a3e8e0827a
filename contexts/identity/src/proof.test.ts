import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from './limits.ts';
import { askForCode, tryCode, type Proof } from './proof.ts';

const start = Date.UTC(2026, 10, 23, 9, 30);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const mailed = (proof: Proof | undefined, nowMs: number, codeHash = 'right'): Proof => {
  const asked = askForCode(proof, nowMs);
  if (asked.type !== 'mail') throw new Error(asked.type);
  return asked.remember(codeHash);
};
const aProof = mailed(undefined, start);

describe('asking for a code', () => {
  test('the first one is mailed', () => {
    expect(askForCode(undefined, start).type).toBe('mail');
  });

  test('a second tap sends no second mail', () => {
    expect(askForCode(aProof, start + 1).type).toBe('mailed-already');
    expect(askForCode(aProof, start + 30 * SECOND - 1).type).toBe('mailed-already');
    expect(askForCode(aProof, start + 30 * SECOND).type).toBe('mail');
  });

  test('a new code puts the old one out of use', () => {
    const second = mailed(aProof, start + MINUTE, 'second');
    expect(tryCode(second, 'right', start + MINUTE).type).toBe('wrong');
    expect(tryCode(second, 'second', start + MINUTE).type).toBe('right');
  });

  test('ten mails in an hour are enough for anybody, and the eleventh comes when the first is an hour old', () => {
    let proof: Proof | undefined;
    for (let at = 0; at < 10; at++) proof = mailed(proof, start + at * MINUTE);
    expect(askForCode(proof, start + 10 * MINUTE)).toEqual({
      type: 'too-many-mails',
      againAtMs: start + 60 * MINUTE,
    });
    expect(askForCode(proof, start + 60 * MINUTE).type).toBe('mail');
  });

  test('in any hour there are at most ten mails, and never two in 30 seconds', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 * MINUTE }), { maxLength: 80 }), (waits) => {
        let nowMs = start;
        let proof: Proof | undefined;
        const mailsAtMs: number[] = [];
        for (const wait of waits) {
          nowMs += wait;
          const asked = askForCode(proof, nowMs);
          if (asked.type !== 'mail') continue;
          proof = asked.remember('hash');
          mailsAtMs.push(nowMs);
        }
        for (const at of mailsAtMs) {
          expect(
            mailsAtMs.filter((other) => other >= at && other < at + limits.mailWindowMs).length,
          ).toBeLessThanOrEqual(10);
          expect(mailsAtMs.some((other) => other > at && other < at + limits.mailPauseMs)).toBe(false);
        }
      }),
    );
  });
});

describe('typing a code', () => {
  test('the right one is right, once', () => {
    const tried = tryCode(aProof, 'right', start);
    expect(tried.type).toBe('right');
    if (tried.type === 'right') expect(tryCode(tried.proof, 'right', start).type).toBe('no-code');
  });

  test('it is good for ten minutes', () => {
    expect(tryCode(aProof, 'right', start + 10 * MINUTE - 1).type).toBe('right');
    expect(tryCode(aProof, 'right', start + 10 * MINUTE).type).toBe('no-code');
  });

  test('after five wrong ones not even the right one helps', () => {
    let proof = aProof;
    for (const triesLeft of [4, 3, 2, 1, 0]) {
      const tried = tryCode(proof, 'wrong', start);
      expect(tried).toMatchObject({ type: 'wrong', proof: { triesLeft } });
      if (tried.type === 'wrong') proof = tried.proof;
    }
    expect(tryCode(proof, 'right', start).type).toBe('no-code');
    expect(proof).not.toHaveProperty('codeHash');
  });

  test('nobody asked for one: there is none', () => {
    expect(tryCode(undefined, 'right', start).type).toBe('no-code');
  });

  test('whatever is tried, a code opens at most once and is tried at most five times', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('right', 'wrong', 'other'), { maxLength: 20 }), (hashes) => {
        let proof: Proof = aProof;
        let right = 0;
        let tries = 0;
        for (const hash of hashes) {
          const tried = tryCode(proof, hash, start);
          if (tried.type === 'no-code') continue;
          tries++;
          if (tried.type === 'right') right++;
          proof = tried.proof;
        }
        expect(right).toBeLessThanOrEqual(1);
        expect(tries).toBeLessThanOrEqual(5);
      }),
    );
  });

  test('trying leaves the count of mails alone', () => {
    const tried = tryCode(aProof, 'wrong', start);
    if (tried.type === 'wrong') expect(tried.proof.mailedAtMs).toEqual(aProof.mailedAtMs);
  });
});
