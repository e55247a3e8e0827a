import { EspressoError, type Json, type JsonObject } from '@espresso/kernel';
import type { Program } from '../compile/machine.ts';
import type { StateNode } from '../compile/nodes.ts';
import { HISTORY_EVENTS_MAX } from '../limits.ts';
import { Scope } from '../scope.ts';
import type { Effect, Execution, HistoryEvent, Step, Thread, World } from '../types.ts';
import { contextOf } from './context.ts';

/** The ref of the timer for the machine's own TimeoutSeconds. */
export const EXECUTION_REF = 'execution';
export const ROOT = 'r';

/** The history has no room for another event but the last. */
export class HistoryFull extends EspressoError {}

/** How an execution ended. */
export type Ending = Pick<Execution, 'output' | 'error' | 'cause' | 'redriveFrom'>;

/**
 * The draft of one step: a copy of the execution that may be written on, and what the step asks for and logs. The
 * execution it was made from is never touched, nor is any thread in it: a thread is replaced, not changed.
 */
export class Run {
  readonly program: Program;
  readonly world: World;
  readonly effects: Effect[] = [];
  readonly history: HistoryEvent[] = [];
  /** Threads that are about to enter a state, in order. */
  readonly ready: string[] = [];
  readonly #before: Execution;
  #threads: Record<string, Thread>;
  #lastEventId: number;
  #lastRef: number;
  #status: Execution['status'] = 'RUNNING';
  #ending: Ending = {};
  #textOf: Json | undefined;
  #text = '';

  constructor(program: Program, execution: Execution, world: World) {
    this.program = program;
    this.world = world;
    this.#before = execution;
    this.#threads = { ...execution.threads };
    this.#lastEventId = execution.lastEventId;
    this.#lastRef = execution.lastRef;
  }

  get running(): boolean {
    return this.#status === 'RUNNING';
  }

  /** The region in the machine's ARN, which is the region of its service calls. */
  get region(): string {
    return this.#before.stateMachineArn.split(':')[3] ?? '';
  }

  /** The name of a Map Run of this execution's machine. */
  mapRunArn(label: string): string {
    return `${this.#before.stateMachineArn.replace(':stateMachine:', ':mapRun:')}/${label}:${this.world.uuid()}`;
  }

  nextRef(): string {
    return `w${String(++this.#lastRef)}`;
  }

  /** Adds an event and gives its id. Throws HistoryFull when only the last place is left. */
  log(type: string, previousEventId: number, details: JsonObject): number {
    if (this.#lastEventId >= HISTORY_EVENTS_MAX - 1 && !type.startsWith('Execution'))
      throw new HistoryFull('The execution reached the maximum number of history events (25000).');
    const id = ++this.#lastEventId;
    this.history.push({ id, previousEventId, timestampMs: this.world.nowMs, type, details });
    return id;
  }

  /** A value as JSON text. What one state puts out the next takes in, so the last text is kept. */
  text(value: Json): string {
    if (this.#textOf !== value || typeof value !== 'object') {
      this.#text = JSON.stringify(value);
      this.#textOf = value;
    }
    return this.#text;
  }

  has(id: string): boolean {
    return Object.hasOwn(this.#threads, id);
  }

  thread(id: string): Thread {
    const thread = this.#threads[id];
    if (!thread) throw new RangeError(`no thread ${id}`);
    return thread;
  }

  node(thread: Thread): StateNode {
    return this.program.state(thread.block, thread.state);
  }

  set(thread: Thread): void {
    this.#threads[thread.id] = thread;
  }

  /** Goes on from `previousId`, waiting for nothing. */
  proceed(id: string, previousId: number): void {
    const { wait: _over, ...thread } = this.thread(id);
    this.set({ ...thread, previousId });
  }

  drop(id: string): void {
    const { [id]: _gone, ...rest } = this.#threads;
    this.#threads = rest;
  }

  /** Ends every thread inside `id`, taking back what they asked for. Gives them, outermost first. */
  dropInside(id: string): readonly Thread[] {
    const inside = Object.values(this.#threads).filter((thread) => thread.id.startsWith(`${id}/`));
    for (const thread of inside) {
      this.#cancelWait(thread);
      this.drop(thread.id);
    }
    // A branch that has not entered its first state yet must not be taken for a later one of the same id.
    const staying = this.ready.filter((ready) => !ready.startsWith(`${id}/`));
    this.ready.splice(0, this.ready.length, ...staying);
    return inside;
  }

  /** Ends the execution. The event that says so is logged by the caller. */
  end(status: Exclude<Execution['status'], 'RUNNING'>, ending: Ending): void {
    for (const thread of Object.values(this.#threads)) this.#cancelWait(thread);
    if (this.#before.untilMs !== undefined && status !== 'TIMED_OUT') this.cancel(EXECUTION_REF);
    const root = this.#threads[ROOT];
    this.#threads = {};
    this.#status = status;
    this.#ending = { ...ending, ...(status !== 'SUCCEEDED' && root && { redriveFrom: atRest(root) }) };
    this.ready.length = 0;
  }

  /** Takes back a ref; a call that was asked for in this very step is then never made. */
  cancel(ref: string): void {
    const asked = this.effects.filter((effect) => effect.ref === ref);
    for (const effect of asked) this.effects.splice(this.effects.indexOf(effect), 1);
    if (asked.length === 0) this.effects.push({ type: 'cancel', ref });
  }

  #cancelWait({ wait }: Thread): void {
    if (wait && wait.for !== 'branches') this.cancel(wait.ref);
  }

  /** What the expressions of a thread's state see. `taskRef` brings `$states.context.Task.Token`. */
  scope(thread: Thread, taskRef?: string): Scope {
    return new Scope(thread.input, this.#variablesOf(thread), this.world, () => this.#contextOf(thread, taskRef));
  }

  #variablesOf(thread: Thread): JsonObject {
    const parent = parentOf(thread.id);
    if (parent === undefined) return thread.variables;
    return { ...this.#variablesOf(this.thread(parent)), ...thread.variables };
  }

  #itemOf(thread: Thread): Thread['item'] {
    const parent = parentOf(thread.id);
    return thread.item ?? (parent === undefined ? undefined : this.#itemOf(this.thread(parent)));
  }

  #contextOf(thread: Thread, taskRef: string | undefined): JsonObject {
    return contextOf(this.#before, thread, {
      isTask: this.node(thread).kind === 'Task',
      token: taskRef === undefined ? undefined : this.world.taskToken(taskRef),
      item: this.#itemOf(thread),
    });
  }

  result(): Step {
    const execution: Execution = {
      ...this.#before,
      ...this.#ending,
      status: this.#status,
      lastEventId: this.#lastEventId,
      lastRef: this.#lastRef,
      threads: this.#threads,
      ...(this.running ? undefined : { stopMs: this.world.nowMs }),
    };
    return { execution, effects: this.effects, history: this.history };
  }
}

/** A thread before its present attempt: waiting for nothing, no retry used. */
const atRest = (thread: Thread): Thread => {
  const { wait: _over, retries: _unused, ...rest } = thread;
  return rest;
};

/** The thread around a branch or iteration. */
export const parentOf = (id: string): string | undefined => {
  const cut = id.lastIndexOf('/');
  return cut < 0 ? undefined : id.slice(0, cut);
};

/** Which branch or iteration a thread is. */
export const indexOf = (id: string): number => Number(id.slice(id.lastIndexOf('/') + 1));
