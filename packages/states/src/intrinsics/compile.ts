import type { Json } from '@espresso/kernel';
import { ERRORS, StateFault } from '../fault.ts';
import { find } from '../jsonpath/evaluate.ts';
import type { Path } from '../jsonpath/syntax.ts';
import type { Scope } from '../scope.ts';
import { callIntrinsic, IntrinsicRefusal } from './functions.ts';
import type { IntrinsicArgument, IntrinsicCall } from './parse.ts';

export type Read = (data: Json, scope: Scope) => Json;

/** A call as a closure. `missing` words the error for a path without a value. Throws States.IntrinsicFailure. */
export const compileIntrinsic = (call: IntrinsicCall, missing: (path: Path, data: Json) => StateFault): Read => {
  const args = call.args.map((arg) => compileArgument(arg, call.name === 'States.Format', missing));
  return (data, scope) => {
    const values = args.map((arg) => arg(data, scope));
    try {
      return callIntrinsic(call.name, values, scope.world);
    } catch (thrown) {
      if (!(thrown instanceof IntrinsicRefusal)) throw thrown;
      throw new StateFault(ERRORS.intrinsic, `The function '${call.text}' had the following error: ${thrown.message}`);
    }
  };
};

const compileArgument = (
  arg: IntrinsicArgument,
  keepsBraces: boolean,
  missing: (path: Path, data: Json) => StateFault,
): Read => {
  switch (arg.kind) {
    case 'call':
      return compileIntrinsic(arg, missing);
    case 'value': {
      const value = typeof arg.value === 'string' && !keepsBraces ? arg.value.replaceAll(/\\([{}])/g, '$1') : arg.value;
      return () => value;
    }
    case 'path':
      return (data, scope) => {
        const value = find(arg.path, data, scope);
        if (value === undefined) throw missing(arg.path, data);
        return value;
      };
  }
};
