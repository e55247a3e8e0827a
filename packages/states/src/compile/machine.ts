import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { check } from '../check/check.ts';
import { InvalidDefinition } from '../invalid-definition.ts';
import type { CheckOptions, Machine } from '../types.ts';
import { languageOf, numberOf } from './fields.ts';
import type { Block, StateNode } from './nodes.ts';
import { type Blocks, compileBlock } from './states.ts';

const MS_PER_SECOND = 1_000;

/** What a Machine is inside: its blocks of states, the outermost first. */
export class Program implements Machine {
  readonly definition: JsonObject;
  /** The machine's own TimeoutSeconds. */
  readonly timeoutMs: number | undefined;
  readonly #blocks: readonly (Block | undefined)[];

  constructor(definition: JsonObject) {
    const blocks: Blocks = [];
    compileBlock(definition, languageOf(definition, 'JSONPath'), blocks);
    const seconds = numberOf(definition, 'TimeoutSeconds');
    this.definition = definition;
    this.timeoutMs = seconds === undefined ? undefined : seconds * MS_PER_SECOND;
    this.#blocks = blocks;
  }

  block(number: number): Block {
    const block = this.#blocks[number];
    if (!block) throw new RangeError(`no block ${String(number)} in this machine: the execution belongs to another`);
    return block;
  }

  state(block: number, name: string): StateNode {
    const state = this.block(block).states.get(name);
    if (!state) throw new RangeError(`no state ${name} in this machine: the execution belongs to another`);
    return state;
  }
}

/**
 * Checks a definition and makes it ready to run. Throws InvalidDefinition with every diagnostic when there is an error
 * among them; warnings pass.
 */
export const compile = (definition: Json, options: CheckOptions = {}): Machine => {
  const diagnostics = check(definition, options);
  if (!isJsonObject(definition) || diagnostics.some((found) => found.severity === 'ERROR'))
    throw new InvalidDefinition(diagnostics);
  return new Program(definition);
};
