/** Where a host tells its operator what happens; the shape of pino's loggers. Never handed a token or an address. */
export interface Logger {
  info(facts: Readonly<Record<string, unknown>>, message: string): void;
  warn(facts: Readonly<Record<string, unknown>>, message: string): void;
  error(facts: Readonly<Record<string, unknown>>, message: string): void;
}

/** Says nothing. */
export const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
