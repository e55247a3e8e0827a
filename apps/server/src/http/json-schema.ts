import { isJsonObject, parseJson, type JsonObject } from '@espresso/kernel';
import { z } from 'zod';

/**
 * A zod schema as JSON Schema 2020-12: of what may be sent (`input`), or of what comes back (`output`). What JSON Schema
 * cannot say is left open.
 */
export const jsonSchemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonObject => {
  const {
    $schema: _,
    '~standard': _standard,
    ...made
  } = z.toJSONSchema(schema, { io, unrepresentable: 'any', cycles: 'ref' });
  const plain = parseJson(JSON.stringify(made));
  return isJsonObject(plain) ? plain : {};
};
