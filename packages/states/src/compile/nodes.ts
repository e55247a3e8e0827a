import type { Json, JsonObject, Random } from '@espresso/kernel';
import type { Scope } from '../scope.ts';
import type { ReaderSource } from '../distributed/read-items.ts';
import type { Integration, MachineType, ResultWriter } from '../types.ts';
import type { Maybe } from '../work.ts';

/** How data enters and leaves a state: the same four questions for JSONPath and JSONata. */
export interface Flow {
  /** InputPath and Parameters, or Arguments: what the state works on. */
  readonly argument: (scope: Scope) => Maybe<Json>;
  /** The variables to set, seeing the old ones. `subject` is the result where there is one, otherwise the argument. */
  readonly assign: ((scope: Scope, subject: Json) => Maybe<JsonObject>) | undefined;
  /** ResultSelector, ResultPath and OutputPath, or Output. */
  readonly output: (scope: Scope, subject: Json) => Maybe<Json>;
}

/** A field evaluated when it is needed; `argument` is what `Flow.argument` gave. */
export type Field<Value> = (scope: Scope, argument: Json) => Maybe<Value>;

export interface Retrier {
  readonly errors: readonly string[];
  readonly attemptsMax: number;
  /** The wait before attempt `attempt` (1 is the first retry), in milliseconds. */
  readonly delayMs: (attempt: number, random: Random) => number;
}

export interface Catcher {
  readonly errors: readonly string[];
  readonly next: string;
  readonly flow: Pick<Flow, 'assign' | 'output'>;
}

interface Common {
  readonly name: string;
  readonly flow: Flow;
}

/** Where a state goes on; without a name it ends its block. */
interface Onward extends Common {
  readonly next: string | undefined;
}

interface Fallible extends Onward {
  readonly retriers: readonly Retrier[];
  readonly catchers: readonly Catcher[];
}

export interface PassNode extends Onward {
  readonly kind: 'Pass';
  readonly result: Json | undefined;
}

export interface TaskNode extends Fallible {
  readonly kind: 'Task';
  readonly resource: string;
  readonly integration: Integration;
  readonly names: { readonly resourceType: string; readonly resource: string };
  readonly timeoutSeconds: Field<number> | undefined;
  readonly heartbeatSeconds: Field<number> | undefined;
}

export interface ChoiceRule {
  readonly holds: Field<boolean>;
  readonly next: string;
  readonly flow: Pick<Flow, 'assign' | 'output'>;
}

export interface ChoiceNode extends Common {
  readonly kind: 'Choice';
  readonly rules: readonly ChoiceRule[];
  readonly otherwise: string | undefined;
}

export interface WaitNode extends Onward {
  readonly kind: 'Wait';
  /** When to go on, in epoch milliseconds. */
  readonly until: Field<number>;
}

export interface SucceedNode extends Common {
  readonly kind: 'Succeed';
}

export interface FailNode extends Common {
  readonly kind: 'Fail';
  readonly error: Field<string> | undefined;
  readonly cause: Field<string> | undefined;
}

export interface ParallelNode extends Fallible {
  readonly kind: 'Parallel';
  readonly blocks: readonly number[];
}

export interface MapNode extends Fallible {
  readonly kind: 'Map';
  readonly block: number;
  readonly items: Field<readonly Json[]>;
  /** The input of one iteration; `scope.context.Map.Item` is the item. */
  readonly itemInput: (scope: Scope, argument: Json, item: Json) => Maybe<Json>;
  /** How many iterations may be under way; 0 leaves it to the engine. */
  readonly concurrency: Field<number>;
  /** Present where every iteration is an execution of its own. */
  readonly distributed: DistributedPart | undefined;
}

/** What a distributed Map has beside an inline one. */
export interface DistributedPart {
  readonly label: string | undefined;
  readonly executionType: MachineType;
  /** The definition of the children's machine. */
  readonly processor: JsonObject;
  readonly reader:
    | {
        readonly resource: string;
        readonly integration: Integration;
        readonly source: ReaderSource;
        readonly arguments: Field<Json>;
        readonly config: Field<JsonObject>;
      }
    | undefined;
  readonly batcher:
    | {
        readonly itemsMax: Field<number> | undefined;
        readonly bytesMax: Field<number> | undefined;
        readonly input: Field<Json> | undefined;
      }
    | undefined;
  readonly writer: (Omit<ResultWriter, 'arguments'> & { readonly arguments: Field<Json> }) | undefined;
  readonly toleratedCount: Field<number> | undefined;
  readonly toleratedPercentage: Field<number> | undefined;
}

export type StateNode = PassNode | TaskNode | ChoiceNode | WaitNode | SucceedNode | FailNode | ParallelNode | MapNode;

/** One `States` object: of the machine, of a branch, or of a Map's processor. */
export interface Block {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, StateNode>;
}
