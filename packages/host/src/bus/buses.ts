/** The bus that always exists. */
export const DEFAULT_BUS = 'default';

/** A bus by its name or its ARN; the default one where none is named. */
export const resolveBus = (nameOrArn: string | undefined): string =>
  nameOrArn === undefined ? DEFAULT_BUS : (nameOrArn.split(':event-bus/').at(-1) ?? nameOrArn);
