import type { Key } from '../messages/index.ts';

/** Every way an order can be refused before there is one, and what the person reads: what is so, and what to do next. */
export const problems = {
  'code-expired': { title: 'expiredTitle', text: 'expiredText', needsCode: true },
  'code-spent': { title: 'spentTitle', text: 'spentText', needsCode: true },
  'code-unknown': { title: 'unknownTitle', text: 'unknownText', needsCode: true },
  'code-missing': { title: 'code', text: 'codeFault', needsCode: true },
  'drink-missing': { title: 'choosingTitle', text: 'chooseFault', needsCode: false },
  'drink-unavailable': { title: 'choosingTitle', text: 'refusedDrink', needsCode: false },
  'limit-reached': { title: 'limitTitle', text: 'limitText', needsCode: false },
  'email-invalid': { title: 'email', text: 'emailFault', needsCode: false },
  'other-shop': { title: 'email', text: 'otherShop', needsCode: false },
  'session-ended': { title: 'email', text: 'emailFault', needsCode: false },
  'being-made': { title: 'makingTitle', text: 'tooLateToCancel', needsCode: false },
  'unknown-order': { title: 'notFoundTitle', text: 'notFoundText', needsCode: false },
  'proof-over': { title: 'proofTitle', text: 'proofOver', needsCode: false },
  busy: { title: 'busyTitle', text: 'busyText', needsCode: false },
} as const satisfies Readonly<Record<string, { readonly title: Key; readonly text: Key; readonly needsCode: boolean }>>;

export type Problem = keyof typeof problems;

const isProblem = (word: string): word is Problem => Object.hasOwn(problems, word);

const same: Readonly<Record<string, Problem>> = {
  'sign-in-needed': 'session-ended',
  'not-allowed': 'other-shop',
  'too-late': 'unknown-order',
};

/** The problem behind a refusal's reason; whatever has no page of its own is a moment's trouble: try again. */
export const problemFor = (reason: string): Problem => (isProblem(reason) ? reason : (same[reason] ?? 'busy'));
