import { isJsonObject, parseJson, type JsonObject } from '@espresso/kernel';
import { z } from 'zod';

/**
 * A zod schema as JSON Schema 2020-12, of what may be sent (`input`) or of what comes back (`output`); words for people left
 * out, so that only what binds is compared. What comes back names its fields and leaves room for more, as its readers do.
 * @param unrepresentable what becomes of a type that JSON Schema cannot say: nobody outside could hold to it
 * @throws Error for such a type, unless `'any'` is asked for
 */
export const schemaOf = (
  schema: z.ZodType,
  io: 'input' | 'output',
  unrepresentable: 'throw' | 'any' = 'throw',
): JsonObject => {
  const { $schema: _, ...made } = z.toJSONSchema(schema, {
    io,
    unrepresentable,
    override: ({ jsonSchema }) => {
      for (const words of ['title', 'description', 'examples'] as const) Reflect.deleteProperty(jsonSchema, words);
      if (io === 'output' && jsonSchema.additionalProperties === false)
        Reflect.deleteProperty(jsonSchema, 'additionalProperties');
    },
  });
  const plain = parseJson(JSON.stringify(made));
  return isJsonObject(plain) ? plain : {};
};
