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

/** Every marked field of an object schema, however deep; wrappers such as `.optional()` keep the mark. */
export const sensitivePaths = (schema: z.ZodType, path: readonly string[] = []): readonly SensitivePath[] => {
  const sensitivity = marks.get(schema);
  if (sensitivity !== undefined) return [{ path, sensitivity }];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    const inner = schema.unwrap();
    return inner instanceof z.ZodType ? sensitivePaths(inner, path) : [];
  }
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([name, field]) =>
    field instanceof z.ZodType ? sensitivePaths(field, [...path, name]) : [],
  );
};

/** What stands where something sensitive stood. */
export const MASK = '[redacted]';

/** A copy of `value` with every sensitive field masked; what is not sensitive is shared, not copied. */
export const mask = <Value>(value: Value, paths: readonly SensitivePath[]): Value =>
  paths.reduce((masked, { path }) => maskPath(masked, path), value);

const maskPath = <Value>(value: Value, [name, ...rest]: readonly string[]): Value => {
  if (name === undefined || typeof value !== 'object' || value === null || !(name in value)) return value;
  const masked = { ...value };
  const field: unknown = Reflect.get(value, name);
  Reflect.set(masked, name, rest.length === 0 ? MASK : maskPath(field, rest));
  return masked;
};
