import { isJsonObject, parseJson, type JsonObject } from '@espresso/kernel';
import { AwsError } from './errors.ts';

/**
 * The bytes of a request's body.
 * @throws AwsError when there are more than `bytesMax`
 */
export const readBody = async (request: Request, bytesMax: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  if (request.body === null) return new Uint8Array();
  for await (const chunk of request.body) {
    bytes += chunk.length;
    if (bytes > bytesMax)
      throw new AwsError('RequestEntityTooLargeException', `Request must be smaller than ${bytesMax} bytes.`, {
        status: 413,
      });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** The JSON object of a body; an empty body is an empty one. */
export const parseBody = (body: Uint8Array): JsonObject => {
  if (body.length === 0) return {};
  try {
    const parsed = parseJson(new TextDecoder().decode(body));
    if (isJsonObject(parsed)) return parsed;
  } catch {
    // Not JSON: the caller is told so.
  }
  throw new AwsError('SerializationException', 'Start of structure or map found where not expected.');
};
