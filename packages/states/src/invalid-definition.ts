import { EspressoError } from '@espresso/kernel';
import type { Diagnostic } from './types.ts';

/** A definition that cannot run. `message` is worded as CreateStateMachine words it. */
export class InvalidDefinition extends EspressoError {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    const found = diagnostics.filter(({ severity }) => severity === 'ERROR');
    const worded = found.map(({ code, message, location }) => `${code}: ${message}${location && ` at ${location}`}`);
    super(`Invalid State Machine Definition: '${worded.join(', ')}'`);
    this.diagnostics = diagnostics;
  }
}
