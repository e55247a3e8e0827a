import { crc32 } from 'node:zlib';
import type { JsonObject } from '@espresso/kernel';
import type { AwsError } from './errors.ts';
import type { Service } from './operation.ts';

type Speech = Pick<Service, 'json' | 'errorNamespace' | 'checksum'>;

/** For requests of which it is not known to which service they go. */
export const unknownService: Speech = { json: '1.0', errorNamespace: 'com.amazon.coral.service#', checksum: false };

export const answer = (speech: Speech, requestId: string, status: number, body: JsonObject): Response => {
  const text = JSON.stringify(body);
  return new Response(text, {
    status,
    headers: {
      'content-type': `application/x-amz-json-${speech.json}`,
      'x-amzn-requestid': requestId,
      ...(speech.checksum && { 'x-amz-crc32': String(crc32(text)) }),
    },
  });
};

/** Errors that are not a service's own, but of the front door that all share. */
const OF_THE_DOOR: Readonly<Record<string, string>> = {
  MissingAuthenticationTokenException: 'com.amazon.coral.service#',
  IncompleteSignatureException: 'com.amazon.coral.service#',
  UnrecognizedClientException: 'com.amazon.coral.service#',
  InvalidSignatureException: 'com.amazon.coral.service#',
  UnknownOperationException: 'com.amazon.coral.service#',
  SerializationException: 'com.amazon.coral.service#',
  ValidationException: 'com.amazon.coral.validate#',
};

export const answerError = (speech: Speech, requestId: string, error: AwsError): Response => {
  const namespace = OF_THE_DOOR[error.code] ?? speech.errorNamespace;
  const body = { __type: `${namespace}${error.code}`, message: error.message, ...error.more };
  const response = answer(speech, requestId, error.status, body);
  response.headers.set('x-amzn-errortype', error.code);
  return response;
};
