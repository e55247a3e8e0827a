import type { Json, JsonObject } from '@espresso/kernel';
import type { World } from './types.ts';

/** What an expression can see while one field of one state is evaluated. */
export class Scope {
  /** The raw input of the state. */
  readonly input: Json;
  readonly variables: JsonObject;
  readonly world: World;
  readonly result: Json | undefined;
  readonly errorOutput: Json | undefined;
  readonly #makeContext: () => JsonObject;
  #context: JsonObject | undefined;

  constructor(
    input: Json,
    variables: JsonObject,
    world: World,
    makeContext: () => JsonObject,
    result?: Json,
    errorOutput?: Json,
  ) {
    this.input = input;
    this.variables = variables;
    this.world = world;
    this.#makeContext = makeContext;
    this.result = result;
    this.errorOutput = errorOutput;
  }

  /** The context object, made when first asked for: most expressions never do. */
  get context(): JsonObject {
    return (this.#context ??= this.#makeContext());
  }

  withResult(result: Json): Scope {
    return new Scope(this.input, this.variables, this.world, () => this.context, result);
  }

  withError(errorOutput: Json): Scope {
    return new Scope(this.input, this.variables, this.world, () => this.context, undefined, errorOutput);
  }

  withContext(makeContext: () => JsonObject): Scope {
    return new Scope(this.input, this.variables, this.world, makeContext, this.result, this.errorOutput);
  }

  /** `$states`, as JSONata sees it. */
  get states(): JsonObject {
    return {
      input: this.input,
      context: this.context,
      ...(this.result === undefined ? undefined : { result: this.result }),
      ...(this.errorOutput === undefined ? undefined : { errorOutput: this.errorOutput }),
    };
  }
}
