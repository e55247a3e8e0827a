import { EspressoError } from '@espresso/kernel';

/** A pattern that no rule can have. The message is worded like the service's. */
export class InvalidPattern extends EspressoError {
  /** What is wrong, in a sentence. */
  readonly reason: string;
  /** Where: a path in the pattern (`detail.a[0]`), or `line 3, column 7` when the text is not JSON. */
  readonly at: string;

  constructor(reason: string, at: string) {
    super(`Event pattern is not valid. Reason: ${reason}\n at ${at}`);
    this.reason = reason;
    this.at = at;
  }
}

/** A target's input (InputPath, Input or InputTransformer) that cannot be compiled. */
export class InvalidInput extends EspressoError {
  /** The setting that is wrong. */
  readonly setting: 'InputPath' | 'Input' | 'InputPathsMap' | 'InputTemplate';
  readonly reason: string;

  constructor(setting: InvalidInput['setting'], reason: string) {
    super(`${setting} ${reason}`);
    this.setting = setting;
    this.reason = reason;
  }

  /** The message as PutTargets words it, which names the target: `InputTemplate for target T contains …`. */
  forTarget(targetId: string): string {
    return `${this.setting} for target ${targetId} ${this.reason}`;
  }
}
