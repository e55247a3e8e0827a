import { z } from 'zod';

/** Why a field must not leave the process: it identifies a person, or it opens a door. */
export type Sensitivity = 'personal' | 'secret';

const marks = new WeakMap<object, Sensitivity>();

/** Marks a field as personal data (an address, a name): masked wherever events are shown. */
export const personal = <Schema extends z.ZodType>(schema: Schema): Schema => mark(schema, 'personal');

/** Marks a field as secret (a task token, a code): masked wherever events are shown, and never logged. */
export const secret = <Schema extends z.ZodType>(schema: Schema): Schema => mark(schema, 'secret');

const mark = <Schema extends z.ZodType>(schema: Schema, sensitivity: Sensitivity): Schema => {
  marks.set(schema, sensitivity);
  return schema;
};

/** A field that must not be shown, and the way to it: `['customer', 'email']`. */
export interface SensitivePath {
  readonly path: readonly string[];
  readonly sensitivity: Sensitivity;
}

/** Stands for every element of an array in a path. */
export const EACH = '*';

/** Every marked field of a schema, however deep: in wrappers such as `.optional()`, in arrays, in any member of a union. */
export const sensitivePaths = (schema: z.ZodType, path: readonly string[] = []): readonly SensitivePath[] => {
  const sensitivity = marks.get(schema);
  if (sensitivity !== undefined) return [{ path, sensitivity }];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return pathsOf(schema.unwrap(), path);
  }
  if (schema instanceof z.ZodArray) return pathsOf(schema.element, [...path, EACH]);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => pathsOf(option, path));
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([name, field]: readonly [string, unknown]) =>
    pathsOf(field, [...path, name]),
  );
};

const pathsOf = (schema: unknown, path: readonly string[]): readonly SensitivePath[] =>
  schema instanceof z.ZodType ? sensitivePaths(schema, path) : [];

/** What stands where something sensitive stood. */
export const MASK = '[redacted]';

/** A copy of `value` with every sensitive field masked; what is not sensitive is shared, not copied. */
export const mask = <Value>(value: Value, paths: readonly SensitivePath[]): Value =>
  paths.reduce((masked, { path }) => maskPath(masked, path), value);

const maskPath = <Value>(value: Value, [name, ...rest]: readonly string[]): Value => {
  if (name === undefined || typeof value !== 'object' || value === null) return value;
  if (name === EACH) return maskEach(value, rest);
  if (!(name in value)) return value;
  const masked = { ...value };
  Reflect.set(masked, name, maskField(Reflect.get(value, name), rest));
  return masked;
};

const maskEach = <Value extends object>(value: Value, rest: readonly string[]): Value => {
  if (!Array.isArray(value)) return value;
  const masked = structuredClone(value);
  for (const [at, element] of value.entries()) Reflect.set(masked, at, maskField(element, rest));
  return masked;
};

const maskField = (field: unknown, rest: readonly string[]): unknown =>
  rest.length === 0 ? MASK : maskPath(field, rest);
