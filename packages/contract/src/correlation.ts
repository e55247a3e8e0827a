import type { z } from 'zod';

const marked = new WeakSet();

/** Marks an id as the thread of a conversation: every event that carries it belongs to that conversation. */
export const correlates = <Schema extends z.ZodType>(schema: Schema): Schema => {
  marked.add(schema);
  return schema;
};

/** The field of an event's detail that names its conversation, if it has one. */
export const correlatingField = (schema: z.ZodObject): string | undefined =>
  Object.entries(schema.shape).find(([, field]) => marked.has(field))?.[0];
