import type { z } from 'zod';

const marked = new WeakSet();

const isMarked = (field: unknown): boolean => typeof field === 'object' && field !== null && marked.has(field);

/** Marks an id as the thread of a conversation: every event that carries it belongs to that conversation. */
export const correlates = <Schema extends z.ZodType>(schema: Schema): Schema => {
  marked.add(schema);
  return schema;
};

/** The field of an event's detail that names its conversation, if it has one. */
export const correlatingField = (schema: z.ZodObject): string | undefined =>
  Object.entries(schema.shape).find(([, field]: readonly [string, unknown]) => isMarked(field))?.[0];
