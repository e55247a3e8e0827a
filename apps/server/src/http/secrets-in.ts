import { sensitivePaths, type RouteDefinition } from '@espresso/contract';
import { z } from 'zod';

/** Whether a route's reply may hold a secret: then it is remembered so that only who asked can read it. */
export const tellsSecrets = ({ reply }: RouteDefinition): boolean => holdsSecrets(reply);

const holdsSecrets = (schema: z.ZodType): boolean => {
  if (schema instanceof z.ZodUnion)
    return schema.options.some((option) => option instanceof z.ZodType && holdsSecrets(option));
  return sensitivePaths(schema).some(({ sensitivity }) => sensitivity === 'secret');
};
