import { isJsonObject, type Json } from '@espresso/kernel';
import { runtimeFault, type StateFault } from '../fault.ts';
import { compileIntrinsic, type Read } from '../intrinsics/compile.ts';
import { parseIntrinsic } from '../intrinsics/parse.ts';
import { isArray, type MutableObject, put } from '../json.ts';
import type { Scope } from '../scope.ts';
import { find } from './evaluate.ts';
import { parsePath } from './parse.ts';
import type { Path, PathStep } from './syntax.ts';

export type { Read };

/** A field that holds a path: `InputPath`, `OutputPath`, `ItemsPath`, `TimeoutSecondsPath`. */
export const readPath = (text: string): Read => {
  const path = parsePath(text);
  if (!path) throw new TypeError(`not a path: ${text}`);
  return (data, scope) => {
    const value = find(path, data, scope);
    if (value === undefined) throw invalidPath(path, data, scope);
    return value;
  };
};

/** Like `readPath`, `undefined` where nothing is found: for `Variable` and `IsPresent`. */
export const seekPath = (text: string): ((data: Json, scope: Scope) => Json | undefined) => {
  const path = parsePath(text);
  if (!path) throw new TypeError(`not a path: ${text}`);
  return (data, scope) => find(path, data, scope);
};

/** A field that holds a path or an intrinsic call and is named in errors: `value.$`, `ErrorPath`. */
export const readNamed = (text: string, field: string): Read => {
  const missing = (path: Path, data: Json): StateFault =>
    runtimeFault(
      `The JSONPath '${path.text}' specified for the field '${field}' could not be found in the input '${JSON.stringify(data)}'`,
    );
  const call = text.startsWith('$') ? undefined : parseIntrinsic(text);
  if (call) return compileIntrinsic(call, missing);
  const path = parsePath(text);
  if (!path) throw new TypeError(`neither a path nor an intrinsic function: ${text}`);
  return (data, scope) => {
    const value = find(path, data, scope);
    if (value === undefined) throw missing(path, data);
    return value;
  };
};

/** A payload template (ASL specification, "Payload Template"): fields called `name.$` are paths or intrinsic calls. */
export const readTemplate = (template: Json): Read => {
  if (!hasDynamicField(template)) return () => template;
  if (isArray(template)) {
    const items = template.map(readTemplate);
    return (data, scope) => items.map((item) => item(data, scope));
  }
  if (!isJsonObject(template)) return () => template;
  const fields = Object.entries(template).map(([key, value]): readonly [string, Read] =>
    key.endsWith('.$') && typeof value === 'string'
      ? [key.slice(0, -2), readNamed(value, key)]
      : [key, readTemplate(value)],
  );
  return (data, scope) => {
    const result: MutableObject = {};
    for (const [key, read] of fields) put(result, key, read(data, scope));
    return result;
  };
};

const hasDynamicField = (template: Json): boolean => {
  if (isArray(template)) return template.some(hasDynamicField);
  if (!isJsonObject(template)) return false;
  return Object.entries(template).some(([key, value]) => key.endsWith('.$') || hasDynamicField(value));
};

/** `Invalid path '$.A' : …`, telling a missing last step from one on the way. */
const invalidPath = (path: Path, data: Json, scope: Scope): StateFault => {
  const missingAt = path.steps.findIndex(
    (_, at) => find({ ...path, steps: path.steps.slice(0, at + 1) }, data, scope) === undefined,
  );
  const isLast = missingAt < 0 || missingAt === path.steps.length - 1;
  const place = canonical(isLast ? path.steps : path.steps.slice(0, missingAt + 1));
  const why = isLast ? `No results for path: ${place}` : `Missing property in path ${place}`;
  return runtimeFault(`Invalid path '${path.text}' : ${why}`);
};

const canonical = (steps: readonly PathStep[]): string =>
  `$${steps.map((step) => (step.kind === 'field' ? `['${step.name}']` : step.kind === 'index' ? `[${String(step.index)}]` : '')).join('')}`;
