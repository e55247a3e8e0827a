import { resolvePlaceholders, type WorkflowDefinition } from '@espresso/contract';
import { EspressoError, Lru, type JsonObject } from '@espresso/kernel';
import { compile, type Machine, type MachineType } from '@espresso/states';
import type { KeyValues } from '@espresso/tables';
import { createHash } from 'node:crypto';
import type { Definitions } from '../definitions.ts';
import { readStateMachine, type StateMachineRow } from '../resources/state-machines.ts';
import { jsonSpace } from '../store/json-space.ts';
import type { View } from '../work/layer.ts';

/** A definition as it was deployed: kept under its hash for as long as an execution runs by it. */
interface StoredDefinition {
  readonly definition: JsonObject;
  readonly type: MachineType;
}

const definitions = jsonSpace<StoredDefinition>('definitions');

/** A workflow ready to start: its newest definition, placeholders resolved and compiled. */
export interface DeployedWorkflow {
  readonly name: string;
  readonly arn: string;
  readonly hash: string;
  readonly type: MachineType;
  readonly definition: JsonObject;
  readonly machine: Machine;
  /** The role it was given; a context's machine has one of its own name. */
  readonly roleArn?: string;
}

/** No definition is kept under this hash: the store was tampered with. */
export class DefinitionLost extends EspressoError {
  readonly hash: string;

  constructor(hash: string) {
    super(`no state machine definition is stored under ${hash}`);
    this.hash = hash;
  }
}

/** Resolves a workflow's placeholders and compiles it. */
export const deploy = (workflow: WorkflowDefinition, { arns }: Definitions): DeployedWorkflow => {
  const definition = resolvePlaceholders(workflow.definition, (name) => {
    const placeholder = workflow.placeholders[name];
    if (placeholder === undefined) throw new TypeError(`nothing stands for ${name}`);
    return placeholder.kind === 'table' ? placeholder.name : arns.function(placeholder);
  });
  const { name, type } = workflow;
  const hash = definitionHash(type, definition);
  return { name, arn: arns.stateMachine(name), hash, type, definition, machine: compile(definition, { type }) };
};

/** What a definition is kept under. */
export const definitionHash = (type: MachineType, definition: JsonObject): string =>
  createHash('sha256')
    .update(JSON.stringify([type, definition]))
    .digest('hex')
    .slice(0, 32);

const COMPILED_MAX = 200;

/** Compiled machines by the hash of their definition: the deployed ones, and older ones that executions still run by. */
export class Machines {
  readonly #deployed = new Map<string, DeployedWorkflow>();
  readonly #compiled = new Lru<string, Machine>(COMPILED_MAX);

  readonly #arnOf: (name: string) => string;

  constructor(workflows: readonly DeployedWorkflow[], arnOf: (name: string) => string) {
    this.#arnOf = arnOf;
    for (const workflow of workflows) this.#deployed.set(workflow.name, workflow);
  }

  deployed(name: string): DeployedWorkflow | undefined {
    return this.#deployed.get(name);
  }

  /** A state machine by its name: a context's, or one that somebody made while the host ran. */
  find(view: View, name: string): DeployedWorkflow | undefined {
    const deployed = this.#deployed.get(name);
    if (deployed !== undefined) return deployed;
    const row = readStateMachine(view, name);
    return row === undefined ? undefined : this.of(row);
  }

  /** A state machine as a definition of it says, its newest one or a version. */
  of(row: Pick<StateMachineRow, 'name' | 'hash' | 'type' | 'definition' | 'roleArn'>): DeployedWorkflow {
    const { name, hash, type, definition, roleArn } = row;
    return { name, arn: this.#arnOf(name), hash, type, definition, roleArn, machine: this.#machineOf(row) };
  }

  all(): readonly DeployedWorkflow[] {
    return [...this.#deployed.values()];
  }

  /** Keeps the definition with the executions that start by it. */
  keep(store: KeyValues, { hash, definition, type }: StoredDefinition & { readonly hash: string }): void {
    if (store.get(definitions, hash) === undefined) store.put(definitions, hash, { definition, type });
  }

  /** The machine an execution started with, however old. */
  byHash(store: View, name: string, hash: string): Machine {
    const deployed = this.#deployed.get(name);
    if (deployed?.hash === hash) return deployed.machine;
    const known = this.#compiled.get(hash);
    if (known !== undefined) return known;
    const stored = store.get(definitions, hash);
    if (stored === undefined) throw new DefinitionLost(hash);
    return this.#machineOf({ hash, ...stored });
  }

  #machineOf({ hash, definition, type }: StoredDefinition & { readonly hash: string }): Machine {
    const known = this.#compiled.get(hash);
    if (known !== undefined) return known;
    const machine = compile(definition, { type });
    this.#compiled.set(hash, machine);
    return machine;
  }
}
