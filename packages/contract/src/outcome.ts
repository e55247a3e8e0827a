import type { Emission } from './events.ts';
import type { Write } from './tables.ts';
import type { WorkflowDefinition } from './workflows.ts';

/** An execution to start, in the same commit as everything else. */
export interface Start {
  readonly workflow: WorkflowDefinition;
  /** The execution's name: the same name never starts twice. */
  readonly name: string;
  readonly input: unknown;
}

/** What to tell a waiting execution, by the task token it handed out. */
export type Resume<Reason extends string = string> = (
  | { readonly type: 'success'; readonly taskToken: string; readonly output: unknown }
  | { readonly type: 'failure'; readonly taskToken: string; readonly error: string; readonly cause?: string }
  | { readonly type: 'heartbeat'; readonly taskToken: string }
) & {
  /** The refusal that answers when nobody waits on this token any more. */
  readonly otherwise?: Reason;
};

/** Yes: everything listed here is committed together, then the reply leaves. */
export interface Accepted<Reply, Reason extends string = string> {
  readonly accepted: true;
  readonly reply: Reply;
  readonly write: readonly Write<Reason>[];
  readonly emit: readonly Emission[];
  readonly start: readonly Start[];
  readonly resume: readonly Resume<Reason>[];
}

/** No, and why. Nothing is written; what it emits is a fact of its own (somebody tried, and could not). */
export interface Refused<Reason extends string> {
  readonly accepted: false;
  readonly reason: Reason;
  /** The particulars, as a sentence for the person who asked. */
  readonly detail?: string;
  /** The particulars for a program: which ingredient, which limit. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly emit?: readonly Emission[];
}

export type Outcome<Reply, Reason extends string = string> = Accepted<Reply, Reason> | Refused<Reason>;

type Acts<Reason extends string> = Partial<Omit<Accepted<never, Reason>, 'accepted' | 'reply'>>;

/** Accepts, with what is to be committed and, where somebody waits for one, the reply. */
export function accept<Reason extends string = never>(acts?: Acts<Reason>): Accepted<undefined, Reason>;
export function accept<Reply, Reason extends string = never>(
  acts: Acts<Reason> & { readonly reply: Reply },
): Accepted<Reply, Reason>;
export function accept<Reason extends string>(
  acts: Acts<Reason> & { readonly reply?: unknown } = {},
): Accepted<unknown, Reason> {
  return {
    accepted: true,
    reply: acts.reply,
    write: acts.write ?? [],
    emit: acts.emit ?? [],
    start: acts.start ?? [],
    resume: acts.resume ?? [],
  };
}

/** Refuses. The reason is a stable word a program can act on; the detail is for a person. */
export const refuse = <const Reason extends string>(
  reason: Reason,
  more: Omit<Refused<Reason>, 'accepted' | 'reason'> = {},
): Refused<Reason> => ({ accepted: false, reason, ...more });
