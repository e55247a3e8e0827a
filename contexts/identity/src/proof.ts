import { limits } from './limits.ts';
import { sameHash } from './vault.ts';

/** What is known of somebody proving an address: the code that is out, and when mails went out. */
export interface Proof {
  /** The code that is out, hashed; absent once it was used, or tried too often. */
  readonly codeHash?: string;
  readonly goodUntilMs: number;
  readonly triesLeft: number;
  /** When mails went to this address lately, oldest first. */
  readonly mailedAtMs: readonly number[];
}

/** What to do when somebody asks for a code. */
export type CodeAsked =
  /** Mail a code, and remember this once its hash is known. */
  | { readonly type: 'mail'; readonly remember: (codeHash: string) => Proof }
  /** One went out a moment ago: a second tap sends no second mail. */
  | { readonly type: 'mailed-already' }
  /** This address got as many mails as anybody may be sent in an hour. */
  | { readonly type: 'too-many-mails'; readonly againAtMs: number };

/** Decides whether a code is mailed: at most one mail in 30 s and ten in any hour, whoever asks. */
export const askForCode = (proof: Proof | undefined, nowMs: number): CodeAsked => {
  const recent = (proof?.mailedAtMs ?? []).filter((at) => at > nowMs - limits.mailWindowMs);
  const last = recent.at(-1);
  if (last !== undefined && nowMs - last < limits.mailPauseMs) return { type: 'mailed-already' };
  const [oldest = nowMs] = recent;
  if (recent.length >= limits.mailsPerWindowMax)
    return { type: 'too-many-mails', againAtMs: oldest + limits.mailWindowMs };
  return {
    type: 'mail',
    remember: (codeHash) => ({
      codeHash,
      goodUntilMs: nowMs + limits.codeMs,
      triesLeft: limits.codeTriesMax,
      mailedAtMs: [...recent, nowMs],
    }),
  };
};

/** What a typed code means. Every answer but `no-code` changes what is known, so it counts even if two come at once. */
export type CodeTried =
  | { readonly type: 'right'; readonly proof: Proof }
  | { readonly type: 'wrong'; readonly proof: Proof }
  /** None is out: none was asked for, it is too old, was used, or was tried too often. */
  | { readonly type: 'no-code' };

/** Decides on a typed code, by its hash: right once, wrong five times, then a new one is needed. */
export const tryCode = (proof: Proof | undefined, typedHash: string, nowMs: number): CodeTried => {
  if (proof?.codeHash === undefined || nowMs >= proof.goodUntilMs || proof.triesLeft <= 0) return { type: 'no-code' };
  const { codeHash, ...known } = proof;
  if (sameHash(codeHash, typedHash)) return { type: 'right', proof: { ...known, triesLeft: 0 } };
  const triesLeft = proof.triesLeft - 1;
  return { type: 'wrong', proof: triesLeft === 0 ? { ...known, triesLeft } : { ...proof, triesLeft } };
};
