import { isJsonObject, type Json } from '@espresso/kernel';
import { isArray } from '../json.ts';
import type { Scope } from '../scope.ts';
import { passes } from './filter.ts';
import type { Path, PathStep } from './syntax.ts';

/** What a path finds: the value of a definite path, `undefined` when there is none; an array for any other path, maybe empty. */
export const find = (path: Path, data: Json, scope: Scope): Json | undefined => {
  const root = rootValue(path, data, scope);
  if (root === undefined) return undefined;
  return path.definite ? findOne(path.steps, root) : findMany(path.steps, root);
};

const rootValue = ({ root }: Path, data: Json, scope: Scope): Json | undefined => {
  if (root.of === 'data') return data;
  if (root.of === 'context') return scope.context;
  return Object.hasOwn(scope.variables, root.name) ? scope.variables[root.name] : undefined;
};

const findOne = (steps: readonly PathStep[], root: Json): Json | undefined => {
  let value: Json | undefined = root;
  for (const step of steps) {
    value = step.kind === 'field' ? field(value, step.name) : step.kind === 'index' ? at(value, step.index) : undefined;
    if (value === undefined) return undefined;
  }
  return value;
};

/** A wildcard, slice or filter with `..` before it keeps one array; nothing found is an empty one. */
const findMany = (steps: readonly PathStep[], root: Json): Json => select(steps, root);

const field = (value: Json | undefined, name: string): Json | undefined =>
  isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;

const at = (value: Json | undefined, index: number): Json | undefined =>
  isArray(value) ? value[index < 0 ? value.length + index : index] : undefined;

/** Every value the steps lead to, in order. */
export const select = (steps: readonly PathStep[], root: Json): readonly Json[] => {
  let found: readonly Json[] = [root];
  for (const step of steps) found = found.flatMap((value) => onward(step, value, root));
  return found;
};

const present = (...values: readonly (Json | undefined)[]): readonly Json[] =>
  values.filter((value) => value !== undefined);

const onward = (step: PathStep, value: Json, root: Json): readonly Json[] => {
  switch (step.kind) {
    case 'field':
      return present(field(value, step.name));
    case 'index':
      return present(at(value, step.index));
    case 'fields':
      return present(...step.names.map((name) => field(value, name)));
    case 'indexes':
      return present(...step.indexes.map((index) => at(value, index)));
    case 'wildcard':
      return children(value);
    case 'descend':
      return descendants(value);
    case 'slice':
      return isArray(value) ? slice(value, step.from, step.to, step.by) : [];
    case 'filter':
      return (isArray(value) ? value : isJsonObject(value) ? [value] : []).filter((item) =>
        passes(step.test, item, root, select),
      );
  }
};

const children = (value: Json): readonly Json[] =>
  isArray(value) ? value : isJsonObject(value) ? Object.values(value) : [];

const descendants = (value: Json): readonly Json[] => [value, ...children(value).flatMap(descendants)];

const slice = (values: readonly Json[], from = 0, to = values.length, by = 1): readonly Json[] =>
  values.slice(from, to).filter((_, index) => index % by === 0);
