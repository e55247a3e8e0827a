import { EspressoError, type Json } from '@espresso/kernel';

/** Error names that the language itself raises (ASL specification, appendix A; developer guide, "Handling errors"). */
export const ERRORS = {
  all: 'States.ALL',
  taskFailed: 'States.TaskFailed',
  timeout: 'States.Timeout',
  heartbeatTimeout: 'States.HeartbeatTimeout',
  runtime: 'States.Runtime',
  queryEvaluation: 'States.QueryEvaluationError',
  noChoiceMatched: 'States.NoChoiceMatched',
  resultPath: 'States.ResultPathMatchFailure',
  intrinsic: 'States.IntrinsicFailure',
  dataLimit: 'States.DataLimitExceeded',
  branchFailed: 'States.BranchFailed',
  itemReader: 'States.ItemReaderFailed',
  tolerated: 'States.ExceedToleratedFailureThreshold',
  resultWriter: 'States.ResultWriterFailed',
} as const satisfies Record<string, string>;

/** A state failed in a way the language has a name for. The interpreter adds which state it was. */
export class StateFault extends EspressoError {
  /** Absent for a Fail state that names none. */
  readonly error: string | undefined;
  readonly says: string | undefined;
  /** Whether `says` still needs the frame "An error occurred while executing the state …". */
  readonly framed: boolean;
  /** Logged as EvaluationFailed: `expression` links before StateEntered, `value` to StateEntered. */
  readonly evaluation: 'expression' | 'value' | undefined;
  readonly location: string | undefined;

  constructor(
    error: string | undefined,
    says: string | undefined,
    more: {
      readonly framed?: boolean;
      readonly evaluation?: 'expression' | 'value';
      readonly location?: string;
    } = {},
  ) {
    super(says ?? error ?? 'the state failed');
    this.error = error;
    this.says = says;
    this.framed = more.framed ?? true;
    this.evaluation = more.evaluation;
    this.location = more.location;
  }
}

export const runtimeFault = (says: string): StateFault => new StateFault(ERRORS.runtime, says);

/** A JSONata field did not give what it should. `location` is the field with slashes: `Output/result`. */
export const queryFault = (
  says: string,
  location?: string,
  evaluation: 'expression' | 'value' = 'expression',
): StateFault =>
  new StateFault(ERRORS.queryEvaluation, says, { evaluation, ...(location === undefined ? undefined : { location }) });

/** A value as error texts show it: strings quoted, structures compact. */
export const shown = (value: Json): string => JSON.stringify(value);
