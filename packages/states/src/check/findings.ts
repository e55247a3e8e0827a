import type { Diagnostic } from '../types.ts';

/** Collects what a check finds. Locations are paths of field names from the top of the definition. */
export class Findings {
  readonly all: Diagnostic[] = [];

  error(message: string, location: string, code = 'SCHEMA_VALIDATION_FAILED'): void {
    this.all.push({ code, message, location, severity: 'ERROR' });
  }

  warning(message: string, location: string, code: string): void {
    this.all.push({ code, message, location, severity: 'WARNING' });
  }
}
